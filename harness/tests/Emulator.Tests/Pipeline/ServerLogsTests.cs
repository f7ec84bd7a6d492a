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
}
