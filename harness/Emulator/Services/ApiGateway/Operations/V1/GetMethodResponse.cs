using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetMethodResponse.html</remarks>
internal static class GetMethodResponse
{
    public static MethodResponseView Execute(RestApiState state, ApiRequest request) =>
        MethodResponseView.Of(state.GetMethod(request).Responses.GetValueOrDefault(request.StatusCode) ?? throw RestApiErrors.NoSuchResponse());
}
