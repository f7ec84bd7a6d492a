using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetDeployments.html</remarks>
internal static class GetDeployments
{
    public static ListView<DeploymentView> Execute(RestApiState state, ApiRequest request) =>
        ListView<DeploymentView>.Of(request, state.Get(request.ApiId).Deployments.Values, d => d.Id, DeploymentView.Of);
}
