using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html</remarks>
internal static class PutIntegrationResponse
{
    public static IntegrationResponseView Execute(RestApiState state, ApiRequest request, IntegrationResponseBody body)
    {
        var method = state.ChangeMethod(request, before =>
        {
            var integration = GetIntegration.Find(before);
            var response = body.Create("PutIntegrationResponse", request.StatusCode, before);
            return before with { Integration = integration with { Responses = integration.Responses.SetItem(request.StatusCode, response) } };
        });
        return IntegrationResponseView.Of(GetIntegration.Find(method).Responses[request.StatusCode]);
    }
}
