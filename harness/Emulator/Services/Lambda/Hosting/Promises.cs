namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>
/// Invocations that environments get which have answered and will ask for the next event in a moment. Where one does not, as a function that works on after its answer, its
/// invocation waits no longer for it. Used under the pool's gate, which its timer takes too.
/// </summary>
internal sealed class Promises : IDisposable
{
    /// <summary>Many times what a process needs to ask, on a busy machine too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate;
    private readonly IReadOnlySet<ExecutionEnvironment> _all;
    private readonly Action<Invocation> _putBack;
    private readonly ITimer _timer;
    private bool _isLooking;

    /// <param name="all">The pool's environments.</param>
    /// <param name="putBack">Has another environment take the invocation.</param>
    public Promises(Lock gate, IReadOnlySet<ExecutionEnvironment> all, Action<Invocation> putBack)
    {
        (_gate, _all, _putBack) = (gate, all, putBack);
        _timer = TimeProvider.System.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Give(ExecutionEnvironment environment, Invocation invocation)
    {
        environment.Assigned = invocation;
        LookLater();
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            _isLooking = false;
            foreach (var environment in _all)
            {
                if (environment.Assigned is not { } invocation) continue;
                if (TimeProvider.System.GetElapsedTime(environment.AnsweredAt) < Patience)
                {
                    LookLater();
                    continue;
                }

                environment.Assigned = null;
                _putBack(invocation);
            }
        }
    }

    private void LookLater()
    {
        if (_isLooking) return;
        _isLooking = true;
        _timer.Change(Patience, Timeout.InfiniteTimeSpan);
    }
}
