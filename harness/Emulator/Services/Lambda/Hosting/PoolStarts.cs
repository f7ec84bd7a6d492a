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

    /// <summary>The next one that starts, starts in the place of this one.</summary>
    public void Retry(ExecutionEnvironment failed) => _failed.Enqueue(failed);

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

    /// <summary>A start is over before there was an environment.</summary>
    public void End(StartSlot slot)
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
