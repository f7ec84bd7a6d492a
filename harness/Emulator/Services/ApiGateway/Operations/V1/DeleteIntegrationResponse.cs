using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteIntegrationResponse.html</remarks>
internal static class DeleteIntegrationResponse
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.ChangeMethod(request, before =>
        {
            var integration = GetIntegration.Find(before);
            if (!integration.Responses.ContainsKey(request.StatusCode)) throw RestApiErrors.NoSuchResponse();
            return before with { Integration = integration with { Responses = integration.Responses.Remove(request.StatusCode) } };
        });
        return Nothing.Value;
    }
}
