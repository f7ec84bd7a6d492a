using System.Collections.Frozen;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>What the format of an access log has to be, for each kind of API.</summary>
/// <remarks>
/// Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html and …/http-api-logging-variables.html; the words are AWS's, as they are quoted in
/// https://github.com/ministryofjustice/cloud-platform-environments/pull/12962 and https://github.com/anomalyco/sst/issues/2587. Those about the id are a peer's.
/// </remarks>
internal static class AccessLogFormat
{
    private const string Context = "context.";
    private const string Authorizer = Context + "authorizer.";
    private const string HttpPrefix = "The following errors are found in Access Log Format: ";

    /// <summary>All that the page lists, and the path of the resource: HTTP APIs have none, but take it.</summary>
    private static readonly FrozenSet<string> HttpVariables = FrozenSet.Create(
        StringComparer.Ordinal,
        "accountId", "apiId", "awsEndpointRequestId", "awsEndpointRequestId2", "customDomain.basePathMatched", "dataProcessed", "domainName", "domainPrefix", "error.message",
        "error.messageString", "error.responseType", "extendedRequestId", "httpMethod", "identity.accountId", "identity.caller", "identity.clientCert.clientCertPem",
        "identity.clientCert.issuerDN", "identity.clientCert.serialNumber", "identity.clientCert.subjectDN", "identity.clientCert.validity.notAfter",
        "identity.clientCert.validity.notBefore", "identity.cognitoAuthenticationProvider", "identity.cognitoAuthenticationType", "identity.cognitoIdentityId",
        "identity.cognitoIdentityPoolId", "identity.principalOrgId", "identity.sourceIp", "identity.user", "identity.userAgent", "identity.userArn", "integration.error",
        "integration.integrationStatus", "integration.latency", "integration.requestId", "integration.status", "integrationErrorMessage", "integrationLatency", "integrationStatus",
        "path", "protocol", "requestId", "requestTime", "requestTimeEpoch", "resourcePath", "responseLatency", "responseLength", "routeKey", "stage", "status");

    /// <summary>One line, with variables that there are, and an id of the request among them.</summary>
    /// <exception cref="AwsError">BadRequestException.</exception>
    public static void CheckForHttp(string format)
    {
        if (HasLines(format)) throw ApiErrors.Bad($"{HttpPrefix}Access Log format must be single line: '{format}'");
        var unknown = VariableText.Parse(format).Variables.Where(v => !IsOfHttp(v)).ToList();
        if (unknown.Count > 0) throw ApiErrors.Bad($"The following context variables are not supported: [{string.Join(", ", unknown.Select(v => "$" + v))}]");
        if (!HasId(format)) throw NoId(HttpPrefix, format);
    }

    /// <summary>One line, which may be ended, with an id of the request in it.</summary>
    /// <exception cref="AwsError">BadRequestException.</exception>
    public static void CheckForRest(string format)
    {
        if (HasLines(format.AsSpan().TrimEnd("\r\n"))) throw ApiErrors.Bad($"Access Log format must be single line, new line character is allowed only at end of the format: '{format}'");
        if (!HasId(format)) throw NoId("", format);
    }

    private static bool HasLines(ReadOnlySpan<char> format) => format.ContainsAny('\r', '\n');

    private static bool HasId(string format) => VariableText.Parse(format).Variables.Any(v => v is "context.requestId" or "context.extendedRequestId");

    private static bool IsOfHttp(string variable) =>
        !variable.StartsWith(Context, StringComparison.Ordinal) || variable.StartsWith(Authorizer, StringComparison.Ordinal) || HttpVariables.Contains(variable[Context.Length..]);

    private static AwsError NoId(string prefix, string format) =>
        ApiErrors.Bad($"{prefix}Access Log format must include either $context.requestId or $context.extendedRequestId : '{format}'");
}
