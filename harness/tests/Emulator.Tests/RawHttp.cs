using System.Net.Sockets;
using System.Text;

namespace TaskTracker.Emulation.Tests;

/// <param name="Head">Status line and headers, as they came.</param>
public sealed record RawAnswer(string Head, byte[] Body)
{
    public int Status => int.Parse(Head.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    public string Text => Encoding.UTF8.GetString(Body);

    public IReadOnlyList<string> Header(string name) =>
        [.. Head.Split("\r\n").Where(l => l.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase)).Select(l => l[(name.Length + 2)..])];
}

/// <summary>Sends the very bytes of a request over a socket of its own, and reads the very bytes of the answer.</summary>
public static class RawHttp
{
    /// <param name="head">Request line and headers, a line each; <c>Connection: close</c> is added.</param>
    /// <param name="halfCloses">Whether it ends its half of the connection before it reads.</param>
    public static async Task<RawAnswer> SendAsync(Uri endpoint, string head, ReadOnlyMemory<byte> body = default, bool halfCloses = false)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
        var stream = client.GetStream();
        var lines = string.Join("\r\n", head.ReplaceLineEndings("\n").Trim('\n').Split('\n'));
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{lines}\r\nConnection: close\r\n\r\n"), cancellation);
        if (!body.IsEmpty) await stream.WriteAsync(body, cancellation);
        if (halfCloses) client.Client.Shutdown(SocketShutdown.Send);

        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, cancellation);
        var bytes = answer.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        return new RawAnswer(Encoding.UTF8.GetString(bytes, 0, end), bytes[(end + 4)..]);
    }
}
