using System.Net.Sockets;

namespace TaskTracker.Conformance.Stack;

/// <summary>HTTP to the deployment, also where its names are known to no resolver.</summary>
internal static class Connections
{
    /// <summary>A client with connections of its own.</summary>
    /// <remarks>Names under <c>localhost</c>, such as <c>{bucket}.s3-website.localhost</c>, and under LocalStack's name for it are answered where the deployment's endpoint is.</remarks>
    public static HttpClient To(StackRecord stack)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = (context, cancellation) => ConnectAsync(
                IsLocal(context.DnsEndPoint.Host) ? stack.Endpoint.Host : context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation),
        };

        return new HttpClient(handler, disposeHandler: true) { Timeout = TimeSpan.FromSeconds(60) };
    }

    private static bool IsLocal(string host) => host.EndsWith(".localhost", StringComparison.Ordinal) || host.EndsWith(".localhost.localstack.cloud", StringComparison.Ordinal);

    private static async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
