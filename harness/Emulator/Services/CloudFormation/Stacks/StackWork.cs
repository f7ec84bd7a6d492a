using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Resources;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Begins a session of a role for CloudFormation; <c>null</c> where there is none or it does not trust CloudFormation.</summary>
internal delegate Caller? AssumeServiceRole(string roleArn);

/// <summary>Operations on stacks that are under way.</summary>
internal sealed partial class StackWork(StackState state, AwsScope scope, TimeProvider clock, CallService call, AssumeServiceRole assume, ILogger logger) : IAsyncDisposable
{
    /// <summary>How long the answer to the request that begins an operation waits for its end.</summary>
    /// <remarks>
    /// The waiters of AWS's clients ask once at once, and then only after 5 to 30 seconds: an operation that takes less than this is over when they first ask.
    /// </remarks>
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task Task, CancellationTokenSource Stop, CancellationTokenSource Abandon)> _underWay = new(StringComparer.Ordinal);

    public AwsScope Scope => scope;

    public StackState State => state;

    public DateTimeOffset Now => clock.GetUtcNow();

    public StackLog LogOf(string stackId) => new(state, clock, stackId);

    public string? FindExport(string name) => state.FindExport(name)?.Value;

    /// <summary>Who makes the calls of an operation: a session of the stack's role, or the caller itself.</summary>
    /// <exception cref="AwsError">ValidationError: the role cannot be assumed.</exception>
    public Caller ActorOf(string? roleArn, Caller caller) =>
        roleArn is null ? caller : assume(roleArn) ?? throw CloudFormationErrors.Validation($"Role {roleArn} is invalid or cannot be assumed");

    /// <summary>Begins an operation as the caller, and answers when it is over or well under way.</summary>
    public async Task RunAsync(string stackId, Caller caller, Func<StackRun, CancellationToken, Task> work)
    {
        var abandon = new CancellationTokenSource();
        var run = new StackRun(state, new ResourceSteps(LogOf(stackId), new ServiceWire(call, scope, caller), logger), abandon.Token);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        Task task;
        lock (_gate) _underWay[stackId] = (task = Task.Run(() => work(run, stop.Token)), stop, abandon);
        _ = task.ContinueWith(ended => Forget(ended, stackId), TaskScheduler.Default);
        await task.WaitAsync(HeadStart, TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the operation on a stack where it stands; answers when nothing happens any more.</summary>
    public async Task StopAsync(string stackId)
    {
        (Task Task, CancellationTokenSource Stop, CancellationTokenSource Abandon) operation;
        lock (_gate)
        {
            if (!_underWay.TryGetValue(stackId, out operation)) return;
            operation.Stop.Cancel();
        }

        await operation.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Has the update of a stack rolled back before it is done.</summary>
    public void Abandon(string stackId)
    {
        lock (_gate)
        {
            if (_underWay.TryGetValue(stackId, out var operation)) operation.Abandon.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] left;
        lock (_gate) left = [.. _underWay.Values.Select(o => o.Task)];
        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The operation on the stack {StackId} ended in a way it should not")]
    private partial void LogBug(string stackId, Exception bug);

    private void Forget(Task task, string stackId)
    {
        lock (_gate)
        {
            if (_underWay.TryGetValue(stackId, out var operation) && operation.Task == task && _underWay.Remove(stackId))
            {
                operation.Stop.Dispose();
                operation.Abandon.Dispose();
            }
        }

        if (task.Exception is { } bug) LogBug(stackId, bug);
    }
}
