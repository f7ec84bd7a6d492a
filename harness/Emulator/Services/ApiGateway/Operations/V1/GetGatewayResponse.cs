using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetGatewayResponse.html</remarks>
internal static class GetGatewayResponse
{
    public static GatewayResponseView Execute(RestApiState state, ApiRequest request) => GatewayResponseView.Of(request.ResponseType, state.Get(request.ApiId).Configuration);
}
