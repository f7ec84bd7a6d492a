using System.Collections.Immutable;
using System.Security.Cryptography;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Lambda.Hosting;
using TaskTracker.Emulation.Services.Lambda.Operations;
using TaskTracker.Emulation.Services.Lambda.RuntimeApi;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>What Lambda needs of the rest of the emulator.</summary>
/// <param name="FunctionEndpoint">Host and port under which a process of this machine finds the emulator.</param>
/// <param name="PublicEndpoint">Where clients find it.</param>
/// <param name="MayAssume">Whether a role is there and trusts Lambda.</param>
internal sealed record LambdaSurroundings(
    AwsScope Scope, TimeProvider Clock, Uri PublicEndpoint, string FunctionEndpoint, Func<string, bool> MayAssume, BeginRoleSession BeginRoleSession,
    WriteLogLines WriteLogLines, ReadObject ReadObject, OpenMetric OpenMetric);

/// <summary>AWS Lambda: functions, and the processes that run them.</summary>
internal sealed class LambdaService : IAsyncDisposable
{
    private readonly LambdaSurroundings _surroundings;
    private readonly CodeDoor _codeDoor;

    public LambdaService(LambdaSurroundings surroundings)
    {
        _surroundings = surroundings;
        var host = new Lazy<ProcessHost>();
        var code = new CodeFolders(() => host.Value.Folder);
        var starter = new EnvironmentStarter(
            Scope, surroundings.FunctionEndpoint, Clock, surroundings.BeginRoleSession, surroundings.WriteLogLines, State.FindZip, host, code);
        Fleet = new Fleet(Clock, starter, host, code, new FunctionMeters(surroundings.OpenMetric));
        _codeDoor = new CodeDoor(surroundings.PublicEndpoint, State.FindZip);
        Service = new Service("lambda", "lambda", new LambdaProtocol(Table()))
        {
            ResourcePolicies = new FunctionPolicies(State, Scope).On,
            ResourceTag = (arn, tag) => State.Find(FunctionPolicies.NameIn(arn))?.Tags.GetValueOrDefault(tag),
            Durable = [DurableState.Of(State.Changes, new LambdaRows(State), afterwards: DeployAll)],
        };
    }

    public Service Service { get; }

    /// <summary>The way in for the processes of functions.</summary>
    public Door RuntimeApi => new RuntimeApiDoor(Fleet.Find).Door;

    /// <summary>Where packages are fetched from.</summary>
    public Door Code => _codeDoor.Door;

    public LambdaState State { get; } = new();

    public Fleet Fleet { get; }

    public AwsScope Scope => _surroundings.Scope;

    public TimeProvider Clock => _surroundings.Clock;

    public ReadObject ReadObject => _surroundings.ReadObject;

