using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Engine;

/// <summary>What makes the requests of a step at the moments that its shape says.</summary>
public interface ILoadEngine
{
    string Name { get; }

    /// <summary>Returns when every request has been answered or has timed out; cancelled, as soon as none is under way.</summary>
    Task RunAsync(Step step, Recorder recorder, CancellationToken cancellation);
}
