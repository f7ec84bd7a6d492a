using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Operations.V2;
using static TaskTracker.Emulation.Services.ApiGateway.HttpApis.HttpApiJson;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>The operations on HTTP APIs: version 2 of API Gateway's own API.</summary>
internal sealed class HttpApiTable(HttpApiState state, AwsScope scope, int port)
{
    private const string Api = "/apis/{apiId}";

    private readonly ApiRows _rows = new(scope, prefix: "/v2");

    public RestOperation[] Rows =>
    [
        _rows.Row("ImportApi", "PUT /apis", Default.ImportBody, Default.ApiView, (r, body) => ImportApi.Execute(state, port, r, body), 201),
        _rows.Row("ReimportApi", "PUT " + Api, Default.ImportBody, Default.ApiView, (r, body) => ReimportApi.Execute(state, port, r, body), 201),
        _rows.Row("CreateApi", "POST /apis", Default.ApiBody, Default.ApiView, (_, body) => CreateApi.Execute(state, port, body), 201),
        _rows.Row("GetApi", "GET " + Api, Default.ApiView, r => GetApi.Execute(state, port, r)),
        _rows.Row("GetApis", "GET /apis", Default.ApiList, r => GetApis.Execute(state, port, r)),
        _rows.Row("UpdateApi", "PATCH " + Api, Default.ApiBody, Default.ApiView, (r, body) => UpdateApi.Execute(state, port, r, body)),
        _rows.Row("DeleteApi", "DELETE " + Api, Default.Nothing, r => DeleteApi.Execute(state, r), 204),
        _rows.Row("DeleteCorsConfiguration", $"DELETE {Api}/cors", Default.Nothing, r => DeleteCorsConfiguration.Execute(state, r), 204),

        _rows.Row("CreateRoute", $"POST {Api}/routes", Default.RouteBody, Default.RouteView, (r, body) => CreateRoute.Execute(state, r, body), 201),
        _rows.Row("GetRoute", $"GET {Api}/routes/{{routeId}}", Default.RouteView, r => GetRoute.Execute(state, r)),
        _rows.Row("GetRoutes", $"GET {Api}/routes", Default.RouteList, r => GetRoutes.Execute(state, r)),
        _rows.Row("UpdateRoute", $"PATCH {Api}/routes/{{routeId}}", Default.RouteBody, Default.RouteView, (r, body) => UpdateRoute.Execute(state, r, body)),
        _rows.Row("DeleteRoute", $"DELETE {Api}/routes/{{routeId}}", Default.Nothing, r => DeleteRoute.Execute(state, r), 204),

        _rows.Row("CreateIntegration", $"POST {Api}/integrations", Default.IntegrationBody, Default.IntegrationView, (r, body) => CreateIntegration.Execute(state, r, body), 201),
        _rows.Row("GetIntegration", $"GET {Api}/integrations/{{integrationId}}", Default.IntegrationView, r => GetIntegration.Execute(state, r)),
        _rows.Row("GetIntegrations", $"GET {Api}/integrations", Default.IntegrationList, r => GetIntegrations.Execute(state, r)),
        _rows.Row("UpdateIntegration", $"PATCH {Api}/integrations/{{integrationId}}", Default.IntegrationBody, Default.IntegrationView, (r, body) => UpdateIntegration.Execute(state, r, body)),
        _rows.Row("DeleteIntegration", $"DELETE {Api}/integrations/{{integrationId}}", Default.Nothing, r => DeleteIntegration.Execute(state, r), 204),

        _rows.Row("CreateStage", $"POST {Api}/stages", Default.StageBody, Default.StageView, (r, body) => CreateStage.Execute(state, r, body), 201),
        _rows.Row("GetStage", $"GET {Api}/stages/{{stageName}}", Default.StageView, r => GetStage.Execute(state, r)),
        _rows.Row("GetStages", $"GET {Api}/stages", Default.StageList, r => GetStages.Execute(state, r)),
        _rows.Row("UpdateStage", $"PATCH {Api}/stages/{{stageName}}", Default.StageBody, Default.StageView, (r, body) => UpdateStage.Execute(state, r, body)),
        _rows.Row("DeleteAccessLogSettings", $"DELETE {Api}/stages/{{stageName}}/accesslogsettings", Default.Nothing, r => DeleteAccessLogSettings.Execute(state, r), 204),
        _rows.Row("DeleteRouteSettings", $"DELETE {Api}/stages/{{stageName}}/routesettings/{{routeKey}}", Default.Nothing, r => DeleteRouteSettings.Execute(state, r), 204),
        _rows.Row("DeleteStage", $"DELETE {Api}/stages/{{stageName}}", Default.Nothing, r => DeleteStage.Execute(state, r), 204),

        _rows.Row("CreateDeployment", $"POST {Api}/deployments", Default.DeploymentBody, Default.DeploymentView, (r, body) => CreateDeployment.Execute(state, r, body), 201),
        _rows.Row("GetDeployment", $"GET {Api}/deployments/{{deploymentId}}", Default.DeploymentView, r => GetDeployment.Execute(state, r)),
        _rows.Row("GetDeployments", $"GET {Api}/deployments", Default.DeploymentList, r => GetDeployments.Execute(state, r)),
        _rows.Row("DeleteDeployment", $"DELETE {Api}/deployments/{{deploymentId}}", Default.Nothing, r => DeleteDeployment.Execute(state, r), 204),

        _rows.Row("GetTags", "GET /tags/{resourceArn}", Default.TagsView, r => GetTags.Execute(state, r)),
        _rows.Row("TagResource", "POST /tags/{resourceArn}", Default.TagsBody, Default.Nothing, (r, body) => TagResource.Execute(state, r, body), 201),
        _rows.Row("UntagResource", "DELETE /tags/{resourceArn}", Default.Nothing, r => UntagResource.Execute(state, r), 204),
    ];
}
