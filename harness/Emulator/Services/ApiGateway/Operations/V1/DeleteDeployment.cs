using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteDeployment.html</remarks>
internal static class DeleteDeployment
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.Change(request.ApiId, (api, _) =>
        {
            var deployment = GetDeployment.Find(api, request.DeploymentId);
            if (api.Stages.Values.Any(s => s.DeploymentId == deployment.Id)) throw ApiErrors.DeploymentInUse();
            return api with { Deployments = api.Deployments.Remove(deployment.Id) };
        });
        return Nothing.Value;
    }
}