    /// <summary>Runs a function for another service.</summary>
    /// <param name="function">Name or ARN.</param>
    /// <param name="payload">Unchanged until the task is complete.</param>
    /// <param name="record">Of the request that it is for; gets the parts of its time.</param>
    /// <exception cref="AwsError">ResourceNotFoundException, TooManyRequestsException.</exception>
    public async Task<InvokeResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, RequestRecord? record)
    {
        var name = FunctionName.Parse(Scope, function);
        var invocation = new Invocation(Guid.NewGuid().ToString(), name.Arn(Scope), payload, Trace(record), clientContext: null, wantsLog: false, record);
        return await Fleet.InvokeAsync(name.In(State, Scope).Deployment, invocation).ConfigureAwait(false);
    }

    /// <summary>The trace header that a function gets: the request's own, or the first of a new trace, which the request belongs to from then on.</summary>
    public static string Trace(RequestRecord? record)
    {
        var root = record?.TraceId ?? TraceHeader.NewRoot(TimeProvider.System.GetUtcNow());
        if (record is not null) record.TraceId = root;
        return $"Root={root};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0";
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
            var function = name.In(State, Scope);
            if (revisionId is not null && revisionId != function.RevisionId) throw LambdaErrors.WrongRevision();
            if (change(function, State.NextNumber) is not { } next) return ((LambdaChange?)null, function);
            next = next with { LastModified = Clock.GetUtcNow(), RevisionId = Guid.NewGuid().ToString() };
            return (new LambdaChange.FunctionPut(next, zip), next);
        });
        Fleet.Deploy(changed.Deployment);
        return changed;
    }

    /// <exception cref="AwsError">ResourceNotFoundException, PreconditionFailedException.</exception>
    public Function ChangePolicy(FunctionName name, string? revisionId, Func<Function, ImmutableArray<PolicyStatement>> change) => State.Changes.Commit(() =>
    {
        var function = name.In(State, Scope);
        if (revisionId is not null && revisionId != function.RevisionId) throw LambdaErrors.WrongPolicyRevision();
        var changed = function with { Policy = change(function), RevisionId = Guid.NewGuid().ToString() };
        return ((LambdaChange?)new LambdaChange.FunctionPut(changed), changed);
    });

    private void DeployAll()
    {
        foreach (var function in State.Functions) Fleet.Deploy(function.Deployment);
    }

    public ValueTask DisposeAsync() => Fleet.DisposeAsync();

    private List<RestOperation> Table() =>
    [
        // First: by far the most frequent.
        new(RestRoute.Parse("POST /2015-03-31/functions/{FunctionName}/invocations"), new Operation<InvokeRequest, InvokeResult?>(
            "Invoke", "lambda:InvokeFunction", e => InvokeRequest.Read(e, Scope), r => r.Function.Arn(Scope), (r, e) => Invoke.ExecuteAsync(this, r, e), Invoke.Write)),
        RestOperation.Json("CreateFunction", "lambda:CreateFunction", "POST /2015-03-31/functions", e => CreateFunctionRequest.Read(e, Scope),
            LambdaJson.Default.FunctionConfiguration, r => Scope.Arn("lambda", "function:" + r.FunctionName), (r, e) => CreateFunction.ExecuteAsync(this, r, e), 201,
            r => PassRole(r.Role), (r, key) => RequestTags.Find(key, r.Tags)),
        RestOperation.Json("ListFunctions", "lambda:ListFunctions", "GET /2015-03-31/functions", ListFunctionsRequest.Read,
            LambdaJson.Default.ListFunctionsResponse, _ => "*", (r, _) => ValueTask.FromResult(ListFunctions.Execute(this, r))),
        ByName("GetFunction", "GET /2015-03-31/functions/{FunctionName}", LambdaJson.Default.GetFunctionResponse, n => GetFunction.Execute(this, n)),
        ByName("GetFunctionConfiguration", "GET /2015-03-31/functions/{FunctionName}/configuration", LambdaJson.Default.FunctionConfiguration,
            n => GetFunctionConfiguration.Execute(this, n)),
        RestOperation.Json("UpdateFunctionCode", "lambda:UpdateFunctionCode", "PUT /2015-03-31/functions/{FunctionName}/code",
            e => UpdateFunctionCodeRequest.Read(e, Scope), LambdaJson.Default.FunctionConfiguration, r => r.Function.Arn(Scope),
            (r, e) => UpdateFunctionCode.ExecuteAsync(this, r, e)),
        RestOperation.Json("UpdateFunctionConfiguration", "lambda:UpdateFunctionConfiguration", "PUT /2015-03-31/functions/{FunctionName}/configuration",
            e => UpdateFunctionConfigurationRequest.Read(e, Scope), LambdaJson.Default.FunctionConfiguration, r => r.Function.Arn(Scope),
            (r, _) => ValueTask.FromResult(UpdateFunctionConfiguration.Execute(this, r)), further: r => PassRole(r.Role)),
        ByName("DeleteFunction", "DELETE /2015-03-31/functions/{FunctionName}", LambdaJson.Default.Nothing, n => DeleteFunction.Execute(this, n), 204),
        RestOperation.Json("AddPermission", "lambda:AddPermission", "POST /2015-03-31/functions/{FunctionName}/policy", e => AddPermissionRequest.Read(e, Scope),
            LambdaJson.Default.AddPermissionResponse, r => r.Function.Arn(Scope), (r, _) => ValueTask.FromResult(AddPermission.Execute(this, r)), 201),
        RestOperation.Json("RemovePermission", "lambda:RemovePermission", "DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}",
            e => RemovePermissionRequest.Read(e, Scope), LambdaJson.Default.Nothing, r => r.Function.Arn(Scope),
            (r, _) => ValueTask.FromResult(RemovePermission.Execute(this, r)), 204),
        ByName("GetPolicy", "GET /2015-03-31/functions/{FunctionName}/policy", LambdaJson.Default.GetPolicyResponse, n => GetPolicy.Execute(this, n)),
        RestOperation.Json("TagResource", "lambda:TagResource", "POST /2017-03-31/tags/{Resource}", e => TagResourceRequest.Read(e, Scope),
            LambdaJson.Default.Nothing, r => r.Function.Arn(Scope), (r, _) => ValueTask.FromResult(TagResource.Execute(this, r)), 204),
        RestOperation.Json("UntagResource", "lambda:UntagResource", "DELETE /2017-03-31/tags/{Resource}", e => UntagResourceRequest.Read(e, Scope),
            LambdaJson.Default.Nothing, r => r.Function.Arn(Scope), (r, _) => ValueTask.FromResult(UntagResource.Execute(this, r)), 204),
        RestOperation.Json("ListTags", "lambda:ListTags", "GET /2017-03-31/tags/{Resource}", e => TaggedFunction.Of(e, Scope),
            LambdaJson.Default.ListTagsResponse, n => n.Arn(Scope), (n, _) => ValueTask.FromResult(ListTags.Execute(this, n))),
    ];

    /// <summary>Who gives a function a role must be allowed to hand that role to Lambda.</summary>
    private static IEnumerable<Permission> PassRole(string? roleArn) => roleArn is null ? [] : [new Permission("iam:PassRole", roleArn) { Keys = OfPassRole }];

    private static ContextValue? OfPassRole(string key) =>
        key.Equals("iam:PassedToService", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of("lambda.amazonaws.com") : null;

    /// <summary>A row whose request is nothing but the function's name.</summary>
    private RestOperation ByName<TResponse>(
        string name, string route, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TResponse> response, Func<FunctionName, TResponse> execute, int status = 200) =>
        RestOperation.Json(name, "lambda:" + name, route, e => LambdaRequest.Name(e, Scope), response, n => n.Arn(Scope), (n, _) => ValueTask.FromResult(execute(n)), status);
}
