using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>
/// The way in to deployed APIs: hosts <c>{id}.execute-api.…</c>; for clients that cannot resolve them, paths <c>/_aws/execute-api/{id}/…</c>;
/// for clients that know LocalStack's older form, <c>/restapis/{id}/{stage}/_user_request_/…</c>.
/// </summary>
internal sealed class ExecuteApi(HttpApiState httpApis, HttpApiGateway httpApiGateway, RestApiState restApis, RestGateway restGateway)
{
    /// <summary>Of the door, and so of the requests that come through it.</summary>
    public const string Name = "execute-api";

    private const string HostMark = ".execute-api.";
    private const string PathPrefix = "/_aws/execute-api/";
    private const string OldPathPrefix = "/restapis/";
    private const string OldPathMark = "/_user_request_";

    /// <remarks>Payload limit: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html</remarks>
    public Door Door => new(Name, Owns, ServeAsync, MaxBodyBytes: 10 * 1024 * 1024, IsRecorded: true);

    /// <summary>Asked about every request that the emulator gets, so it allocates nothing.</summary>
    private static bool Owns(AwsRequest request) =>
        request.RawPath.StartsWith(PathPrefix, StringComparison.Ordinal)
        || request.Headers.Host.ToString().Contains(HostMark, StringComparison.OrdinalIgnoreCase)
        || (request.RawPath.StartsWith(OldPathPrefix, StringComparison.Ordinal) && request.RawPath.Contains(OldPathMark, StringComparison.Ordinal));

    private ValueTask ServeAsync(Exchange exchange)
    {
        var request = exchange.Request;
        var path = request.RawPath;
        if (path.StartsWith(PathPrefix, StringComparison.Ordinal)) return ServeAsync(path.AsSpan(PathPrefix.Length), exchange);
        var host = request.HostName;
        var mark = host.IndexOf(HostMark, StringComparison.Ordinal);
        if (mark >= 0) return ServeAsync(host.AsSpan(0, mark), path, host, exchange);
        return ServeAsync(path.Remove(path.IndexOf(OldPathMark, StringComparison.Ordinal), OldPathMark.Length).AsSpan(OldPathPrefix.Length), exchange);
    }

    /// <param name="rest">The API's id, and the path in it if there is more.</param>
    private ValueTask ServeAsync(ReadOnlySpan<char> rest, Exchange exchange)
    {
        var slash = rest.IndexOf('/');
        var id = slash < 0 ? rest : rest[..slash];
        return ServeAsync(id, slash < 0 ? "/" : rest[slash..].ToString(), $"{id}{HostMark}localhost", exchange);
    }

    private ValueTask ServeAsync(ReadOnlySpan<char> id, string path, string domainName, Exchange exchange) => restApis.FindServed(id) is { } restApi
        ? restGateway.ServeAsync(restApi, path, domainName, exchange)
        : httpApiGateway.ServeAsync(httpApis.FindServed(id), path, domainName, exchange);
}
