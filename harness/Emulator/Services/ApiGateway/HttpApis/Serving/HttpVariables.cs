using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>Variables of access logs.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html</remarks>
internal static class HttpVariables
{
    /// <param name="name">Such as <c>context.requestId</c>.</param>
    /// <returns><c>null</c> for a variable without a value.</returns>
    public static string? Find(string name, GatewayCall call) => name switch
    {
        "context.apiId" or "context.domainPrefix" => call.Api.Id,
        "context.dataProcessed" => CallVariables.Text(call.Request.Body.Length + call.Exchange.Response.Body.Length),
        "context.error.message" => call.Refusal?.Message,
        "context.error.messageString" => call.Refusal is { } refusal ? $"\"{refusal.Message}\"" : null,
        "context.error.responseType" => call.Refusal?.Type,
        "context.extendedRequestId" => call.RequestId,
        "context.routeKey" => call.Route.Key.Text,
        "context.stage" => call.Stage.Name,
        _ => CallVariables.Find(name, call, call.Stage.Variables),
    };
}
