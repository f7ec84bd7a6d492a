using System.Security.Cryptography;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Emulation.Services.Lambda.RuntimeApi;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

internal enum EnvironmentState
{
    /// <summary>The process has not asked for an event yet.</summary>
    Starting,

    /// <summary>The process waits for an event.</summary>
    Idle,

    /// <summary>The process works on one.</summary>
    Busy,

    /// <summary>The process has answered, and will ask for the next one.</summary>
    Answered,

    Ended,
}

/// <summary>Which attempt at starting it is: the second counts as part of the invocation that waits for it.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-invoke-with-errors</remarks>
internal enum InitPhase
{
    Init,
    Invoke,
}

/// <summary>One process of a function and what it is doing. Its pool changes it, under the pool's gate.</summary>
/// <param name="session">The role's credentials that the process has; it is replaced before they expire.</param>
/// <param name="folder">Where its code is.</param>
internal sealed class ExecutionEnvironment(
    FunctionPool pool, Deployment deployment, InitPhase phase, KnownCredentials session, FunctionOutput output, LogStreamWriter stream, string folder) : IRuntime, IDisposable
{
    /// <summary>Credentials must outlast the invocation that uses them.</summary>
    private static readonly TimeSpan CredentialsReserve = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan InitLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TimeForLastWords = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DeadlineTimer? _timer;
    private volatile int _peakMb; // when it answered; 0 until then
    private TaskCompletionSource<Invocation?>? _waiter;
    private bool _isUsed;

    public FunctionPool Pool => pool;

    public Deployment Deployment => deployment;

    public InitPhase Phase => phase;

    public KnownCredentials Session => session;

    public LogStreamWriter Stream => stream;

    public string Folder => folder;

    /// <summary>Where it keeps temporary files.</summary>
    public string? Temporary { get; set; }


    /// <summary>Names it in the path of its Runtime API; nobody else can guess it.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public FunctionOutput Output => output;

    /// <summary>Complete when it has ended and everything that was to be logged is; its process may still be dying.</summary>
    public Task Over => _over.Task;

    /// <summary>It is kept ready, whether anybody needs it or not.</summary>
    public bool IsProvisioned { get; set; }

    public ChildProcess? Process { get; private set; }

    /// <summary>Of the process, as soon as it runs.</summary>
    public MemoryLimit? Memory { get; private set; }

    public EnvironmentState State { get; set; } = EnvironmentState.Starting;

    public Invocation? Current { get; private set; }

    /// <summary>What it will get when it asks: it has answered the one before a moment ago.</summary>
    public Invocation? Assigned { get; set; }

    /// <summary>When it last answered.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>What the process said when it could not start; its end follows.</summary>
    public Outcome? InitError { get; private set; }

    /// <summary>On the virtual clock.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>While it starts.</summary>
    public StartSlot? Slot { get; set; }

    /// <summary>When it first asked for an event.</summary>
    public long ReadyAt { get; set; }

    /// <summary>When it must have answered, or have become ready.</summary>
    public long Deadline { get; private set; }

    public TimeSpan Timeout => TimeSpan.FromSeconds(deployment.Settings.TimeoutSeconds);

    /// <summary>When its process was started. Like the deadline a timestamp of the real clock.</summary>
    public long StartedAt { get; set; }

    /// <summary>Whether a new invocation of the deployment may run here.</summary>
    public bool CanServe(Deployment current, DateTimeOffset now) =>
        deployment.Number == current.Number && !(session.ExpiresAt - CredentialsReserve - Timeout <= now);

    /// <summary>The process runs, and perhaps has asked for an event already.</summary>
    public void Attach(ChildProcess process)
    {
        Process = process;
        Memory = new MemoryLimit(process, deployment.Settings.MemoryMb);
        _timer = new DeadlineTimer(() => pool.DeadlineOf(this), Expire);
        if (State == EnvironmentState.Starting) SetDeadline(StartedAt, phase == InitPhase.Init ? InitLimit : Timeout);
        else _timer.Set(Deadline);
    }

    /// <summary>Hands the invocation to the process.</summary>
    public void Begin(Invocation invocation)
    {
        var now = TimeProvider.System.GetTimestamp();
        var isFirst = !_isUsed;
        _isUsed = true;
        RecordWait(invocation, isFirst, now);
        invocation.HandedAt = isFirst && phase == InitPhase.Invoke ? StartedAt : now;
        invocation.ReportsInit = isFirst && phase == InitPhase.Init && !IsProvisioned;
        SetDeadline(invocation.HandedAt, Timeout);
        invocation.DeadlineMs = (TimeProvider.System.GetUtcNow() + TimeProvider.System.GetElapsedTime(now, Deadline)).ToUnixTimeMilliseconds();
        _peakMb = 0;
        Current = invocation;
        State = EnvironmentState.Busy;
        output.Begin(invocation, deployment.Version);
        _waiter?.TrySetResult(invocation);
        _waiter = null;
    }

    /// <summary>The current invocation is over.</summary>
    public void End(Outcome outcome)
    {
        if (Current is not { } invocation) return;
        Current = null;
        var now = AnsweredAt = TimeProvider.System.GetTimestamp();
        invocation.Record?.Add("handler", invocation.HandedAt, now);
        TimeSpan? init = invocation.ReportsInit ? TimeProvider.System.GetElapsedTime(StartedAt, ReadyAt) : null;
        var duration = outcome.Status == "timeout" ? Timeout : TimeProvider.System.GetElapsedTime(invocation.HandedAt, now);
        invocation.Duration = duration;
        output.End(invocation, outcome, new Report(duration, init, deployment.Settings.MemoryMb, _peakMb > 0 ? _peakMb : Memory?.NotePeakMb() ?? 0));
        invocation.End(outcome);
    }

    /// <returns>Why that is not taken; <c>null</c> when it is.</returns>
    public RuntimeRefusal? ReportInitError(Outcome outcome)
    {
        if (State != EnvironmentState.Starting || InitError is not null) return RuntimeRefusal.NotAllowed(this, "InitError");
        InitError = outcome;
        SetDeadline(TimeProvider.System.GetTimestamp(), TimeForLastWords);
        return null;
    }

    /// <summary>It did not become ready.</summary>
    /// <param name="victim">The invocation that fails with it.</param>
    public void EndInit(Outcome outcome, Invocation? victim = null)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(StartedAt, TimeProvider.System.GetTimestamp());
        output.Say(Report.InitFailed(elapsed, phase, outcome));
        if (victim is null) return;
        Begin(victim);
        End(outcome);
    }

    public Task<Invocation?> NextAsync(CancellationToken connectionClosed)
    {
        // What it took to start is known then, should it end before it is looked at again.
        if (State == EnvironmentState.Starting) Memory?.NotePeakMb();
        return pool.NextAsync(this);
    }

    public RuntimeRefusal? Answer(string requestId, Outcome outcome)
    {
        // Outside the pool's gate, which others wait for meanwhile.
        _peakMb = Memory?.NotePeakMb() ?? 0;
        return pool.Answer(this, requestId, outcome);
    }

    public RuntimeRefusal? FailInit(Outcome outcome)
    {
        Memory?.NotePeakMb();
        return pool.FailInit(this, outcome);
    }

    public RuntimeRefusal NotAllowed(string to) => RuntimeRefusal.NotAllowed(this, to);

    /// <summary>The event that the process gets next; <c>null</c> when the environment ends first.</summary>
    public Task<Invocation?> WaitAsync()
    {
        output.Rest();

        // A process that asks twice has lost its first request.
        _waiter?.TrySetResult(null);
        _waiter = new TaskCompletionSource<Invocation?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiter.Task;
    }

    public void Finish()
    {
        State = EnvironmentState.Ended;
        Process?.Kill();
        output.Close();
        _over.TrySetResult();
        _waiter?.TrySetResult(null);
        Dispose();
    }

    /// <param name="isKept">For the environment that takes the place of this one, whose process has failed.</param>
    public void LeaveTemporary(bool isKept)
    {
        if (Temporary is not { } folder) return;
        Temporary = null;
        pool.Temporary.Leave(folder, isKept);
    }

    public void Dispose() => _timer?.Dispose();

    private void Expire() => pool.Expire(this, id => Outcome.TimedOut(id, State == EnvironmentState.Starting && phase == InitPhase.Init ? InitLimit : Timeout, TimeProvider.System.GetUtcNow()));

    private void SetDeadline(long from, TimeSpan limit)
    {
        Deadline = from + (long)(limit.TotalSeconds * TimeProvider.System.TimestampFrequency);
        _timer?.Set(Deadline);
    }

    private void RecordWait(Invocation invocation, bool isFirst, long now)
    {
        if (invocation.Record is not { } record) return;
        var isStartedForIt = isFirst && StartedAt >= invocation.ArrivedAt && ReadyAt > 0;
        record.Add("queue", invocation.ArrivedAt, isStartedForIt ? StartedAt : now);
        if (isStartedForIt) record.Add("coldStart", StartedAt, ReadyAt);
    }
}
