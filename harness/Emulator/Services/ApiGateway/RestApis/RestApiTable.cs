using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Operations.V1;
using static TaskTracker.Emulation.Services.ApiGateway.RestApis.RestApiJson;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>The operations on REST APIs: version 1 of API Gateway's own API.</summary>
internal sealed class RestApiTable(RestApiState state, AwsScope scope)
{
    private const string Api = "/restapis/{apiId}";
    private const string Method = Api + "/resources/{resourceId}/methods/{httpMethod}";

    private readonly ApiRows _rows = new(scope, prefix: "");

    public RestOperation[] Rows =>
    [
        // Before CreateRestApi, which has the same path without the parameter.
        _rows.DocumentRow("ImportRestApi", "POST /restapis?mode=import", Default.RestApiView, (r, document) => ImportRestApi.Execute(state, r, document), 201),
        _rows.Row("CreateRestApi", "POST /restapis", Default.RestApiBody, Default.RestApiView, (_, body) => CreateRestApi.Execute(state, body), 201),
        _rows.DocumentRow("PutRestApi", "PUT " + Api, Default.RestApiView, (r, document) => PutRestApi.Execute(state, r, document)),
        _rows.Row("GetRestApi", "GET " + Api, Default.RestApiView, r => GetRestApi.Execute(state, r)),
        _rows.Row("GetRestApis", "GET /restapis", Default.RestApiList, r => GetRestApis.Execute(state, r)),
        _rows.Row("UpdateRestApi", "PATCH " + Api, Default.PatchBody, Default.RestApiView, (r, body) => UpdateRestApi.Execute(state, r, body)),
        _rows.Row("DeleteRestApi", "DELETE " + Api, Default.Nothing, r => DeleteRestApi.Execute(state, r), 202),

        _rows.Row("GetResources", $"GET {Api}/resources", Default.ResourceList, r => GetResources.Execute(state, r)),
        _rows.Row("GetResource", $"GET {Api}/resources/{{resourceId}}", Default.ResourceView, r => GetResource.Execute(state, r)),
        _rows.Row("CreateResource", $"POST {Api}/resources/{{resourceId}}", Default.ResourceBody, Default.ResourceView, (r, body) => CreateResource.Execute(state, r, body), 201),
        _rows.Row("UpdateResource", $"PATCH {Api}/resources/{{resourceId}}", Default.PatchBody, Default.ResourceView, (r, body) => UpdateResource.Execute(state, r, body)),
        _rows.Row("DeleteResource", $"DELETE {Api}/resources/{{resourceId}}", Default.Nothing, r => DeleteResource.Execute(state, r), 202),

        _rows.Row("PutMethod", "PUT " + Method, Default.MethodBody, Default.MethodView, (r, body) => PutMethod.Execute(state, r, body), 201),
        _rows.Row("GetMethod", "GET " + Method, Default.MethodView, r => GetMethod.Execute(state, r)),
        _rows.Row("UpdateMethod", "PATCH " + Method, Default.PatchBody, Default.MethodView, (r, body) => UpdateMethod.Execute(state, r, body)),
        _rows.Row("DeleteMethod", "DELETE " + Method, Default.Nothing, r => DeleteMethod.Execute(state, r), 204),
        _rows.Row("PutMethodResponse", $"PUT {Method}/responses/{{statusCode}}", Default.MethodResponseBody, Default.MethodResponseView, (r, body) => PutMethodResponse.Execute(state, r, body), 201),
        _rows.Row("GetMethodResponse", $"GET {Method}/responses/{{statusCode}}", Default.MethodResponseView, r => GetMethodResponse.Execute(state, r)),
        _rows.Row("DeleteMethodResponse", $"DELETE {Method}/responses/{{statusCode}}", Default.Nothing, r => DeleteMethodResponse.Execute(state, r), 204),

        _rows.Row("PutIntegration", $"PUT {Method}/integration", Default.IntegrationBody, Default.IntegrationView, (r, body) => PutIntegration.Execute(state, r, body), 201),
        _rows.Row("GetIntegration", $"GET {Method}/integration", Default.IntegrationView, r => GetIntegration.Execute(state, r)),
        _rows.Row("UpdateIntegration", $"PATCH {Method}/integration", Default.PatchBody, Default.IntegrationView, (r, body) => UpdateIntegration.Execute(state, r, body)),
        _rows.Row("DeleteIntegration", $"DELETE {Method}/integration", Default.Nothing, r => DeleteIntegration.Execute(state, r), 204),
        _rows.Row("PutIntegrationResponse", $"PUT {Method}/integration/responses/{{statusCode}}", Default.IntegrationResponseBody, Default.IntegrationResponseView, (r, body) => PutIntegrationResponse.Execute(state, r, body), 201),
        _rows.Row("GetIntegrationResponse", $"GET {Method}/integration/responses/{{statusCode}}", Default.IntegrationResponseView, r => GetIntegrationResponse.Execute(state, r)),
        _rows.Row("DeleteIntegrationResponse", $"DELETE {Method}/integration/responses/{{statusCode}}", Default.Nothing, r => DeleteIntegrationResponse.Execute(state, r), 204),

        _rows.Row("CreateDeployment", $"POST {Api}/deployments", Default.DeploymentBody, Default.DeploymentView, (r, body) => CreateDeployment.Execute(state, r, body), 201),
        _rows.Row("GetDeployment", $"GET {Api}/deployments/{{deploymentId}}", Default.DeploymentView, r => GetDeployment.Execute(state, r)),
        _rows.Row("GetDeployments", $"GET {Api}/deployments", Default.DeploymentList, r => GetDeployments.Execute(state, r)),
        _rows.Row("UpdateDeployment", $"PATCH {Api}/deployments/{{deploymentId}}", Default.PatchBody, Default.DeploymentView, (r, body) => UpdateDeployment.Execute(state, r, body)),
        _rows.Row("DeleteDeployment", $"DELETE {Api}/deployments/{{deploymentId}}", Default.Nothing, r => DeleteDeployment.Execute(state, r), 202),

        _rows.Row("CreateStage", $"POST {Api}/stages", Default.StageBody, Default.StageView, (r, body) => CreateStage.Execute(state, r, body), 201),
        _rows.Row("GetStage", $"GET {Api}/stages/{{stageName}}", Default.StageView, r => GetStage.Execute(state, r)),
        _rows.Row("GetStages", $"GET {Api}/stages", Default.StageList, r => GetStages.Execute(state, r)),
        _rows.Row("UpdateStage", $"PATCH {Api}/stages/{{stageName}}", Default.PatchBody, Default.StageView, (r, body) => UpdateStage.Execute(state, r, body)),
        _rows.Row("DeleteStage", $"DELETE {Api}/stages/{{stageName}}", Default.Nothing, r => DeleteStage.Execute(state, r), 202),

        _rows.Row("PutGatewayResponse", $"PUT {Api}/gatewayresponses/{{responseType}}", Default.GatewayResponseBody, Default.GatewayResponseView, (r, body) => PutGatewayResponse.Execute(state, r, body), 201),
        _rows.Row("GetGatewayResponse", $"GET {Api}/gatewayresponses/{{responseType}}", Default.GatewayResponseView, r => GetGatewayResponse.Execute(state, r)),
        _rows.Row("GetGatewayResponses", $"GET {Api}/gatewayresponses", Default.GatewayResponseList, r => GetGatewayResponses.Execute(state, r)),
        _rows.Row("UpdateGatewayResponse", $"PATCH {Api}/gatewayresponses/{{responseType}}", Default.PatchBody, Default.GatewayResponseView, (r, body) => UpdateGatewayResponse.Execute(state, r, body)),
        _rows.Row("DeleteGatewayResponse", $"DELETE {Api}/gatewayresponses/{{responseType}}", Default.Nothing, r => DeleteGatewayResponse.Execute(state, r), 202),

        _rows.Row("GetAccount", "GET /account", Default.AccountView, _ => GetAccount.Execute(state)),
        _rows.Row("UpdateAccount", "PATCH /account", Default.PatchBody, Default.AccountView, (_, body) => UpdateAccount.Execute(state, body)),

        _rows.Row("GetTags", "GET /tags/{resourceArn}", Default.TagsView, r => GetTags.Execute(state, r)),
        _rows.Row("TagResource", "PUT /tags/{resourceArn}", Default.TagsBody, Default.Nothing, (r, body) => TagResource.Execute(state, r, body), 204),
        _rows.Row("UntagResource", "DELETE /tags/{resourceArn}", Default.Nothing, r => UntagResource.Execute(state, r), 204),
    ];
}
