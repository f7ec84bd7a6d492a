using TaskTracker.Emulation.Services.Lambda.RuntimeApi;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>
/// The place of a process that somebody has started by hand, in a debugger, and that takes a function's events instead of packaged ones: one at a time, in their order,
/// and without a time limit, since whoever debugs stands still. It is attached as long as the connection over which it asks for events.
/// </summary>
/// <param name="dispatch">Where events go once nobody is attached any more.</param>
internal sealed class Attachment(Action<Deployment, Invocation> dispatch) : IRuntime
{
    /// <summary>What the process is told: Lambda's longest timeout.</summary>
    private static readonly TimeSpan ToldLimit = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Queue<(Deployment Deployment, Invocation Invocation)> _line = new();
    private TaskCompletionSource<Invocation?>? _waiter;
    private Invocation? _current;
    private CancellationToken? _connection;

    /// <returns>Whether somebody is attached, and gets it.</returns>
    public bool TryRun(Deployment deployment, Invocation invocation)
    {
        lock (_gate)
        {
            if (_connection is null) return false;
            if (_waiter is { } waiter)
            {
                _waiter = null;
                waiter.SetResult(Begin(invocation));
            }
            else
            {
                _line.Enqueue((deployment, invocation));
            }

            return true;
        }
    }

    public Task<Invocation?> NextAsync(CancellationToken connectionClosed)
    {
        Attach(connectionClosed);
        lock (_gate)
        {
            // A process that asks twice has lost its first request, and gets the event that it has.
            if (_current is not null) return Task.FromResult<Invocation?>(_current);
            _waiter?.TrySetResult(null);
            _waiter = null;
            if (_line.TryDequeue(out var next)) return Task.FromResult<Invocation?>(Begin(next.Invocation));
            _waiter = new TaskCompletionSource<Invocation?>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    public RuntimeRefusal? Answer(string requestId, Outcome outcome)
    {
        lock (_gate)
        {
            if (_current is null) return NotAllowed("InvocationResponse");
            if (_current.RequestId != requestId) return RuntimeRefusal.UnknownRequest();
            End(outcome);
            return null;
        }
    }

    /// <remarks>Its own console shows why; events go where they went before.</remarks>
    public RuntimeRefusal? FailInit(Outcome outcome) => null;

    public RuntimeRefusal NotAllowed(string to) => RuntimeRefusal.NotAllowed("Ready", to);

    private void Attach(CancellationToken connection)
    {
        CancellationToken? before;
        lock (_gate)
        {
            if (_connection == connection) return;
            before = _connection;
        }

        // Whoever comes later takes the place.
        if (before is { } other) Leave(other);
        lock (_gate) _connection = connection;
        connection.Register(() => Leave(connection));
    }

    private void Leave(CancellationToken connection)
    {
        List<(Deployment Deployment, Invocation Invocation)> left;
        lock (_gate)
        {
            if (_connection != connection) return;
            _connection = null;
            _waiter?.TrySetResult(null);
            _waiter = null;
            if (_current is { } current) End(Outcome.Exited(current.RequestId, new ExitStatus(Code: 0, Signal: null)));
            left = [.. _line];
            _line.Clear();
        }

        foreach (var (deployment, invocation) in left) dispatch(deployment, invocation);
    }

    private Invocation Begin(Invocation invocation)
    {
        invocation.HandedAt = TimeProvider.System.GetTimestamp();
        invocation.DeadlineMs = (TimeProvider.System.GetUtcNow() + ToldLimit).ToUnixTimeMilliseconds();
        invocation.Record?.Add("queue", invocation.ArrivedAt, invocation.HandedAt);
        return _current = invocation;
    }

    private void End(Outcome outcome)
    {
        if (_current is not { } invocation) return;
        _current = null;
        var now = TimeProvider.System.GetTimestamp();
        invocation.Record?.Add("handler", invocation.HandedAt, now);
        invocation.Duration = TimeProvider.System.GetElapsedTime(invocation.HandedAt, now);
        invocation.End(outcome);
        invocation.EndLog([]);
    }
}
