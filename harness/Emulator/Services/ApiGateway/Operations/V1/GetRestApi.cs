using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApi.html</remarks>
internal static class GetRestApi
{
    public static RestApiView Execute(RestApiState state, ApiRequest request) => RestApiView.Of(state.Get(request.ApiId));
}
