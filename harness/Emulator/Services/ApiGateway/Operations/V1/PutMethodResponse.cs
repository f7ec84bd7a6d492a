using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethodResponse.html</remarks>
internal static class PutMethodResponse
{
    public static MethodResponseView Execute(RestApiState state, ApiRequest request, MethodResponseBody body)
    {
        var method = state.ChangeMethod(request, before =>
        {
            if (before.Responses.ContainsKey(request.StatusCode)) throw RestApiErrors.ResponseExists();
            return before with { Responses = before.Responses.Add(request.StatusCode, body.Create(request.StatusCode)) };
        });
        return MethodResponseView.Of(method.Responses[request.StatusCode]);
    }
}
