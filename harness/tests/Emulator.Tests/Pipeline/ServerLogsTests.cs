using System.Net.Sockets;
using System.Text;
using TaskTracker.Emulation.Tests.Security;

namespace TaskTracker.Emulation.Tests.Pipeline;

public sealed class ServerLogsTests
{
    /// <summary>A body that breaks off the rules, and what is wrong with it.</summary>
    [Theory]
    [InlineData("zz\r\nabc\r\n0\r\n\r\n", "Bad chunk size data.")]
    [InlineData("3\r\nabcdef\r\n0\r\n\r\n", "Bad chunk suffix.")]
    public async Task A_body_that_cannot_be_read_is_one_line_of_the_log(string body, string problem)
    {
        using var logs = new KeptLogs();
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0), logs, TestContext.Current.CancellationToken);

        var answer = await RawHttp.SendAsync(emulator.Endpoint, """
            POST /_aws/execute-api/nothing/ HTTP/1.1
            Host: localhost
            Transfer-Encoding: chunked
            """, Encoding.ASCII.GetBytes(body));
        var next = await RawHttp.SendAsync(emulator.Endpoint, "GET /_tasktracker/health HTTP/1.1\nHost: localhost");

        Assert.Equal((400, 200), (answer.Status, next.Status));
        Assert.Equal($"A client's request could not be read: {problem}", Assert.Single(logs.Lines, l => l.Contains("could not be read", StringComparison.Ordinal)).Trim());
        Assert.DoesNotContain(logs.Lines, l => l.Contains("unhandled exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clients_that_go_away_while_they_send_are_no_fault_to_be_told()
    {
        const int Clients = 20;
        using var logs = new KeptLogs();
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0), logs, TestContext.Current.CancellationToken);

        for (var i = 0; i < Clients; i++) await BreakOffAsync(emulator.Endpoint);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (logs.Lines.Count(l => l.Contains("\" stopped.", StringComparison.Ordinal)) < Clients) await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        var next = await RawHttp.SendAsync(emulator.Endpoint, "GET /_tasktracker/health HTTP/1.1\nHost: localhost");

        Assert.Equal(200, next.Status);
        Assert.DoesNotContain(logs.Lines, l => l.Contains("unhandled exception", StringComparison.Ordinal) || l.Contains("draining", StringComparison.Ordinal));
    }

    /// <summary>Sends the beginning of a body, waits until it has been asked for the rest, and resets the connection.</summary>
    private static async Task BreakOffAsync(Uri endpoint)
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(endpoint.Host, endpoint.Port, TestContext.Current.CancellationToken);
        await client.SendAsync(
            "POST /_aws/execute-api/nothing/ HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\nabc"u8.ToArray(), TestContext.Current.CancellationToken);
        await client.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken);
        client.Close(timeout: 0);
    }
}
