using System.Text.Json.Serialization.Metadata;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Operations;
using TaskTracker.Emulation.Services.Lambda.Streams;
using TaskTracker.Emulation.Services.Lambda.Urls;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Lambda's operations: every one that exists has a row here.</summary>
internal sealed class LambdaTable(LambdaService lambda)
{
    private const string Functions = "/2015-03-31/functions";
    private const string Function = Functions + "/{FunctionName}";
    private const string Provisioned = "/2019-09-30/functions/{FunctionName}/provisioned-concurrency";
    private const string EventInvoke = "/2019-09-25/functions/{FunctionName}/event-invoke-config";

    private const string Mappings = "/2015-03-31/event-source-mappings";
    private const string Mapping = Mappings + "/{UUID}";

    private const string Url = "/2021-10-31/functions/{FunctionName}/url";

    private static readonly LambdaJson Json = LambdaJson.Default;

    private readonly AwsScope _scope = lambda.Scope;

    // Invoke first: by far the most frequent.
    public IReadOnlyList<RestOperation> Rows => [Invocation, .. OfFunctions, .. OfVersions, .. OfConcurrency, .. OfEvents, .. OfUrls, .. OfStreams, .. OfPolicies, .. OfTags];

    private RestOperation Invocation => new(RestRoute.Parse($"POST {Function}/invocations"), new Operation<InvokeRequest, InvokeReply>(
        "Invoke", "lambda:InvokeFunction", e => InvokeRequest.Read(e, _scope), r => r.Function.Arn(_scope), (r, e) => Invoke.ExecuteAsync(lambda, r, e), Invoke.Write));

    private IEnumerable<RestOperation> OfFunctions =>
    [
        RestOperation.Json("CreateFunction", "lambda:CreateFunction", $"POST {Functions}", e => CreateFunctionRequest.Read(e, _scope),
            Json.FunctionConfiguration, r => _scope.Arn("lambda", "function:" + r.FunctionName), (r, e) => CreateFunction.ExecuteAsync(lambda, r, e), 201,
            r => PassRole(r.Role), (r, key) => RequestTags.Find(key, r.Tags)),
        Row("ListFunctions", $"GET {Functions}", (e, _) => ListFunctionsRequest.Read(e), Json.ListFunctionsResponse, _ => "*", r => ListFunctions.Execute(lambda, r)),
        ByName("GetFunction", $"GET {Function}", Json.GetFunctionResponse, n => GetFunction.Execute(lambda, n)),
        ByName("GetFunctionConfiguration", $"GET {Function}/configuration", Json.FunctionConfiguration, n => GetFunctionConfiguration.Execute(lambda, n)),
        RestOperation.Json("UpdateFunctionCode", "lambda:UpdateFunctionCode", $"PUT {Function}/code", e => UpdateFunctionCodeRequest.Read(e, _scope),
            Json.FunctionConfiguration, r => r.Function.Arn(_scope), (r, e) => UpdateFunctionCode.ExecuteAsync(lambda, r, e)),
        RestOperation.Json("UpdateFunctionConfiguration", "lambda:UpdateFunctionConfiguration", $"PUT {Function}/configuration",
            e => UpdateFunctionConfigurationRequest.Read(e, _scope), Json.FunctionConfiguration, r => r.Function.Arn(_scope),
            (r, _) => ValueTask.FromResult(UpdateFunctionConfiguration.Execute(lambda, r)), further: r => PassRole(r.Role)),
        ByName("DeleteFunction", $"DELETE {Function}", Json.Nothing, n => DeleteFunction.Execute(lambda, n), 204),
        Row("GetAccountSettings", "GET /2016-08-19/account-settings", (_, _) => Nothing.Value, Json.GetAccountSettingsResponse, _ => "*",
            _ => GetAccountSettings.Execute(lambda)),
    ];

    private IEnumerable<RestOperation> OfVersions =>
    [
        Row("PublishVersion", $"POST {Function}/versions", PublishVersionRequest.Read, Json.FunctionConfiguration, r => r.Function.Arn(_scope),
            r => PublishVersion.Execute(lambda, r), 201),
        Row("ListVersionsByFunction", $"GET {Function}/versions", ListVersionsByFunctionRequest.Read, Json.ListVersionsByFunctionResponse,
            r => r.Function.Arn(_scope), r => ListVersionsByFunction.Execute(lambda, r)),
        Row("CreateAlias", $"POST {Function}/aliases", CreateAliasRequest.Read, Json.AliasConfiguration, r => r.Function.Arn(_scope),
            r => CreateAlias.Execute(lambda, r), 201),
        Row("ListAliases", $"GET {Function}/aliases", ListAliasesRequest.Read, Json.ListAliasesResponse, r => r.Function.Arn(_scope), r => ListAliases.Execute(lambda, r)),
        Row("GetAlias", $"GET {Function}/aliases/{{Name}}", AliasName.Read, Json.AliasConfiguration, r => r.Function.Arn(_scope), r => GetAlias.Execute(lambda, r)),
        Row("UpdateAlias", $"PUT {Function}/aliases/{{Name}}", UpdateAliasRequest.Read, Json.AliasConfiguration, r => r.Alias.Function.Arn(_scope),
            r => UpdateAlias.Execute(lambda, r)),
        Row("DeleteAlias", $"DELETE {Function}/aliases/{{Name}}", AliasName.Read, Json.Nothing, r => r.Function.Arn(_scope), r => DeleteAlias.Execute(lambda, r), 204),
    ];

