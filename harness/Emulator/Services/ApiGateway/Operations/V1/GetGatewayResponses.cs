using TaskTracker.Emulation.Services.ApiGateway.RestApis;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetGatewayResponses.html</remarks>
internal static class GetGatewayResponses
{
    public static ListView<GatewayResponseView> Execute(RestApiState state, ApiRequest request)
    {
        var configuration = state.Get(request.ApiId).Configuration;
        return ListView<GatewayResponseView>.Of(request, GatewayResponseType.All, t => t.Name, t => GatewayResponseView.Of(t.Name, configuration));
    }
}
