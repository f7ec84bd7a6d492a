using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html</remarks>
internal static class PutMethod
{
    public static MethodView Execute(RestApiState state, ApiRequest request, MethodBody body)
    {
        var resource = state.ChangeResource(request, before =>
        {
            if (before.Methods.ContainsKey(request.HttpMethod)) throw RestApiErrors.MethodExists();
            return before with { Methods = before.Methods.Add(request.HttpMethod, body.Create(request.HttpMethod)) };
        });
        return MethodView.Of(resource.Methods[request.HttpMethod]);
    }
}