    private IEnumerable<RestOperation> OfConcurrency =>
    [
        Row("PutFunctionConcurrency", "PUT /2017-10-31/functions/{FunctionName}/concurrency", PutFunctionConcurrencyRequest.Read, Json.ConcurrencyWire,
            r => r.Function.Arn(_scope), r => PutFunctionConcurrency.Execute(lambda, r)),
        Row("GetFunctionConcurrency", "GET /2019-09-30/functions/{FunctionName}/concurrency", LambdaRequest.Name, Json.ConcurrencyWire,
            n => n.Arn(_scope), n => GetFunctionConcurrency.Execute(lambda, n)),
        Row("DeleteFunctionConcurrency", "DELETE /2017-10-31/functions/{FunctionName}/concurrency", LambdaRequest.Name, Json.Nothing,
            n => n.Arn(_scope), n => DeleteFunctionConcurrency.Execute(lambda, n), 204),
        Row("PutProvisionedConcurrencyConfig", $"PUT {Provisioned}", PutProvisionedConcurrencyConfigRequest.Read, Json.ProvisionedView, r => r.Function.Arn(_scope),
            r => PutProvisionedConcurrencyConfig.Execute(lambda, r), 202),

        // Before the one that has the same path.
        Row("ListProvisionedConcurrencyConfigs", $"GET {Provisioned}?List=ALL", ListProvisionedConcurrencyConfigsRequest.Read,
            Json.ListProvisionedConcurrencyConfigsResponse, r => r.Function.Arn(_scope), r => ListProvisionedConcurrencyConfigs.Execute(lambda, r)),
        Row("GetProvisionedConcurrencyConfig", $"GET {Provisioned}", ProvisionedTarget.Read, Json.ProvisionedView, n => n.Arn(_scope),
            n => GetProvisionedConcurrencyConfig.Execute(lambda, n)),
        Row("DeleteProvisionedConcurrencyConfig", $"DELETE {Provisioned}", ProvisionedTarget.Read, Json.Nothing, n => n.Arn(_scope),
            n => DeleteProvisionedConcurrencyConfig.Execute(lambda, n), 204),
    ];

    private IEnumerable<RestOperation> OfEvents =>
    [
        Row("PutFunctionEventInvokeConfig", $"PUT {EventInvoke}", EventInvokeRequest.Read, Json.EventInvokeView, r => r.Function.Arn(_scope),
            r => PutFunctionEventInvokeConfig.Execute(lambda, r)),
        Row("UpdateFunctionEventInvokeConfig", $"POST {EventInvoke}", EventInvokeRequest.Read, Json.EventInvokeView, r => r.Function.Arn(_scope),
            r => UpdateFunctionEventInvokeConfig.Execute(lambda, r)),
        ByName("GetFunctionEventInvokeConfig", $"GET {EventInvoke}", Json.EventInvokeView, n => GetFunctionEventInvokeConfig.Execute(lambda, n)),
        ByName("DeleteFunctionEventInvokeConfig", $"DELETE {EventInvoke}", Json.Nothing, n => DeleteFunctionEventInvokeConfig.Execute(lambda, n), 204),
        Row("ListFunctionEventInvokeConfigs", $"GET {EventInvoke}/list", ListFunctionEventInvokeConfigsRequest.Read, Json.ListFunctionEventInvokeConfigsResponse,
            r => r.Function.Arn(_scope), r => ListFunctionEventInvokeConfigs.Execute(lambda, r)),
    ];

    private IEnumerable<RestOperation> OfUrls =>
    [
        Row("CreateFunctionUrlConfig", $"POST {Url}", UrlConfigRequest.Read, Json.UrlConfig, r => r.Function.Arn(_scope), r => CreateFunctionUrlConfig.Execute(lambda, r), 201),
        Row("UpdateFunctionUrlConfig", $"PUT {Url}", UrlConfigRequest.Read, Json.UrlConfig, r => r.Function.Arn(_scope), r => UpdateFunctionUrlConfig.Execute(lambda, r)),
        Row("GetFunctionUrlConfig", $"GET {Url}", UrlTarget.Read, Json.UrlConfig, n => n.Arn(_scope), n => GetFunctionUrlConfig.Execute(lambda, n)),
        Row("DeleteFunctionUrlConfig", $"DELETE {Url}", UrlTarget.Read, Json.Nothing, n => n.Arn(_scope), n => DeleteFunctionUrlConfig.Execute(lambda, n), 204),
        Row("ListFunctionUrlConfigs", $"GET {Url}s", ListFunctionUrlConfigsRequest.Read, Json.ListFunctionUrlConfigsResponse, r => r.Function.Arn(_scope),
            r => ListFunctionUrlConfigs.Execute(lambda, r)),
    ];

