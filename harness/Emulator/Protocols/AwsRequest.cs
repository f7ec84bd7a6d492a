using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TaskTracker.Emulation.Protocols;

/// <summary>A request as it came over the wire, or as one service sends it to another inside the process.</summary>
internal sealed class AwsRequest
{
    private QueryParameters? _query;
    private string? _hostName;

    public required string Method { get; init; }

    /// <summary>As sent: percent-encoded, begins with a slash, without the query.</summary>
    public required string RawPath { get; init; }

    /// <summary>As sent, without the question mark; empty when there is none.</summary>
    public string RawQuery { get; init; } = "";

    public IHeaderDictionary Headers { get; init; } = new HeaderDictionary();

    /// <summary>The whole body. Its memory belongs to the request: what outlives the call copies it.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The body was longer than its reader takes; <see cref="Body"/> is empty then.</summary>
    public bool BodyTooLarge { get; set; }

    /// <summary>What the server knows beside it; <c>null</c> for a call inside the process.</summary>
    public IFeatureCollection? Features { get; init; }

    /// <summary>The connection it came over; <c>null</c> for a call inside the process.</summary>
    public IHttpConnectionFeature? Connection => Features?.Get<IHttpConnectionFeature>();

    /// <summary>Set when its client has ended that connection, if only its own half, be it during this request or later.</summary>
    public CancellationToken ConnectionClosed => Features?.Get<IConnectionLifetimeFeature>()?.ConnectionClosed ?? CancellationToken.None;

    /// <summary>The service that sends it on behalf of its caller, such as <c>cloudformation.amazonaws.com</c>; <c>null</c> for a client, and for a service with a role.</summary>
    public string? Via { get; init; }

    public QueryParameters Query => _query ??= QueryParameters.Parse(RawQuery);

    /// <summary>The Host header without its port, in lower case.</summary>
    public string HostName => _hostName ??= new HostString(Headers.Host.ToString()).Host.ToLowerInvariant();
}
