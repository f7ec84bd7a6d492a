using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html</remarks>
internal static class UpdateStage
{
    private const string Paths = "/deploymentId, /description, /variables/{variable_name}, /accessLogSettings/destinationArn, /accessLogSettings/format, "
        + "/{resource_path}/{http_method}/throttling/burstLimit, /{resource_path}/{http_method}/throttling/rateLimit";

    private const string Variables = "/variables/";
    private static readonly AccessLogSettings Unlogged = new("", "");

    public static StageView Execute(RestApiState state, ApiRequest request, PatchBody body)
    {
        var api = state.Change(request.ApiId, (api, now) =>
        {
            var stage = body.Apply("updateStageInput", GetStage.Find(api, request.StageName), (stage, operation) => Patch(stage, api, operation), Paths);
            StageBody.CheckVariables(stage.Variables);
            if (stage.AccessLog is not null) CheckAccessLog(stage.AccessLog, state.Account);
            return api with { Stages = api.Stages.SetItem(stage.Name, stage with { UpdatedAt = now }) };
        });
        return StageView.Of(api.Stages[request.StageName]);
    }

    private static Stage? Patch(Stage stage, RestApi api, PatchOperation operation) => operation switch
    {
        { Op: "replace", Path: "/deploymentId" } => stage with { DeploymentId = GetDeployment.Find(api, operation.Given).Id },
        { Op: "replace", Path: "/description" } => stage with { Description = operation.Given },
        { Op: "add" or "replace" } when operation.Below(Variables) is { } name => stage with { Variables = stage.Variables.SetItem(name, operation.Given) },
        { Op: "remove" } when operation.Below(Variables) is { } name => stage with { Variables = stage.Variables.Remove(name) },
        { Op: "replace", Path: "/cacheClusterEnabled" or "/tracingEnabled", Flag: false } => stage,
        { Op: "add" or "replace", Path: "/accessLogSettings/destinationArn" } => stage with { AccessLog = (stage.AccessLog ?? Unlogged) with { DestinationArn = operation.Given } },
        { Op: "add" or "replace", Path: "/accessLogSettings/format" } => stage with { AccessLog = (stage.AccessLog ?? Unlogged) with { Format = operation.Given } },
        { Op: "remove", Path: "/accessLogSettings" } => stage with { AccessLog = null },
        _ => MethodPatch.Find(operation)?.Apply(stage, api, operation),
    };

    private static void CheckAccessLog(AccessLogSettings log, Account account)
    {
        if (log.DestinationArn.Length == 0) throw ApiErrors.Missing("accessLogSettings.destinationArn");
        if (log.Format.Length == 0) throw ApiErrors.Missing("accessLogSettings.format");
        log.Checked();
        AccessLogFormat.CheckForRest(log.Format);
        if (account.CloudWatchRoleArn is null) throw RestApiErrors.NoLogRole();
    }
}
