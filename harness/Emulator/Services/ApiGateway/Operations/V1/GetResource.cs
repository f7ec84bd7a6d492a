using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetResource.html</remarks>
internal static class GetResource
{
    public static ResourceView Execute(RestApiState state, ApiRequest request) =>
        ResourceView.Of(state.GetResource(request.ApiId, request.ResourceId), state.Get(request.ApiId).Configuration, request);
}
