using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetRestApis.html</remarks>
internal static class GetRestApis
{
    public static ListView<RestApiView> Execute(RestApiState state, ApiRequest request) => ListView<RestApiView>.Of(request, state.Apis, a => a.Id, RestApiView.Of);
}
