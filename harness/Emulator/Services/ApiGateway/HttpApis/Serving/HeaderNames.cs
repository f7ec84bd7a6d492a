using System.Collections.Frozen;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>How an HTTP API names the headers that functions return.</summary>
internal static class HeaderNames
{
    /// <summary>Of the connection, or the gateway's own to say.</summary>
    private static readonly FrozenSet<string> NotPassedOn = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Content-Length", "Date", "Apigw-Requestid");

    public static readonly NameHeader Plain = static name => NotPassedOn.Contains(name) ? null : HeaderText.TitleCase(name);

    /// <summary>Where the API has a CORS configuration, which alone speaks to browsers then.</summary>
    public static readonly NameHeader BesideCors = static name => CorsPolicy.Governs(name) ? null : Plain(name);
}
