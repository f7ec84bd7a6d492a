using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html</remarks>
internal static class PutIntegration
{
    public static IntegrationView Execute(RestApiState state, ApiRequest request, IntegrationBody body)
    {
        var method = state.ChangeMethod(request, before => before with { Integration = body.Create("PutIntegration", request.ResourceId) });
        return IntegrationView.Of(method.Integration ?? throw RestApiErrors.NoSuchIntegration());
    }
}
