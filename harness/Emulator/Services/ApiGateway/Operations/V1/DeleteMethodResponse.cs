using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteMethodResponse.html</remarks>
internal static class DeleteMethodResponse
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.ChangeMethod(request, before => before.Responses.ContainsKey(request.StatusCode)
            ? before with { Responses = before.Responses.Remove(request.StatusCode) }
            : throw RestApiErrors.NoSuchResponse());
        return Nothing.Value;
    }
}
