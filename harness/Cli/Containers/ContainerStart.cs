using TaskTracker.Containers;

namespace TaskTracker.Cli.Containers;

/// <summary>Starts a target in a container, in builds that can.</summary>
internal static class ContainerStart
{
    public const string DefaultImage = StartedContainer.DefaultImage;

    public static async Task<RunningContainer> StartAsync(string image, Action<string> tell, CancellationToken cancellation)
    {
        var started = await StartedContainer.StartAsync(image, tell, cancellation).ConfigureAwait(false);
        return new RunningContainer(started.Endpoint, started);
    }

    public static async Task<RunningContainer> StartDynamoDbAsync(Action<string> tell, CancellationToken cancellation)
    {
        var started = await StartedContainer.StartDynamoDbAsync(tell, cancellation).ConfigureAwait(false);
        return new RunningContainer(started.Endpoint, started);
    }
}
