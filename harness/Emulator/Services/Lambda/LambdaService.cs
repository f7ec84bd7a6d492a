using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Lambda.Events;
using TaskTracker.Emulation.Services.Lambda.Hosting;
using TaskTracker.Emulation.Services.Lambda.RuntimeApi;
using TaskTracker.Emulation.Services.Lambda.Streams;
using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>What Lambda needs of the rest of the emulator.</summary>
/// <param name="FunctionEndpoints">Where a process of this machine finds AWS.</param>
/// <param name="PublicEndpoint">Where clients find it.</param>
/// <param name="MayAssume">Whether a role is there and trusts Lambda.</param>
/// <param name="HasIdentity">Whether a role or user with that ARN is there.</param>
/// <param name="MayDo">Whether a role's session may.</param>
internal sealed record LambdaSurroundings(
    AwsScope Scope, TimeProvider Clock, Uri PublicEndpoint, FunctionEndpoints FunctionEndpoints, Func<string, bool> MayAssume, Func<string, bool> HasIdentity,
    BeginRoleSession BeginRoleSession, WriteLogLines WriteLogLines, ReadObject ReadObject, ReadStream ReadStream, MayDo MayDo, OpenMetric OpenMetric, CallService Call, ILoggerFactory Logs);

/// <summary>AWS Lambda: functions, and the processes that run them.</summary>
internal sealed class LambdaService : IAsyncDisposable
{
    private readonly LambdaSurroundings _surroundings;
    private readonly CodeDoor _codeDoor;
    private readonly OutputReader _outputs = new();

    public LambdaService(LambdaSurroundings surroundings)
    {
        _surroundings = surroundings;
        var host = new Lazy<ProcessHost>();
        var code = new CodeFolders(() => host.Value.Folder);
        var starter = new EnvironmentStarter(
            Scope, surroundings.FunctionEndpoints, Clock, surroundings.BeginRoleSession, surroundings.WriteLogLines, State.FindZip, host, code, _outputs);
        Fleet = new Fleet(Clock, starter, host, code, new FunctionMeters(surroundings.OpenMetric));
        var eventMeters = new EventMeters(surroundings.OpenMetric);
        var destinations = new Destinations(surroundings.Call, surroundings.BeginRoleSession, Clock, eventMeters, surroundings.Logs.CreateLogger<Destinations>());
        Events = new EventQueue(State, Fleet, Scope, Clock, destinations, eventMeters, surroundings.Logs.CreateLogger<EventQueue>());
        StreamReader = new Streams.StreamReader(surroundings.ReadStream, surroundings.MayDo, surroundings.BeginRoleSession);
        Streams = new StreamPumps(this, StreamReader, destinations, surroundings.Logs.CreateLogger<StreamPumps>());
        _codeDoor = new CodeDoor(surroundings.PublicEndpoint, State.FindZip);
        Service = new Service("lambda", "lambda", new LambdaProtocol(new LambdaTable(this).Rows))
        {
            ResourcePolicies = new FunctionPolicies(State, Scope, surroundings.Logs.CreateLogger<FunctionPolicies>()).On,
            ResourceTag = (arn, tag) => State.Find(FunctionPolicies.NameIn(arn))?.Tags.GetValueOrDefault(tag),
            Durable = [DurableState.Of(State.Changes, new LambdaRows(State), afterwards: Resume)],
        };
    }

    public Service Service { get; }

    /// <summary>The way in for the processes of functions.</summary>
    public Door RuntimeApi => new RuntimeApiDoor(Fleet.Find, name => State.Find(name) is null ? null : Fleet.AttachmentTo(name)).Door;

    /// <summary>Where packages are fetched from.</summary>
    public Door Code => _codeDoor.Door;

    /// <summary>Function URLs.</summary>
    public Door Urls(IdentifyCaller identify, MayCall mayCall) => new UrlDoor(this, identify, mayCall).Door;

    public string UrlOf(string id) => $"http://{id}.lambda-url.{Scope.Region}.localhost:{_surroundings.PublicEndpoint.Port}/";

    public LambdaState State { get; } = new();

    public Fleet Fleet { get; }

    /// <summary>Asynchronous invocations.</summary>
    public EventQueue Events { get; }

    public Streams.StreamReader StreamReader { get; }

    /// <summary>What functions get of streams.</summary>
    public StreamPumps Streams { get; }

    public UpdatesInProgress Updates { get; } = new();

    public AwsScope Scope => _surroundings.Scope;

    public TimeProvider Clock => _surroundings.Clock;

    public ReadObject ReadObject => _surroundings.ReadObject;

