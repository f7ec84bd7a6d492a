using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetIntegration.html</remarks>
internal static class GetIntegration
{
    public static IntegrationView Execute(RestApiState state, ApiRequest request) => IntegrationView.Of(Find(state.GetMethod(request)));

    /// <exception cref="Protocols.AwsError">NotFoundException.</exception>
    public static Integration Find(Method method) => method.Integration ?? throw RestApiErrors.NoSuchIntegration();
}
