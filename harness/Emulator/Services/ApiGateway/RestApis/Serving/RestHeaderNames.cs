using System.Collections.Frozen;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>How a REST API names the headers that functions return: as they came, but those that are the connection's or the gateway's own under another name.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis</remarks>
internal static class RestHeaderNames
{
    private const string Prefix = "x-amzn-Remapped-";

    private static readonly FrozenSet<string> Remapped = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Content-Length", "Content-MD5", "Date", "Host", "Server", "User-Agent", "WWW-Authenticate");

    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", RestRequestId.Header, "x-amz-apigw-id");

    public static readonly NameHeader Passed = static name => Dropped.Contains(name) ? null : Remapped.Contains(name) ? Prefix + name : name;
}