    /// <summary>Runs a function for another service.</summary>
    /// <param name="function">Name or ARN.</param>
    /// <param name="payload">Unchanged until the task is complete.</param>
    /// <param name="requestId">The invocation's, which stands in the function's log.</param>
    /// <param name="record">Of the request that it is for; gets the parts of its time.</param>
    /// <exception cref="AwsError">ResourceNotFoundException, TooManyRequestsException.</exception>
    public async Task<InvokeResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string requestId, RequestRecord? record)
    {
        var name = FunctionName.Parse(Scope, function);
        var invocation = new Invocation(requestId, name.Arn(Scope), payload, Trace(record), clientContext: null, wantsLog: false, record);
        return await Fleet.InvokeAsync(name.In(State, Scope).Deployment, invocation, name.Qualifier).ConfigureAwait(false);
    }

    /// <summary>Has a function run for another service that does not wait for it.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public void InvokeLater(string function, byte[] payload)
    {
        var name = FunctionName.Parse(Scope, function);
        _ = name.In(State, Scope);
        var now = Clock.GetUtcNow();
        Events.Add(new AsyncEvent(RequestIds.Uuid(), name.Name, name.Qualifier, payload, Trace(record: null), now, Attempts: 0, now));
    }

    /// <summary>The trace header that a function gets: the request's own, or the first of a new trace, which the request belongs to from then on. Nothing is recorded that the caller has not decided to record.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html: <c>PassThrough</c> propagates the tracing context.</remarks>
    public static string Trace(RequestRecord? record)
    {
        var root = record?.TraceId ?? TraceHeader.NewRoot(TimeProvider.System.GetUtcNow());
        if (record is not null) record.TraceId = root;
        return $"Root={root};Parent={record?.TraceParent ?? RequestIds.Hex(16)};Sampled={(record?.IsSampled == true ? 1 : 0)}";
    }

    /// <summary>Refuses a role or user of this account that is not there; AWS knows those of other accounts too.</summary>
    /// <exception cref="AwsError">InvalidParameterValueException.</exception>
    public void CheckIdentity(string principal)
    {
        var isOwn = principal.StartsWith(Scope.GlobalArn("iam", "role/"), StringComparison.Ordinal) || principal.StartsWith(Scope.GlobalArn("iam", "user/"), StringComparison.Ordinal);
        if (isOwn && !_surroundings.HasIdentity(principal)) throw LambdaErrors.NoPrincipal();
    }

    /// <exception cref="AwsError">InvalidParameterValueException.</exception>
    public void CheckRole(string? roleArn)
    {
        if (roleArn is not null && !_surroundings.MayAssume(roleArn)) throw LambdaErrors.RoleNotAssumable();
    }

    public string CodeLocation(Function function) => _codeDoor.LocationOf(function.Deployment.CodeSha256);

    /// <summary>Changes what runs. Invocations that have begun finish on what they run on.</summary>
    /// <param name="change">The function as it was, and the number of its next deployment; <c>null</c> leaves it as it is.</param>
    /// <exception cref="AwsError">ResourceNotFoundException, PreconditionFailedException.</exception>
    public Function Change(FunctionName name, string? revisionId, byte[]? zip, Func<Function, long, Function?> change)
    {
        var changed = State.Changes.Commit(() =>
        {
            var function = name.Latest(State, Scope);
            if (revisionId is not null && revisionId != function.RevisionId) throw LambdaErrors.WrongRevision();
            if (change(function, State.NextNumber) is not { } next) return ((LambdaChange?)null, function);
            next = next with { LastModified = Clock.GetUtcNow(), RevisionId = Guid.NewGuid().ToString() };
            return (new LambdaChange.FunctionPut(next, zip), next);
        });
        Fleet.Deploy(changed.Deployment);
        return changed;
    }

    /// <summary>Changes the policy of the function, or of the version or alias that the name is qualified with.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException, PreconditionFailedException.</exception>
    public void ChangePolicy(FunctionName name, string? revisionId, Func<ImmutableArray<PolicyStatement>, ImmutableArray<PolicyStatement>> change) => State.Changes.Commit(() =>
    {
        _ = name.In(State, Scope);
        var function = name.Owner(State, Scope);
        if (revisionId is not null && revisionId != function.RevisionId) throw LambdaErrors.WrongPolicyRevision();
        var changed = function.WithPolicy(name.Qualifier, change(function.PolicyOf(name.Qualifier))) with { RevisionId = Guid.NewGuid().ToString() };
        return ((LambdaChange?)new LambdaChange.FunctionPut(changed), Nothing.Value);
    });

    /// <summary>The function as answers show it.</summary>
    /// <param name="qualifier">With which it was asked for.</param>
    public FunctionConfiguration Show(Function function, string? qualifier) => Updates.Has(function.Name) && function.Version == Deployment.Latest
        ? FunctionConfiguration.Updating(function, Scope, qualifier)
        : FunctionConfiguration.Active(function, Scope, qualifier);

    /// <summary>Brings what runs in line with what the function is.</summary>
    public void Settle(Function function)
    {
        Fleet.Reserve(function.Name, function.ReservedConcurrency);
        foreach (var version in function.WithVersions())
        {
            Fleet.Deploy(version.Deployment);
            var wanted = function.Provisioned.Where(p => function.At(p.Key)?.Version == version.Version).Sum(p => p.Value.Environments);
            Fleet.Provision(version.Deployment, wanted);
        }
    }

    /// <summary>Goes on with what there was before the emulator was started.</summary>
    public void Resume()
    {
        foreach (var function in State.Functions) Settle(function);
        Events.Resume();
        Streams.Resume();
    }

    public async ValueTask DisposeAsync()
    {
        await Streams.DisposeAsync().ConfigureAwait(false);
        await Events.DisposeAsync().ConfigureAwait(false);
        await Fleet.DisposeAsync().ConfigureAwait(false);
        _outputs.Dispose();
    }
}
