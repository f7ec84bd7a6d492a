using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using HdrHistogram;

namespace TaskTracker.Bench;

/// <param name="Rate">Answers per second.</param>
/// <param name="Failures">Answers with another status than expected.</param>
internal sealed record Measurement(double Rate, double P50Ms, double P99Ms, long Failures);

/// <summary>Sends prepared requests over keep-alive connections, one at a time on each: as lean as a client in this process can be.</summary>
internal static class WireClient
{
    private const long HighestMicroseconds = 60_000_000;

    /// <param name="requests">Whole HTTP/1.1 requests; each connection walks through them from another place.</param>
    public static Measurement Run(Uri endpoint, IReadOnlyList<byte[]> requests, int connections, TimeSpan duration)
    {
        var histograms = new LongHistogram[connections];
        var failures = new long[connections];
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, connections).Select(n => new Thread(() =>
        {
            histograms[n] = new LongHistogram(HighestMicroseconds, 3);
            failures[n] = Drive(endpoint, requests, n * requests.Count / connections, until, histograms[n]);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        var elapsed = Stopwatch.GetElapsedTime(started);
        var all = new LongHistogram(HighestMicroseconds, 3);
        foreach (var histogram in histograms) all.Add(histogram);
        return new Measurement(
            all.TotalCount / elapsed.TotalSeconds, all.GetValueAtPercentile(50) / 1000.0, all.GetValueAtPercentile(99) / 1000.0, failures.Sum());
    }

    /// <summary>One request on a connection of its own; answers the body.</summary>
    public static (int Status, string Body) Once(Uri endpoint, byte[] request)
    {
        using var socket = Connect(endpoint);
        var buffer = new byte[1 << 20];
        socket.Send(request);
        var (status, bodyStart, end) = ReadAnswer(socket, buffer);
        return (status, System.Text.Encoding.UTF8.GetString(buffer, bodyStart, end - bodyStart));
    }

    /// <summary>Sends each request once, one after another, on one connection.</summary>
    public static void SendAll(Uri endpoint, IEnumerable<byte[]> requests)
    {
        using var socket = Connect(endpoint);
        var buffer = new byte[1 << 20];
        foreach (var request in requests)
        {
            socket.Send(request);
            var (status, _, _) = ReadAnswer(socket, buffer);
            if (status != 200) throw new IOException($"The answer is {status}.");
        }
    }

    private static long Drive(Uri endpoint, IReadOnlyList<byte[]> requests, int first, long until, LongHistogram latencies)
    {
        using var socket = Connect(endpoint);
        var buffer = new byte[1 << 20];
        var failures = 0L;
        for (var next = first; ; next++)
        {
            var sent = Stopwatch.GetTimestamp();
            if (sent >= until) return failures;
            socket.Send(requests[next % requests.Count]);
            var (status, _, _) = ReadAnswer(socket, buffer);
            latencies.RecordValue(Math.Max(1, (long)Stopwatch.GetElapsedTime(sent).TotalMicroseconds));
            if (status is < 200 or > 299) failures++;
        }
    }

    private static Socket Connect(Uri endpoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(System.Net.IPAddress.Loopback, endpoint.Port);
        return socket;
    }

    private static (int Status, int BodyStart, int End) ReadAnswer(Socket socket, byte[] buffer)
    {
        var length = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0) length += Receive(socket, buffer, length);
        var head = buffer.AsSpan(0, headEnd);
        if (!Utf8Parser.TryParse(head[9..], out int status, out _)) throw new IOException("The answer has no status.");
        var end = headEnd + 4 + ContentLength(head);
        while (length < end) length += Receive(socket, buffer, length);
        return (status, headEnd + 4, end);
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var at = Math.Max(head.IndexOf("\r\nContent-Length: "u8), head.IndexOf("\r\ncontent-length: "u8));
        if (at >= 0 && Utf8Parser.TryParse(head[(at + "\r\ncontent-length: ".Length)..], out int length, out _)) return length;
        return 0;
    }

    private static int Receive(Socket socket, byte[] buffer, int at)
    {
        var received = socket.Receive(buffer, at, buffer.Length - at, SocketFlags.None);
        return received > 0 ? received : throw new IOException("The server closed the connection.");
    }
}
