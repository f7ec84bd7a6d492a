using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteMethod.html</remarks>
internal static class DeleteMethod
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.ChangeResource(request, before => before.Methods.ContainsKey(request.HttpMethod)
            ? before with { Methods = before.Methods.Remove(request.HttpMethod) }
            : throw RestApiErrors.NoSuchMethod());
        return Nothing.Value;
    }
}
