using System.Collections.Concurrent;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Begins a session of a function's role.</summary>
/// <exception cref="AwsError">The role is gone.</exception>
internal delegate KnownCredentials BeginRoleSession(string roleArn, string sessionName);

/// <summary>Makes everything that an environment needs, and starts its process.</summary>
/// <param name="endpoints">Where a process of this machine finds AWS.</param>
/// <param name="findZip">The code with that hash.</param>
internal sealed class EnvironmentStarter(
    AwsScope scope, FunctionEndpoints endpoints, TimeProvider clock, BeginRoleSession beginSession, WriteLogLines writeLog, Func<string, byte[]?> findZip,
    Lazy<ProcessHost> host, CodeFolders code, OutputReader outputs)
{
    private readonly ConcurrentDictionary<string, ExecutionEnvironment> _byToken = new(StringComparer.Ordinal);

    public ExecutionEnvironment? Find(ReadOnlySpan<char> token) =>
        _byToken.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var environment) ? environment : null;

    /// <param name="failed">That this one takes the place of, with its log stream.</param>
    /// <param name="slot">Leave to start it.</param>
    /// <exception cref="AwsError">The role or the code is gone.</exception>
    public async Task<ExecutionEnvironment> PrepareAsync(FunctionPool pool, Deployment deployment, ExecutionEnvironment? failed, StartSlot slot)
    {
        var settings = deployment.Settings;
        var zip = findZip(deployment.CodeSha256) ?? throw LambdaErrors.FunctionNotFound(deployment.FunctionArn);
        var session = BeginSession(settings.Role, deployment.FunctionName);
        var stream = failed?.Stream
            ?? new LogStreamWriter(writeLog, clock, session.Caller, settings.LogGroup, FunctionEnvironment.NewLogStreamName(clock.GetUtcNow(), deployment.Version));
        var folder = await code.UseAsync(deployment.CodeSha256, zip, CancellationToken.None).ConfigureAwait(false);
        try
        {
            var phase = failed is null ? InitPhase.Init : InitPhase.Invoke;
            var environment = new ExecutionEnvironment(pool, deployment, phase, session, new FunctionOutput(stream, outputs), stream, folder) { IsProvisioned = slot.Line.IsAhead, Slot = slot };
            _byToken[environment.Token] = environment;
            if (failed is null) environment.Output.Say(InitStart(settings.Runtime));
            return environment;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            code.Release(deployment.CodeSha256);
            throw;
        }
    }

    /// <summary>Starts the process; whatever becomes of it is told to the pool.</summary>
    public void Launch(ExecutionEnvironment environment)
    {
        _ = ReleaseAsync(environment);
        environment.Temporary = environment.Pool.Temporary.Take(host.Value.Folder);
        var variables = FunctionEnvironment.Of(environment, scope.Region, endpoints);
        var program = RuntimeProgram.Of(environment.Deployment.Settings.Runtime, environment.Folder, host.Value.Folder);
        using var output = environment.Output.OpenForProcess();
        environment.StartedAt = TimeProvider.System.GetTimestamp();
        try
        {
            var process = host.Value.Start(new SpawnRequest(program.Path, program.Arguments, variables, environment.Folder, Output: (int)output.DangerousGetHandle()));
            environment.Pool.Attach(environment, process);
            _ = WatchAsync(environment, process);
        }
        catch (SpawnFailed failure) when (!failure.IsOfMachine)
        {
            environment.Pool.Fail(environment, id => Outcome.NotStarted(id, failure));
        }
    }

    private KnownCredentials BeginSession(string role, string functionName)
    {
        try
        {
            return beginSession(role, functionName);
        }
        catch (AwsError)
        {
            throw LambdaErrors.RoleNotAssumed();
        }
    }

    private static async Task WatchAsync(ExecutionEnvironment environment, ChildProcess process)
    {
        var exit = await process.Exited.ConfigureAwait(false);
        environment.Pool.Fail(environment, id => environment.Memory?.IsExceeded == true ? Outcome.OutOfMemory(id) : Outcome.Exited(id, exit));
    }

    private async Task ReleaseAsync(ExecutionEnvironment environment)
    {
        await environment.Over.ConfigureAwait(false);
        _byToken.TryRemove(environment.Token, out _);
        if (environment.Process is { } process) await process.Exited.ConfigureAwait(false);
        environment.Memory?.Dispose();
        environment.LeaveTemporary(isKept: false);
        code.Release(environment.Deployment.CodeSha256);
    }

    private string InitStart(string runtime)
    {
        var version = RuntimeVersion.Of(runtime);
        return $"INIT_START Runtime Version: {version.Name}\tRuntime Version ARN: {version.Arn(scope)}\n";
    }
}
