using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>Kestrel alone, without a host around it: sockets in, exchanges to the pipeline, answers out.</summary>
internal sealed class Server(RequestPipeline pipeline, Listener listener, ILoggerFactory logs) : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    /// <summary>More than any service takes, so that each says itself what is too long for it.</summary>
    private const int MaxRequestLineBytes = 16 * 1024;

    /// <summary>No service limits how many there are, only how long they are together.</summary>
    private const int MaxRequestHeaders = 2_000;

    private readonly KestrelServer _kestrel = CreateKestrel(listener, logs);

    public Task StartAsync(CancellationToken cancellation) => _kestrel.StartAsync(this, cancellation);

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();

        // Where a body in chunks came with a length as well, Kestrel keeps the length under a name that nobody has sent.
        if (request.Headers.TransferEncoding.Count > 0) request.Headers.Remove("X-Content-Length");
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        var target = OriginForm(request.RawTarget);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        using var answer = new AwsResponse(response.Headers);
        using var body = new BodyReader(context);
        var incoming = new AwsRequest
        {
            Method = request.Method,
            RawPath = question < 0 ? target : target[..question],
            RawQuery = question < 0 ? "" : target[(question + 1)..],
            Headers = request.Headers,
            Features = context,
        };
        var lifetime = context.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        try
        {
            await pipeline.HandleAsync(incoming, answer, lifetime, body).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is ConnectionResetException or ConnectionAbortedException)
        {
            // The client went away while it was sending: nobody is left to answer, and Kestrel need not look for the rest.
            lifetime.Abort();
            return;
        }

        await SendAsync(context, response, answer, isHead: request.Method == "HEAD").ConfigureAwait(false);
    }

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
    }

    public async ValueTask DisposeAsync()
    {
        // Environments of functions wait for events on open connections: waiting for them to end would be waiting for ever.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _kestrel.StopAsync(now.Token).ConfigureAwait(false);
        _kestrel.Dispose();
    }

    /// <summary>The target as it stands in most requests, of one that names the scheme and the host too.</summary>
    /// <remarks>Source: https://www.rfc-editor.org/rfc/rfc9112#section-3.2: a server accepts the absolute form. Kestrel has held its host to the Host header by then.</remarks>
    private static string OriginForm(string target)
    {
        if (target.StartsWith('/')) return target;
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 0 ? -1 : target.AsSpan(authority + 3).IndexOfAny('/', '?');
        if (path < 0) return "/";
        var rest = target[(authority + 3 + path)..];
        return rest.StartsWith('/') ? rest : "/" + rest;
    }

    private static async ValueTask SendAsync(IFeatureCollection context, IHttpResponseFeature response, AwsResponse answer, bool isHead)
    {
        if (answer.Status is < 200 or > 599)
        {
            // HTTP has no such answer, whoever has configured it: what went before the final one would be waited for without end.
            answer.Discard();
            answer.Status = 500;
        }

        response.StatusCode = answer.Status;
        var hasBody = answer.Status is not (204 or 205 or 304);
        if (hasBody) response.Headers.ContentLength = answer.ContentLength ?? answer.Body.Length;
        else if (answer.Status == 205) response.Headers.ContentLength = 0;
        var writer = context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer;
        if (!hasBody || isHead || answer.Body.IsEmpty) return;
        await writer.WriteAsync(answer.Body).ConfigureAwait(false);
    }

    private static KestrelServer CreateKestrel(Listener listener, ILoggerFactory allLogs)
    {
        var logs = new ServerLogs(allLogs);
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        options.Limits.MaxRequestHeaderCount = MaxRequestHeaders;
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(20);
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        foreach (var endPoint in listener.EndPoints)
        {
            options.Listen(endPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(HalfCloseConnection.Serve);
            });
        }

        // What a connection has to do runs where it was heard of, a thread of the pool, and is not handed on from one to another.
        var sockets = new SocketTransportOptions { CreateBoundListenSocket = listener.Take, Backlog = 4096, UnsafePreferInlineScheduling = true };
        return new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(sockets), logs), logs);
    }
}
