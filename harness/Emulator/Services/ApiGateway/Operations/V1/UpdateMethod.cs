using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateMethod.html</remarks>
internal static class UpdateMethod
{
    private const string Parameters = "/requestParameters/";

    public static MethodView Execute(RestApiState state, ApiRequest request, PatchBody body) =>
        MethodView.Of(state.ChangeMethod(request, method => body.Apply("updateMethodInput", method, Patch, "/operationName, /requestParameters/{name}")));

    private static Method? Patch(Method method, PatchOperation operation) => operation switch
    {
        { Op: "replace", Path: "/operationName" } => method with { OperationName = operation.Given },
        { Op: "replace", Path: "/authorizationType", Value: "NONE" } => method,
        { Op: "replace", Path: "/apiKeyRequired", Flag: false } => method,
        { Op: "add" or "replace" } when operation.Below(Parameters) is { } name => method with { RequestParameters = method.RequestParameters.SetItem(name, operation.Flag) },
        { Op: "remove" } when operation.Below(Parameters) is { } name => method with { RequestParameters = method.RequestParameters.Remove(name) },
        { Path: "/authorizationType" or "/apiKeyRequired" or "/authorizerId" or "/requestValidatorId" } =>
            throw ApiErrors.Unsupported($"UpdateMethod: {operation.Path} {operation.Value}"),
        _ => null,
    };
}
