namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Environments that can take an invocation; used under their pool's gate, which its timer takes too.</summary>
internal sealed class FreeEnvironments : IDisposable
{
    /// <summary>How long an environment may wait for its next event, on the virtual clock.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(10);

    // Oldest first; the newest is used first, so that those that are not needed grow old.
    private readonly List<ExecutionEnvironment> _idle = [];
    private readonly List<ExecutionEnvironment> _answered = [];
    private readonly Lock _gate;
    private readonly TimeProvider _clock;
    private readonly Action<ExecutionEnvironment> _finish;
    private readonly ITimer _timer;
    private bool _isTimerSet;

    /// <param name="finish">Ends an environment that has waited too long, or is not fit any more.</param>
    public FreeEnvironments(Lock gate, TimeProvider clock, Action<ExecutionEnvironment> finish)
    {
        (_gate, _clock, _finish) = (gate, clock, finish);
        _timer = clock.CreateTimer(_ => Retire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void AddIdle(ExecutionEnvironment environment)
    {
        environment.State = EnvironmentState.Idle;
        environment.IdleSince = _clock.GetUtcNow();
        _idle.Add(environment);
        SetTimer();
    }

    /// <summary>It has answered and will ask for its next event in a moment.</summary>
    public void AddAnswered(ExecutionEnvironment environment) => _answered.Add(environment);

    /// <summary>The newest that is fit; those on the way there that are not are ended.</summary>
    public ExecutionEnvironment? TakeIdle(Func<ExecutionEnvironment, bool> isFit)
    {
        while (TakeLast(_idle) is { } environment)
        {
            if (isFit(environment)) return environment;
            _finish(environment);
        }

        return null;
    }

    /// <summary>The newest that is fit; the others end when they ask.</summary>
    public ExecutionEnvironment? TakeAnswered(Func<ExecutionEnvironment, bool> isFit)
    {
        while (TakeLast(_answered) is { } environment)
        {
            if (isFit(environment)) return environment;
        }

        return null;
    }

    public void Remove(ExecutionEnvironment environment)
    {
        _ = environment.State switch
        {
            EnvironmentState.Idle => _idle.Remove(environment),
            EnvironmentState.Answered => _answered.Remove(environment),
            _ => false,
        };
    }

    /// <summary>Ends every environment that waits.</summary>
    public void FinishIdle()
    {
        foreach (var environment in _idle.ToList()) _finish(environment);
    }

    /// <summary>Those that have answered are asked for nothing more.</summary>
    public void ForgetAnswered() => _answered.Clear();

    public void Dispose() => _timer.Dispose();

    private void Retire()
    {
        lock (_gate)
        {
            _isTimerSet = false;
            var now = _clock.GetUtcNow();
            foreach (var environment in _idle.FindAll(e => !e.IsProvisioned && e.IdleSince + IdleLimit <= now)) _finish(environment);
            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (_isTimerSet || _idle.Find(e => !e.IsProvisioned) is not { } oldest) return;
        _isTimerSet = true;
        var left = oldest.IdleSince + IdleLimit - _clock.GetUtcNow();
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private static ExecutionEnvironment? TakeLast(List<ExecutionEnvironment> list)
    {
        if (list.Count == 0) return null;
        var last = list[^1];
        list.RemoveAt(list.Count - 1);
        return last;
    }
}
