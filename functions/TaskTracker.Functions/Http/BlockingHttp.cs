using System.Net;
using System.Net.Sockets;

namespace TaskTracker.Functions.Http;

/// <summary>HTTP on the thread that asks, for <see cref="HttpClient.Send(HttpRequestMessage)"/>: a function has one event at a time, so that nothing else is held up while it waits.</summary>
internal static class BlockingHttp
{
    /// <summary>Each read and write of its connections is one system call. A socket that was used asynchronously once waits by way of two more threads ever after.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = ConnectAsync,
        // Four times as often, idle connections would be looked at with an asynchronous read. Before it is used again each is looked at anyway.
        PooledConnectionIdleTimeout = TimeSpan.FromDays(7),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    };

    /// <summary>The whole of a message, read at one go where it says how long it is.</summary>
    public static byte[] ReadWhole(this HttpContent content)
    {
        using var stream = content.ReadAsStream();
        if (content.Headers.ContentLength is { } length)
        {
            var bytes = GC.AllocateUninitializedArray<byte>(checked((int)length));
            stream.ReadExactly(bytes);
            return bytes;
        }

        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private static ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext connection, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(connection.DnsEndPoint);
            return ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
