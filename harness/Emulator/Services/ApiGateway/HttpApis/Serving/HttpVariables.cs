using System.Globalization;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>Variables of access logs.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html</remarks>
internal static class HttpVariables
{
    private const string StagePrefix = "stageVariables.";

    /// <param name="name">Such as <c>context.requestId</c>.</param>
    /// <returns><c>null</c> for a variable without a value.</returns>
    public static string? Find(string name, GatewayCall call) => name switch
    {
        "context.accountId" => call.Scope.Account,
        "context.apiId" or "context.domainPrefix" => call.Api.Id,
        "context.dataProcessed" => Text(call.Request.Body.Length + call.Exchange.Response.Body.Length),
        "context.domainName" => call.DomainName,
        "context.error.message" => call.Refusal?.Message,
        "context.error.messageString" => call.Refusal is { } refusal ? $"\"{refusal.Message}\"" : null,
        "context.extendedRequestId" or "context.requestId" => call.RequestId,
        "context.httpMethod" => call.Request.Method,
        "context.identity.sourceIp" => call.SourceIp,
        "context.identity.userAgent" => call.UserAgent,
        "context.path" => call.Path,
        "context.protocol" => "HTTP/1.1",
        "context.requestTime" => RequestTime(call),
        "context.requestTimeEpoch" => call.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "context.responseLatency" => Milliseconds(TimeProvider.System.GetElapsedTime(call.Exchange.Record.StartTimestamp)),
        "context.responseLength" => Text(call.Exchange.Response.Body.Length),
        "context.routeKey" => call.Route.Key.Text,
        "context.stage" => call.Stage.Name,
        "context.status" => Text(call.Exchange.Response.Status),
        _ when name.StartsWith(StagePrefix, StringComparison.Ordinal) => call.Stage.Variables?.GetValueOrDefault(name[StagePrefix.Length..]),
        _ => OfIntegration(name, call),
    };

    private static string? OfIntegration(string name, GatewayCall call) => name switch
    {
        "context.integrationErrorMessage" or "context.integration.error" => call.IntegrationError,
        "context.integrationLatency" or "context.integration.latency" => call.IntegrationTime is { } time ? Milliseconds(time) : null,

        // What Lambda said, not the function.
        "context.integrationStatus" or "context.integration.integrationStatus" => call.IntegrationTime is null || call.IntegrationError is not null ? null : "200",
        "context.integration.status" => call.IntegrationTime is null || call.IntegrationError is not null ? null : Text(call.Exchange.Response.Status),
        _ => null,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string RequestTime(GatewayCall call)
    {
        Span<char> time = stackalloc char[ApiCall.TimeLength];
        call.FormatTime(time);
        return time.ToString();
    }
}
