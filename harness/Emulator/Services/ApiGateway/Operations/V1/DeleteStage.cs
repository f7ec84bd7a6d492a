using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteStage.html</remarks>
internal static class DeleteStage
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.Change(request.ApiId, (api, _) => api with { Stages = api.Stages.Remove(GetStage.Find(api, request.StageName).Name) });
        return Nothing.Value;
    }
}
