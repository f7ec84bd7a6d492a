using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetDeployment.html</remarks>
internal static class GetDeployment
{
    public static DeploymentView Execute(RestApiState state, ApiRequest request)
    {
        var deployment = Find(state.Get(request.ApiId), request.DeploymentId);
        return request.Query["embed"] == "apisummary" ? DeploymentView.WithSummary(deployment) : DeploymentView.Of(deployment);
    }

    /// <exception cref="Protocols.AwsError">NotFoundException.</exception>
    public static Deployment Find(RestApi api, string id) => api.Deployments.GetValueOrDefault(id) ?? throw RestApiErrors.NoSuchDeployment();
}
