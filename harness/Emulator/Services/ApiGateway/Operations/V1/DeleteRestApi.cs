using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteRestApi.html</remarks>
internal static class DeleteRestApi
{
    public static Nothing Execute(RestApiState state, ApiRequest request) => state.Changes.Commit(() =>
    {
        var api = state.Get(request.ApiId);
        return ((RestApiChange?)new RestApiChange.ApiDeleted(api.Id), Nothing.Value);
    });
}
