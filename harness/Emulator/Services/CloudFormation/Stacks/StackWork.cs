using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;
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

    /// <summary>How long after a disk that took nothing it is tried again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, UnderWay> _underWay = new(StringComparer.Ordinal);

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
    /// <param name="begin">Writes down that it begins, or refuses; whoever has seen that finds the operation under way. Answers the stack as it was.</param>
    public async Task RunAsync(string stackId, Caller caller, Func<Stack> begin, Func<Stack, StackRun, CancellationToken, Task> work)
    {
        UnderWay operation;
        lock (_gate)
        {
            var before = begin();
            var (stop, abandon) = (CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token), new CancellationTokenSource());
            var run = new StackRun(state, new ResourceSteps(LogOf(stackId), new ServiceWire(call, scope, caller), logger), abandon.Token);
            var task = Task.Run(() => work(before, run, stop.Token));
            operation = _underWay[stackId] = new UnderWay(task, EndAsync(task, stackId, stop.Token), stop, abandon);
        }

        _ = operation.End.ContinueWith(_ => Forget(operation, stackId), TaskScheduler.Default);
        await operation.End.WaitAsync(HeadStart, TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the operation on a stack where it stands; answers when nothing happens any more.</summary>
    public async Task StopAsync(string stackId)
    {
        UnderWay? operation;
        lock (_gate)
        {
            if (!_underWay.TryGetValue(stackId, out operation)) return;
            operation.Stop.Cancel();
        }

        await operation.End.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Has the update of a stack rolled back before it is done.</summary>
    /// <returns>Whether anything is under way.</returns>
    public bool Abandon(string stackId)
    {
        lock (_gate)
        {
            if (!_underWay.TryGetValue(stackId, out var operation) || operation.Work.IsCompleted) return false;
            operation.Abandon.Cancel();
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] left;
        lock (_gate) left = [.. _underWay.Values.Select(o => o.End)];
        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The operation on the stack {StackId} ended in a way it should not")]
    private partial void LogBug(string stackId, Exception bug);

    /// <summary>What ended as it should not leaves a stack on which something can be done, as soon as that can be written down.</summary>
    private async Task EndAsync(Task work, string stackId, CancellationToken stop)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.Exception is not { } bug) return;
        LogBug(stackId, bug);
        while (!TryFail(stackId)) await Task.Delay(Pause, TimeProvider.System, stop).ConfigureAwait(false);
    }

    private bool TryFail(string stackId)
    {
        try
        {
            Interrupted.Fail(this, stackId);
            return true;
        }
        catch (NotDurable)
        {
            return false;
        }
    }

    private void Forget(UnderWay operation, string stackId)
    {
        lock (_gate)
        {
            if (_underWay.GetValueOrDefault(stackId) == operation) _underWay.Remove(stackId);
            operation.Stop.Dispose();
            operation.Abandon.Dispose();
        }
    }

    /// <param name="End">The work, and what is to be written down of it when it ends as it should not.</param>
    private sealed record UnderWay(Task Work, Task End, CancellationTokenSource Stop, CancellationTokenSource Abandon);
}
