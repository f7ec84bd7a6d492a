using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetIntegrationResponse.html</remarks>
internal static class GetIntegrationResponse
{
    public static IntegrationResponseView Execute(RestApiState state, ApiRequest request) =>
        IntegrationResponseView.Of(GetIntegration.Find(state.GetMethod(request)).Responses.GetValueOrDefault(request.StatusCode) ?? throw RestApiErrors.NoSuchResponse());
}
