namespace TaskTracker.Deployment;

/// <summary>A container that could not be started; nothing of it is left.</summary>
/// <param name="wayOut">What to install, set or type.</param>
public sealed class ContainerProblem(string problem, string wayOut) : Exception(problem)
{
    public string WayOut { get; } = wayOut;

    public static ContainerProblem NoEngine(string reason) => new(
        $"No container engine answers: {reason}.",
        "Start Docker, or set DOCKER_HOST to where it is. Without one, 'tasktracker up' runs everything in processes, and --endpoint URL uses a server that runs elsewhere.");

    public static ContainerProblem EngineTooOld(string version, Version api, Version needed) => new(
        $"The container engine {version} is too old: it has API {api}, and {needed} is needed.", "Docker 20.10 or newer has it.");

    /// <param name="log">The container's last lines; empty where it wrote none.</param>
    public static ContainerProblem NotStarted(string image, string reason, string log, bool withToken)
    {
        var isRejected = withToken && log.Contains("licens", StringComparison.OrdinalIgnoreCase);
        return new ContainerProblem(
            isRejected ? $"The container of {image} ended because LocalStack did not accept the token." : $"The container of {image} did not start: {reason.ReplaceLineEndings(" ")}",
            (log.Length > 0 ? log + "\n" : "") + (isRejected ? "Set LOCALSTACK_AUTH_TOKEN to a valid one. " : "") + "Nothing is left of it.");
    }
}
