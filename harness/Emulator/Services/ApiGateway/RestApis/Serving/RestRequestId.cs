using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>The id of a request to a REST API, which its client may give; what is no UUID is replaced, and says so.</summary>
/// <remarks>
/// Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html. It tells of access logs what becomes of another id; here it is the
/// same wherever the id is shown.
/// </remarks>
internal static class RestRequestId
{
    public const string Header = "x-amzn-RequestId";

    private const string Replaced = "_REPLACED_INVALID_REQUEST_ID";

    public static string Of(Exchange exchange)
    {
        var sent = exchange.Request.Headers[Header].ToString();
        if (sent.Length == 0) return exchange.RequestId;
        return Guid.TryParseExact(sent, "D", out _) ? sent : exchange.RequestId + Replaced;
    }
}
