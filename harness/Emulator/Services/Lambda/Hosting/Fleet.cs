using System.Collections.Concurrent;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <param name="LogTail">The last 4 KB of the invocation's log, when asked for.</param>
internal sealed record InvokeResult(ReadOnlyMemory<byte> Payload, string? FunctionError, byte[]? LogTail);

/// <summary>Every execution environment of the account.</summary>
internal sealed class Fleet(
    TimeProvider clock, EnvironmentStarter starter, Lazy<ProcessHost> host, CodeFolders code, FunctionMeters meters) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, FunctionPool> _pools = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    // Functions whose code is kept unpacked between their environments.
    private readonly Dictionary<string, (long Number, string? KeptSha256)> _deployed = new(StringComparer.Ordinal);
    private readonly RunningInvocations _running = new();

    /// <summary>The environment whose Runtime API has that token in its path.</summary>
    public ExecutionEnvironment? Find(ReadOnlySpan<char> token) => starter.Find(token);

    /// <summary>Runs the invocation to its end, whatever becomes of its caller.</summary>
    /// <exception cref="Protocols.AwsError">TooManyRequestsException; or the function cannot be started at all.</exception>
    public async Task<InvokeResult> InvokeAsync(Deployment deployment, Invocation invocation)
    {
        var function = deployment.FunctionName;
        Admit(function);
        try
        {
            PoolOf(deployment).Dispatch(invocation, deployment);
            var outcome = await invocation.Completion.ConfigureAwait(false);
            meters.Ended(function, qualifier: null, outcome.FunctionError is not null, invocation.Duration);
            var log = invocation.Log is { } tail ? await tail.ConfigureAwait(false) : null;
            return new InvokeResult(outcome.Payload, outcome.FunctionError, log);
        }
        finally
        {
            _running.Leave(function);
        }
    }

    /// <summary>Unpacks the code unless it is there, and keeps it as long as the caller needs.</summary>
    /// <exception cref="Protocols.AwsError">InvalidParameterValueException: the archive is damaged or too large.</exception>
    public async Task<IDisposable> UnpackAsync(string sha256, byte[] zip, CancellationToken cancellation)
    {
        await code.UseAsync(sha256, zip, cancellation).ConfigureAwait(false);
        return new CodeUse(code, sha256);
    }

    /// <summary>What runs, finishes; what comes, runs on this.</summary>
    public void Deploy(Deployment deployment)
    {
        lock (_gate)
        {
            if (_deployed.TryGetValue(deployment.FunctionName, out var last) && last.Number >= deployment.Number) return;
            var isKept = code.TryKeep(deployment.CodeSha256);
            Release(deployment.FunctionName);
            _deployed[deployment.FunctionName] = (deployment.Number, isKept ? deployment.CodeSha256 : null);
        }

        if (_pools.TryGetValue(deployment.FunctionName, out var pool)) pool.Deploy(deployment);
    }

    /// <summary>What runs, finishes.</summary>
    public void Remove(string functionName)
    {
        lock (_gate) Release(functionName);
        if (_pools.TryRemove(functionName, out var pool)) pool.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _pools.Keys) Remove(name);
        await code.CloseAsync().ConfigureAwait(false);
        if (host.IsValueCreated) await host.Value.DisposeAsync().ConfigureAwait(false);
    }

    private void Admit(string function)
    {
        try
        {
            var (ofFunction, ofAccount) = _running.Enter(function);
            meters.Began(function, qualifier: null, ofFunction, ofAccount);
        }
        catch (Protocols.AwsError)
        {
            meters.Throttled(function, qualifier: null);
            throw;
        }
    }

    private FunctionPool PoolOf(Deployment deployment) =>
        _pools.TryGetValue(deployment.FunctionName, out var pool)
            ? pool
            : _pools.GetOrAdd(deployment.FunctionName, _ => new FunctionPool(starter, clock, deployment));

    private void Release(string functionName)
    {
        if (_deployed.Remove(functionName, out var last) && last.KeptSha256 is { } sha256) code.Release(sha256);
    }

    private sealed class CodeUse(CodeFolders code, string sha256) : IDisposable
    {
        public void Dispose() => code.Release(sha256);
    }
}
