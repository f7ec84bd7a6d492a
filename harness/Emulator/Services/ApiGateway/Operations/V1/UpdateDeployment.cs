using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateDeployment.html</remarks>
internal static class UpdateDeployment
{
    public static DeploymentView Execute(RestApiState state, ApiRequest request, PatchBody body)
    {
        var api = state.Change(request.ApiId, (api, _) =>
        {
            var deployment = body.Apply("updateDeploymentInput", GetDeployment.Find(api, request.DeploymentId), Patch, "/description");
            return api with { Deployments = api.Deployments.SetItem(deployment.Id, deployment) };
        });
        return DeploymentView.Of(api.Deployments[request.DeploymentId]);
    }

    private static Deployment? Patch(Deployment deployment, PatchOperation operation) =>
        operation is { Op: "replace", Path: "/description" } ? deployment with { Description = operation.Given } : null;
}
