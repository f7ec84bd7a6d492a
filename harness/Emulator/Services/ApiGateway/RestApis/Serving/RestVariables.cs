using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>Variables of templates, mapped headers and access logs.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html</remarks>
internal static class RestVariables
{
    /// <param name="name">Such as <c>context.requestId</c>.</param>
    /// <returns><c>null</c> for a variable without a value.</returns>
    public static string? Find(string name, RestCall call) => name switch
    {
        "context.apiId" or "context.domainPrefix" => call.Api.Id,
        "context.deploymentId" => call.Stage.DeploymentId,
        "context.error.message" => call.Refusal?.Message,
        "context.error.messageString" => call.Refusal is { } refusal ? $"\"{refusal.Message}\"" : null,
        "context.error.responseType" => call.Refusal?.Type,
        "context.extendedRequestId" => call.ExtendedRequestId,
        "context.resourceId" => call.Resource?.Id,
        "context.resourcePath" => call.Resource?.Path,
        "context.stage" => call.Stage.Name,
        _ => CallVariables.Find(name, call, call.Stage.Variables),
    };
}
