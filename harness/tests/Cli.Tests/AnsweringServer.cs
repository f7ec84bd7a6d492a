using System.Net;
using System.Text;

namespace TaskTracker.Cli.Tests;

/// <summary>A web server that answers everything alike.</summary>
public sealed class AnsweringServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public AnsweringServer(HttpStatusCode status, string body)
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Endpoint = new Uri($"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}");
        }

        _listener.Prefixes.Add(Endpoint.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync(status, Encoding.UTF8.GetBytes(body));
    }

    public Uri Endpoint { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync(HttpStatusCode status, byte[] body)
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                context.Response.StatusCode = (int)status;
                context.Response.ContentType = "text/html";
                context.Response.Close(body, willBlock: false);
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
