using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TaskTracker.Load.Tests.Faults;

/// <summary>What a proxy does to the requests and answers that pass it. They are small: each comes in one piece.</summary>
/// <param name="RequestDelay">Before a request is passed on.</param>
/// <param name="BodyDelay">Between a request's head and its body.</param>
/// <param name="ClosesConnections">Asks the server to close after each answer.</param>
/// <param name="SpoilsOneIn">Of so many answers, one has another body with the same status; 0 for none.</param>
internal sealed record Fault(TimeSpan RequestDelay = default, TimeSpan BodyDelay = default, bool ClosesConnections = false, int SpoilsOneIn = 0);

/// <summary>A proxy that makes things worse.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _target;
    private readonly Fault _fault;
    private readonly Task _accepting;
    private int _answers;

    public FaultProxy(Uri target, Fault fault)
    {
        (_target, _fault) = (target, fault);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException)
        {
            // It has been told to end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target.Port, _end.Token);
                (client.NoDelay, server.NoDelay) = (true, true);
                await Task.WhenAny(PassRequestsAsync(client.GetStream(), server.GetStream()), PassAnswersAsync(server.GetStream(), client.GetStream()));
            }
            catch (SocketException)
            {
                // The target does not listen.
            }
        }
    }

    private async Task PassRequestsAsync(NetworkStream from, NetworkStream to)
    {
        await PumpAsync(from, async request =>
        {
            await DelayAsync(_fault.RequestDelay);
            var headEnd = request.Span.IndexOf("\r\n\r\n"u8) + 4;
            if (_fault.ClosesConnections && headEnd >= 4) request = (byte[])[.. request[..(headEnd - 2)].Span, .. "Connection: close\r\n\r\n"u8, .. request[headEnd..].Span];
            if (_fault.BodyDelay == TimeSpan.Zero || headEnd < 4 || headEnd == request.Length)
            {
                await to.WriteAsync(request, _end.Token);
                return;
            }

            await to.WriteAsync(request[..headEnd], _end.Token);
            await DelayAsync(_fault.BodyDelay);
            await to.WriteAsync(request[headEnd..], _end.Token);
        });
    }

    /// <summary>Waits for a delay, and never less: a timer of the runtime may fire up to a millisecond early.</summary>
    private async Task DelayAsync(TimeSpan delay)
    {
        var start = Stopwatch.GetTimestamp();
        for (var left = delay; left > TimeSpan.Zero; left = delay - Stopwatch.GetElapsedTime(start))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), TimeProvider.System, _end.Token);
        }
    }

    private Task PassAnswersAsync(NetworkStream from, NetworkStream to) => PumpAsync(from, async answer =>
    {
        var spoils = _fault.SpoilsOneIn > 0 && Interlocked.Increment(ref _answers) % _fault.SpoilsOneIn == 0;
        await to.WriteAsync(spoils ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(answer.Span).Replace("\"Title\":\"", "\"Titel\":\"", StringComparison.Ordinal)) : answer, _end.Token);
    });

    private async Task PumpAsync(NetworkStream from, Func<ReadOnlyMemory<byte>, Task> pass)
    {
        var buffer = new byte[1 << 18];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is > 0 and var length) await pass(buffer.AsMemory(0, length));
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone, and the other goes with it.
        }
    }
}
