using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetMethod.html</remarks>
internal static class GetMethod
{
    public static MethodView Execute(RestApiState state, ApiRequest request) => MethodView.Of(state.GetMethod(request));
}
