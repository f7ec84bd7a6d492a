using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteIntegration.html</remarks>
internal static class DeleteIntegration
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.ChangeMethod(request, before => GetIntegration.Find(before) is not null ? before with { Integration = null } : before);
        return Nothing.Value;
    }
}
