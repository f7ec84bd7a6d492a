namespace TaskTracker.Cli.Containers;

/// <summary>A container that is gone when this is disposed.</summary>
internal sealed record RunningContainer(Uri Endpoint, IAsyncDisposable Container) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Container.DisposeAsync();
}
