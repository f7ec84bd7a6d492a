using TaskTracker.Deployment;

namespace TaskTracker.Load.Engine;

/// <summary>Where the load goes.</summary>
public sealed record LoadTarget(DeploymentRecord Record, AwsConnection Connection)
{
    /// <summary>Without a slash at its end.</summary>
    public Uri Api => new(Record.ApiUrl.TrimEnd('/'));
}

/// <summary>Tells what is being done.</summary>
/// <param name="Passed">Once for each step, and now and then in a long one.</param>
/// <param name="Doing">Twice a second.</param>
public sealed record LoadNews(Action<string> Passed, Action<string> Doing);

/// <summary>The load cannot be made as asked; the message says why, the way out what to do.</summary>
public sealed class LoadProblem(string message, string wayOut) : Exception(message)
{
    public string WayOut { get; } = wayOut;
}
