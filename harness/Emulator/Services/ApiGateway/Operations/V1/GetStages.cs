using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetStages.html</remarks>
internal static class GetStages
{
    public static StageList Execute(RestApiState state, ApiRequest request) => new(
        [.. state.Get(request.ApiId).Stages.Values.Where(s => request.Query["deploymentId"] is not { } id || s.DeploymentId == id).Select(StageView.Of)]);
}
