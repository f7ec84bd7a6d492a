using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V2;

/// <remarks>Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments-deploymentid.html</remarks>
internal static class DeleteDeployment
{
    public static Nothing Execute(HttpApiState state, ApiRequest request)
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
