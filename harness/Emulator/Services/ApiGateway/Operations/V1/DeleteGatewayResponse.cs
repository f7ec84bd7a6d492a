using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteGatewayResponse.html</remarks>
internal static class DeleteGatewayResponse
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.Change(request.ApiId, (api, _) => api.Configuration.GatewayResponses.ContainsKey(request.ResponseType)
            ? api with { Configuration = api.Configuration with { GatewayResponses = api.Configuration.GatewayResponses.Remove(request.ResponseType) } }
            : throw RestApiErrors.NoSuchGatewayResponse());
        return Nothing.Value;
    }
}
