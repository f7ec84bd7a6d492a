using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>
/// The environments of one function and the invocations that wait for one. Environments are started, in turn with those of other functions, until as many start as
/// invocations wait, and whichever environment is free first takes the one that waits longest.
/// </summary>
internal sealed class FunctionPool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly EnvironmentStarter _starter;
    private readonly TimeProvider _clock;
    private readonly WaitingInvocations _waiting = new();
    private readonly HashSet<ExecutionEnvironment> _all = [];
    private readonly FreeEnvironments _free;
    private readonly PoolStarts _starts;
    private readonly ProvisionedEnvironments _provisioned;
    private readonly Promises _promises;
    private Deployment _deployment;
    private bool _isClosed;

    public FunctionPool(EnvironmentStarter starter, StartQueue queue, TimeProvider clock, Deployment deployment)
    {
        (_starter, _clock, _deployment) = (starter, clock, deployment);
        _free = new FreeEnvironments(_gate, clock, Finish);
        _starts = new PoolStarts(_gate, queue, _waiting, StartAsync);
        _provisioned = _starts.Provisioned;
        _promises = new Promises(_gate, _all, _starts.PutBack);
    }

    public TemporaryFolders Temporary { get; } = new();

    /// <summary>Hands the invocation to a free environment, or to the first that will be.</summary>
    public void Dispatch(Invocation invocation, Deployment deployment)
    {
        lock (_gate)
        {
            Deploy(deployment);
            if (_free.TakeIdle(IsFit) is { } idle)
            {
                idle.Begin(invocation);
                return;
            }

            if (_free.TakeAnswered(IsFit) is { } soon)
            {
                _promises.Give(soon, invocation);
                return;
            }

            _waiting.Add(invocation);
            _starts.Ask();
        }
    }

    /// <summary>The process runs.</summary>
    public void Attach(ExecutionEnvironment environment, ChildProcess process)
    {
        lock (_gate)
        {
            environment.Attach(process);
            if (environment.IsProvisioned) environment.IsProvisioned = !_provisioned.TryGiveUp();
            _all.Add(environment);
        }
    }

    /// <summary>The process asks for its next event.</summary>
    /// <returns><c>null</c> when the environment has ended.</returns>
    public Task<Invocation?> NextAsync(ExecutionEnvironment environment)
    {
        lock (_gate)
        {
            switch (environment.State)
            {
                case EnvironmentState.Ended:
                case EnvironmentState.Starting when environment.InitError is not null:
                    return Task.FromResult<Invocation?>(null);
                case EnvironmentState.Busy:
                    // As Lambda's own runtime interface does: the event that it has is the event that it gets.
                    return Task.FromResult(environment.Current);
                case EnvironmentState.Idle:
                    return environment.WaitAsync();
                case EnvironmentState.Starting:
                    _starts.Ready(environment);
                    break;
                case EnvironmentState.Answered:
                    _free.Remove(environment);
                    break;
            }

            var next = environment.Assigned ?? (IsFit(environment) ? _waiting.Take() : null);
            environment.Assigned = null;
            if (next is not null)
            {
                environment.Begin(next);
                return Task.FromResult<Invocation?>(next);
            }

            if (!IsFit(environment) || _isClosed)
            {
                Finish(environment);
                return Task.FromResult<Invocation?>(null);
            }

            _free.AddIdle(environment);
            return environment.WaitAsync();
        }
    }

    /// <summary>The process has answered the event it had.</summary>
    /// <returns>Why the answer is not taken; <c>null</c> when it is.</returns>
    public RuntimeRefusal? Answer(ExecutionEnvironment environment, string requestId, Outcome outcome)
    {
        lock (_gate)
        {
            if (environment.Current is not { } current) return RuntimeRefusal.NotAllowed(environment, "InvocationResponse");
            if (current.RequestId != requestId) return RuntimeRefusal.UnknownRequest();
            environment.End(outcome);
            environment.State = EnvironmentState.Answered;
            if (!IsFit(environment)) return null;
            if (_waiting.Take() is { } waiting) _promises.Give(environment, waiting);
            else _free.AddAnswered(environment);
            return null;
        }
    }

    /// <summary>The process says that it cannot start.</summary>
    /// <returns>Why that is not taken; <c>null</c> when it is.</returns>
    public RuntimeRefusal? FailInit(ExecutionEnvironment environment, Outcome outcome)
    {
        lock (_gate) return environment.ReportInitError(outcome);
    }

    /// <summary>The environment is over: its process has ended, cannot start, or is out of time.</summary>
    /// <param name="outcome">Of the invocation that it has or that waits for its start, whose request id it is given.</param>
    public void Fail(ExecutionEnvironment environment, Func<string, Outcome> outcome)
    {
        lock (_gate)
        {
            switch (environment.State)
            {
                case EnvironmentState.Busy when environment.Current is { } current:
                    environment.End(outcome(current.RequestId));
                    break;
                case EnvironmentState.Starting:
                    _starts.FailInit(environment, outcome);
                    break;
                case EnvironmentState.Answered when environment.Assigned is { } assigned:
                    _starts.PutBack(assigned);
                    break;
            }

            if (environment.State != EnvironmentState.Ended) environment.LeaveTemporary(isKept: !_isClosed);
            Finish(environment);
        }
    }

    /// <summary>As <see cref="Fail"/>, unless its limit has moved meanwhile.</summary>
    public void Expire(ExecutionEnvironment environment, Func<string, Outcome> outcome)
    {
        lock (_gate)
        {
            if (DeadlineOf(environment) <= TimeProvider.System.GetTimestamp()) Fail(environment, outcome);
        }
    }

    /// <summary>The environment's deadline, while it has one.</summary>
    public long? DeadlineOf(ExecutionEnvironment environment)
    {
        lock (_gate) return environment.State is EnvironmentState.Idle or EnvironmentState.Ended ? null : environment.Deadline;
    }

    /// <summary>Keeps so many environments ready, besides those that invocations need.</summary>
    public void Provision(int environments)
    {
        lock (_gate)
        {
            foreach (var surplus in _provisioned.Want(environments, _all)) Finish(surplus);
        }
    }

    /// <returns>How many are ready, and why there are no more if their start has failed.</returns>
    public (int Ready, string? Problem) ReadyProvisioned()
    {
        lock (_gate) return (_all.Count(e => e.IsProvisioned && e.State != EnvironmentState.Starting), _provisioned.Problem);
    }

    /// <summary>Running and waiting invocations finish; then the environments end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Temporary.Clear();
            _provisioned.Close();
            _free.FinishIdle();
            _free.Dispose();
            _promises.Dispose();
        }
    }

    /// <summary>New invocations get the deployment; running ones finish on what they run on.</summary>
    public void Deploy(Deployment deployment)
    {
        lock (_gate)
        {
            if (deployment.Number <= _deployment.Number) return;
            _deployment = deployment;
            foreach (var environment in _all.Where(e => e.State is EnvironmentState.Idle or EnvironmentState.Starting).ToList()) Finish(environment);
            _free.ForgetAnswered();
            Temporary.Clear();
            _starts.ForgetFailed();
            _starts.Ask();
        }
    }

    /// <param name="failed">The first attempt at it: the second counts as part of the invocation, and goes on in the same log stream.</param>
    private async Task StartAsync(StartSlot slot, ExecutionEnvironment? failed)
    {
        ExecutionEnvironment? environment = null;
        try
        {
            environment = await _starter.PrepareAsync(this, Volatile.Read(ref _deployment), failed, slot).ConfigureAwait(false);
            _starter.Launch(environment);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            lock (_gate)
            {
                _starts.FailToBegin(slot, problem as AwsError ?? LambdaErrors.Machine($"The function cannot be started: {problem.Message}"));
                if (environment is not null) Finish(environment);
                else _starts.Abandon(slot);
            }
        }
    }

    private bool IsFit(ExecutionEnvironment environment) => environment.CanServe(_deployment, _clock.GetUtcNow());

    private void Finish(ExecutionEnvironment environment)
    {
        if (environment.State == EnvironmentState.Ended) return;
        _free.Remove(environment);
        _all.Remove(environment);
        environment.Finish();
        _starts.End(environment);
        if (environment.IsProvisioned) _provisioned.Replace();
        _starts.Ask();
    }
}
