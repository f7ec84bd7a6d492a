using System.Collections.Concurrent;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <param name="LogTail">The last 4 KB of the invocation's log, when asked for.</param>
/// <param name="ExecutedVersion">Which version ran, also when an alias was called.</param>
internal sealed record InvokeResult(ReadOnlyMemory<byte> Payload, string? FunctionError, byte[]? LogTail, string ExecutedVersion);

/// <summary>Every execution environment of the account.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>One that works, and one whose request or answer is on its way.</summary>
    private const int TurnsPerProcessor = 2;

    /// <summary>Several times what an invocation takes that has little to do.</summary>
    private static readonly TimeSpan TurnLength = TimeSpan.FromMilliseconds(10);

    private readonly TimeProvider _clock;
    private readonly EnvironmentStarter _starter;
    private readonly Lazy<ProcessHost> _host;
    private readonly CodeFolders _code;
    private readonly FunctionMeters _meters;
    private readonly ConcurrentDictionary<string, FunctionPool> _pools = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Attachment> _attachments = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    // Functions whose code is kept unpacked between their environments.
    private readonly Dictionary<string, (long Number, string? KeptSha256)> _deployed = new(StringComparer.Ordinal);
    private readonly RunningInvocations _running = new();
    private readonly StartQueue _starts = StartQueue.ForThisMachine();
    private readonly Turns<(Deployment Deployment, Invocation Invocation)> _turns;

    public Fleet(TimeProvider clock, EnvironmentStarter starter, Lazy<ProcessHost> host, CodeFolders code, FunctionMeters meters)
    {
        (_clock, _starter, _host, _code, _meters) = (clock, starter, host, code, meters);
        _turns = new(
            TurnsPerProcessor * Environment.ProcessorCount, TurnLength, TimeProvider.System, Processors.IsOneIdle, work => Begin(work.Deployment, work.Invocation));
    }

    /// <summary>The environment whose Runtime API has that token in its path.</summary>
    public ExecutionEnvironment? Find(ReadOnlySpan<char> token) => _starter.Find(token);

    /// <summary>The place of a process in a debugger that takes the function's events.</summary>
    public Attachment AttachmentTo(string functionName) => _attachments.GetOrAdd(functionName, _ => new Attachment(Dispatch));

    /// <summary>Runs the invocation to its end, whatever becomes of its caller.</summary>
    /// <param name="qualifier">With which the function was called; <c>null</c> without one.</param>
    /// <exception cref="AwsError">TooManyRequestsException; or the function cannot be started at all.</exception>
    public async Task<InvokeResult> InvokeAsync(Deployment deployment, Invocation invocation, string? qualifier)
    {
        var function = deployment.FunctionName;
        Admit(function, qualifier);
        Turn<(Deployment, Invocation)>? turn = null;
        try
        {
            if (!TryAttached(deployment, invocation)) turn = _turns.Take((deployment, invocation));
            var outcome = await invocation.Completion.ConfigureAwait(false);
            _meters.Ended(function, qualifier, outcome.FunctionError is not null, invocation.Duration);
            var log = invocation.Log is { } tail ? await tail.ConfigureAwait(false) : null;
            return new InvokeResult(outcome.Payload, outcome.FunctionError, log, deployment.Version);
        }
        finally
        {
            if (turn is not null) _turns.End(turn);
            _running.Leave(function);
        }
    }

    /// <summary>Unpacks the code unless it is there, and keeps it as long as the caller needs.</summary>
    /// <exception cref="AwsError">InvalidParameterValueException: the archive is damaged or too large.</exception>
    public async Task<IDisposable> UnpackAsync(string sha256, byte[] zip, CancellationToken cancellation)
    {
        await _code.UseAsync(sha256, zip, cancellation).ConfigureAwait(false);
        return new CodeUse(_code, sha256);
    }

    /// <summary>What runs, finishes; what comes, runs on this.</summary>
    public void Deploy(Deployment deployment)
    {
        lock (_gate)
        {
            if (_deployed.TryGetValue(deployment.PoolName, out var last) && last.Number >= deployment.Number) return;
            var isKept = _code.TryKeep(deployment.CodeSha256);
            Release(deployment.PoolName);
            _deployed[deployment.PoolName] = (deployment.Number, isKept ? deployment.CodeSha256 : null);
        }

        if (_pools.TryGetValue(deployment.PoolName, out var pool)) pool.Deploy(deployment);
    }

    /// <summary>Removes the function with all of its versions. What runs, finishes.</summary>
    public void Remove(string functionName)
    {
        string[] pools;
        lock (_gate) pools = [.. _deployed.Keys.Concat(_pools.Keys).Where(p => p.StartsWith(functionName + ":", StringComparison.Ordinal))];
        foreach (var pool in pools) RemovePool(pool);
        _running.Reserve(functionName, most: null);
    }

    /// <summary>Removes one version. What runs, finishes.</summary>
    public void RemovePool(string poolName)
    {
        lock (_gate) Release(poolName);
        if (_pools.TryRemove(poolName, out var pool)) pool.Dispose();
    }

    /// <param name="most"><c>null</c> to share with the others what nobody has reserved.</param>
    public void Reserve(string functionName, int? most) => _running.Reserve(functionName, most);

    /// <summary>Keeps so many environments of a version ready.</summary>
    public void Provision(Deployment deployment, int environments)
    {
        if (environments > 0 || _pools.ContainsKey(deployment.PoolName)) PoolOf(deployment).Provision(environments);
    }

    /// <returns>How many are ready, and why there are no more if their start has failed.</returns>
    public (int Ready, string? Problem) ReadyProvisioned(string poolName) => _pools.TryGetValue(poolName, out var pool) ? pool.ReadyProvisioned() : (0, null);

    public async ValueTask DisposeAsync()
    {
        _turns.Dispose();
        foreach (var name in _pools.Keys) RemovePool(name);
        await _code.CloseAsync().ConfigureAwait(false);
        if (_host.IsValueCreated) await _host.Value.DisposeAsync().ConfigureAwait(false);
    }

    private void Admit(string function, string? qualifier)
    {
        try
        {
            var (ofFunction, ofAccount) = _running.Enter(function);
            _meters.Began(function, qualifier, ofFunction, ofAccount);
        }
        catch (AwsError)
        {
            _meters.Throttled(function, qualifier);
            throw;
        }
    }

    private bool TryAttached(Deployment deployment, Invocation invocation) =>
        deployment.Version == Deployment.Latest && _attachments.TryGetValue(deployment.FunctionName, out var attachment) && attachment.TryRun(deployment, invocation);

    /// <summary>Whoever waits for it answers for what goes wrong.</summary>
    private void Begin(Deployment deployment, Invocation invocation)
    {
        try
        {
            Dispatch(deployment, invocation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            invocation.Fail(problem as AwsError ?? LambdaErrors.Machine($"The function cannot be started: {problem.Message}"));
        }
    }

    private void Dispatch(Deployment deployment, Invocation invocation) => PoolOf(deployment).Dispatch(invocation, deployment);

    private FunctionPool PoolOf(Deployment deployment) =>
        _pools.TryGetValue(deployment.PoolName, out var pool)
            ? pool
            : _pools.GetOrAdd(deployment.PoolName, _ => new FunctionPool(_starter, _starts, _clock, deployment));

    private void Release(string poolName)
    {
        if (_deployed.Remove(poolName, out var last) && last.KeptSha256 is { } sha256) _code.Release(sha256);
    }

    private sealed class CodeUse(CodeFolders code, string sha256) : IDisposable
    {
        public void Dispose() => code.Release(sha256);
    }
}
