using System.Globalization;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>The variables of templates and access logs that both kinds of APIs have.</summary>
internal static class CallVariables
{
    private const string StagePrefix = "stageVariables.";

    /// <param name="name">Such as <c>context.requestId</c>.</param>
    /// <param name="stageVariables"><c>null</c> where there are none.</param>
    /// <returns><c>null</c> for a variable without a value.</returns>
    public static string? Find(string name, ApiCall call, IReadOnlyDictionary<string, string>? stageVariables) => name switch
    {
        "context.accountId" => call.Scope.Account,
        "context.domainName" => call.DomainName,
        "context.httpMethod" => call.Request.Method,
        "context.identity.sourceIp" => call.SourceIp,
        "context.identity.userAgent" => call.UserAgent,
        "context.path" => call.Path,
        "context.protocol" => "HTTP/1.1",
        "context.requestId" => call.RequestId,
        "context.requestTime" => RequestTime(call),
        "context.requestTimeEpoch" => call.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "context.responseLatency" => Milliseconds(call.Latency),
        "context.responseLength" => Text(call.Exchange.Response.Body.Length),
        "context.status" => Text(call.Exchange.Response.Status),
        _ when name.StartsWith(StagePrefix, StringComparison.Ordinal) => stageVariables?.GetValueOrDefault(name[StagePrefix.Length..]),
        _ => OfIntegration(name, call),
    };

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? OfIntegration(string name, ApiCall call) => name switch
    {
        "context.awsEndpointRequestId" or "context.integration.requestId" => call.IntegrationRequestId,
        "context.integrationErrorMessage" or "context.integration.error" => call.IntegrationError,
        "context.integrationLatency" or "context.integration.latency" => call.IntegrationTime is { } time ? Milliseconds(time) : null,

        // What Lambda said, not the function.
        "context.integrationStatus" or "context.integration.integrationStatus" => call.IntegrationStatus is { } status ? Text(status) : null,
        "context.integration.status" => call.IntegrationTime is null || call.IntegrationError is not null ? null : Text(call.Exchange.Response.Status),
        _ => null,
    };

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string RequestTime(ApiCall call)
    {
        Span<char> time = stackalloc char[ApiCall.TimeLength];
        call.FormatTime(time);
        return time.ToString();
    }
}
