using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_PutGatewayResponse.html</remarks>
internal static class PutGatewayResponse
{
    public static GatewayResponseView Execute(RestApiState state, ApiRequest request, GatewayResponseBody body)
    {
        var response = body.Create(request.ResponseType);
        var api = state.Change(request.ApiId, (api, _) => api with
        {
            Configuration = api.Configuration with { GatewayResponses = api.Configuration.GatewayResponses.SetItem(response.Type, response) },
        });
        return GatewayResponseView.Of(response.Type, api.Configuration);
    }
}