    private IEnumerable<RestOperation> OfStreams =>
    [
        RestOperation.Json("CreateEventSourceMapping", "lambda:CreateEventSourceMapping", $"POST {Mappings}", MappingRequest.Read, Json.MappingView, _ => "*",
            (r, _) => ValueTask.FromResult(CreateEventSourceMapping.Execute(lambda, r)), 202, keys: (r, key) => OfFunction(r.FunctionName, key)),
        RestOperation.Json("UpdateEventSourceMapping", "lambda:UpdateEventSourceMapping", $"PUT {Mapping}", MappingRequest.Read, Json.MappingView,
            r => MappingTarget.Arn(_scope, r.Id), (r, _) => ValueTask.FromResult(UpdateEventSourceMapping.Execute(lambda, r)), 202,
            keys: (r, key) => OfFunction(r.FunctionName ?? lambda.State.FindMapping(r.Id)?.FunctionName, key)),
        OfMapping("GetEventSourceMapping", $"GET {Mapping}", id => GetEventSourceMapping.Execute(lambda, id)),
        OfMapping("DeleteEventSourceMapping", $"DELETE {Mapping}", id => DeleteEventSourceMapping.Execute(lambda, id), 202),
        Row("ListEventSourceMappings", $"GET {Mappings}", ListEventSourceMappingsRequest.Read, Json.ListEventSourceMappingsResponse, _ => "*",
            r => ListEventSourceMappings.Execute(lambda, r)),
    ];

    private IEnumerable<RestOperation> OfPolicies =>
    [
        Row("AddPermission", $"POST {Function}/policy", AddPermissionRequest.Read, Json.AddPermissionResponse, r => r.Function.Arn(_scope),
            r => AddPermission.Execute(lambda, r), 201),
        Row("RemovePermission", $"DELETE {Function}/policy/{{StatementId}}", RemovePermissionRequest.Read, Json.Nothing, r => r.Function.Arn(_scope),
            r => RemovePermission.Execute(lambda, r), 204),
        ByName("GetPolicy", $"GET {Function}/policy", Json.GetPolicyResponse, n => GetPolicy.Execute(lambda, n)),
    ];

    private IEnumerable<RestOperation> OfTags =>
    [
        Row("TagResource", "POST /2017-03-31/tags/{Resource}", TagResourceRequest.Read, Json.Nothing, r => r.Function.Arn(_scope), r => TagResource.Execute(lambda, r), 204),
        Row("UntagResource", "DELETE /2017-03-31/tags/{Resource}", UntagResourceRequest.Read, Json.Nothing, r => r.Function.Arn(_scope),
            r => UntagResource.Execute(lambda, r), 204),
        Row("ListTags", "GET /2017-03-31/tags/{Resource}", TaggedFunction.Of, Json.ListTagsResponse, n => n.Arn(_scope), n => ListTags.Execute(lambda, n)),
    ];

    /// <summary>Who gives a function a role must be allowed to hand that role to Lambda.</summary>
    private static IEnumerable<Permission> PassRole(string? roleArn) => roleArn is null ? [] : [new Permission("iam:PassRole", roleArn) { Keys = OfPassRole }];

    private static ContextValue? OfPassRole(string key) =>
        key.Equals("iam:PassedToService", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of("lambda.amazonaws.com") : null;

    /// <summary>Mappings are decided on by the function that they call.</summary>
    private ContextValue? OfFunction(string? function, string key) =>
        function is not null && key.Equals("lambda:FunctionArn", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(FunctionName.Parse(_scope, function).Arn(_scope)) : null;

    private RestOperation OfMapping(string name, string route, Func<string, MappingView> execute, int status = 200) => RestOperation.Json(
        name, "lambda:" + name, route, e => MappingTarget.Read(e, _scope), Json.MappingView, id => MappingTarget.Arn(_scope, id), (id, _) => ValueTask.FromResult(execute(id)), status,
        keys: (id, key) => OfFunction(lambda.State.FindMapping(id)?.FunctionName, key));

    private RestOperation Row<TRequest, TResponse>(
        string name, string route, Func<Exchange, AwsScope, TRequest> read, JsonTypeInfo<TResponse> response, Func<TRequest, string> resource,
        Func<TRequest, TResponse> execute, int status = 200) =>
        RestOperation.Json(name, "lambda:" + name, route, e => read(e, _scope), response, resource, (r, _) => ValueTask.FromResult(execute(r)), status);

    /// <summary>A row whose request is nothing but the function's name.</summary>
    private RestOperation ByName<TResponse>(string name, string route, JsonTypeInfo<TResponse> response, Func<FunctionName, TResponse> execute, int status = 200) =>
        Row(name, route, LambdaRequest.NamespacedName, response, n => n.Arn(_scope), execute, status);
}
