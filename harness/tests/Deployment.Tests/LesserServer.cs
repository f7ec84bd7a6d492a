using System.Net;

namespace TaskTracker.Deployment.Tests;

/// <summary>Stands before a server and answers what LocalStack 4.14.0 answers for a service that its free edition lacks; all else it hands on as it came.</summary>
/// <remarks>Its CloudFormation calls a stack complete that names resources of such a service.</remarks>
public sealed class LesserServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Uri _behind;
    private readonly Func<string, bool> _lacks;
    private readonly Task _serving;

    /// <param name="lacks">Which paths belong to what is lacking.</param>
    public LesserServer(Uri behind, Func<string, bool> lacks)
    {
        (_behind, _lacks) = (behind, lacks);
        Endpoint = new Uri($"http://localhost:{FreePort()}");
        _listener.Prefixes.Add(Endpoint.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Endpoint { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _client.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        while (true)
        {
            try
            {
                answers.Add(AnswerAsync(await _listener.GetContextAsync()));
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                await Task.WhenAll(answers);
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.RawUrl ?? "/";
        if (_lacks(path))
        {
            context.Response.StatusCode = 501;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync("""{"__type":"InternalFailure","message":"API for service 'apigatewayv2' not yet implemented or pro feature"}"""u8.ToArray());
            context.Response.Close();
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), new Uri(_behind, path));
        // A body that is empty may have headers, too, and they are signed.
        if (context.Request.HttpMethod is not ("GET" or "HEAD")) request.Content = new StreamContent(context.Request.InputStream);
        foreach (var name in context.Request.Headers.AllKeys.OfType<string>())
        {
            if (!request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name])) request.Content?.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
        }

        using var answer = await _client.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Content-Length" or "Transfer-Encoding" or "Connection" or "Keep-Alive")) context.Response.Headers[name] = string.Join(", ", values);
        }

        var body = await answer.Content.ReadAsByteArrayAsync();
        context.Response.ContentLength64 = body.Length;
        if (context.Request.HttpMethod != "HEAD") await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }
}
