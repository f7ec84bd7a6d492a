using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Starts environments of one pool when it is the pool's turn, as many as invocations wait for one. Used under the pool's gate, which it takes itself when it begins.</summary>
internal sealed class PoolStarts
{
    private readonly Lock _gate;
    private readonly StartQueue _queue;
    private readonly Func<StartSlot, ExecutionEnvironment?, Task> _start;
    private readonly WaitingInvocations _waiting;
    private readonly StartLine _needed;
    private readonly StartLine _ahead;

    // First attempts whose second one is due.
    private readonly Queue<ExecutionEnvironment> _failed = new();
    private int _starting;

    /// <param name="start">Starts one, in the place of one whose first attempt has failed.</param>
    public PoolStarts(Lock gate, StartQueue queue, WaitingInvocations waiting, Func<StartSlot, ExecutionEnvironment?, Task> start)
    {
        (_gate, _queue, _waiting, _start) = (gate, queue, waiting, start);
        _needed = new StartLine(isAhead: false, BeginNeeded);
        _ahead = new StartLine(isAhead: true, BeginAhead);
        Provisioned = new ProvisionedEnvironments(() => queue.Request(_ahead));
    }

    /// <summary>Those that are kept ready.</summary>
    public ProvisionedEnvironments Provisioned { get; }

    /// <summary>To be called when more invocations may wait than environments start.</summary>
    public void Ask()
    {
        if (_waiting.Count > _starting) _queue.Request(_needed);
    }

    /// <summary>An invocation was taken, and did not reach the function.</summary>
    public void PutBack(Invocation invocation)
    {
        _waiting.PutBack(invocation);
        Ask();
    }

    /// <summary>It did not become ready: the first attempt at it is repeated, the second is the end of the invocation that waits for it.</summary>
    public void FailInit(ExecutionEnvironment environment, Func<string, Outcome> outcome)
    {
        if (environment.IsProvisioned)
        {
            var reason = environment.InitError ?? outcome("");
            environment.EndInit(reason);
            Provisioned.Fail($"FUNCTION_ERROR_INIT_FAILURE: {reason.ErrorType}");
            return;
        }

        if (environment.Phase == InitPhase.Init)
        {
            environment.EndInit(environment.InitError ?? outcome(_waiting.FirstRequestId));
            if (_waiting.Count > 0) _failed.Enqueue(environment);
            return;
        }

        var invocation = _waiting.Take();
        environment.EndInit(environment.InitError ?? outcome(invocation?.RequestId ?? ""), invocation);
    }

    /// <summary>The machine cannot start it: whoever waits for it answers for it.</summary>
    public void FailToBegin(StartSlot slot, AwsError problem)
    {
        if (slot.Line.IsAhead) Provisioned.Fail(problem.Message);
        else _waiting.Take()?.Fail(problem);
    }

    /// <summary>There will be no environment.</summary>
    public void Abandon(StartSlot slot)
    {
        End(slot);
        if (slot.Line.IsAhead) Provisioned.Replace();
    }

    public void ForgetFailed() => _failed.Clear();

    /// <summary>It asks for its first event.</summary>
    public void Ready(ExecutionEnvironment environment)
    {
        environment.ReadyAt = TimeProvider.System.GetTimestamp();
        End(environment);
    }

    /// <summary>It starts no longer, however that went.</summary>
    public void End(ExecutionEnvironment environment)
    {
        if (environment.Slot is not { } slot) return;
        environment.Slot = null;
        End(slot);
    }

    private void End(StartSlot slot)
    {
        if (!slot.Line.IsAhead) _starting--;
        _queue.Release(slot);
    }

    private bool BeginNeeded(StartSlot slot)
    {
        ExecutionEnvironment? failed;
        lock (_gate)
        {
            if (_waiting.Count <= _starting)
            {
                // What failed for one that another environment has taken meanwhile is not tried again.
                ForgetFailed();
                return false;
            }

            _starting++;
            _failed.TryDequeue(out failed);
        }

        _ = _start(slot, failed);
        return true;
    }

    private bool BeginAhead(StartSlot slot)
    {
        lock (_gate)
        {
            if (!Provisioned.TryBegin()) return false;
        }

        _ = _start(slot, null);
        return true;
    }
}
