using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Iam;
using TaskTracker.Emulation.Services.Sts;

namespace TaskTracker.Emulation.Tests.Pipeline;

/// <summary>Clients that say all they have to say, end their half of the connection and listen on. The server's only door serves what a test has it serve.</summary>
public sealed class HalfCloseTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _served = new();
    private Func<Exchange, Task> _serve = HeardOutAsync;
    private Server? _server;
    private Uri _endpoint = new("http://localhost");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (clock, logs) = (TimeProvider.System, NullLoggerFactory.Instance);
        var listener = Listener.Bind("localhost", 0);
        var scope = new AwsScope("000000000000", "us-east-1");
        var iam = new IamService(scope, clock);
        var sts = new StsService(new StsSurroundings(scope, clock, iam.FindRole, (role, _) => iam.TrustPoliciesOf(role), iam.DocumentOf));
        var pipeline = new RequestPipeline(
            new CheckHost([]), new CheckOrigin([]), [new Door("test", _ => true, ServeAsync, MaxBodyBytes: 1 << 20, IsRecorded: false)], new FindService([sts.Service], fallback: sts.Service),
            new Authenticate(scope, IamMode.Enforce, sts.Sessions.Find, clock), new Authorize(scope, IamMode.Enforce, iam.PermissionsOf, new AccessLog(), clock), new RequestLog(),
            new VirtualClock(clock, NullLogger<VirtualClock>.Instance), NullLogger<RequestPipeline>.Instance);
        _server = new Server(pipeline, listener, logs);
        await _server.StartAsync(Cancellation);
        _endpoint = new UriBuilder("http", "localhost", listener.Port).Uri;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>Why, what the client sends before it ends its half, and what is served.</summary>
    public static TheoryData<string, string, string[]> Requests => new()
    {
        { "no body", "GET /a HTTP/1.1\nHost: localhost\n\n", ["/a "] },
        { "the last on its connection", "GET /a HTTP/1.1\nHost: localhost\nConnection: close\n\n", ["/a "] },
        { "of HTTP 1.0", "GET /a HTTP/1.0\nHost: localhost\n\n", ["/a "] },
        { "a body of known length", "POST /a HTTP/1.1\nHost: localhost\nContent-Length: 4\n\nbody", ["/a body"] },
        { "a body in chunks", "POST /a HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n4\nbody\n0\n\n", ["/a body"] },
        { "two requests", "GET /a HTTP/1.1\nHost: localhost\n\nGET /b HTTP/1.1\nHost: localhost\n\n", ["/a ", "/b "] },
        { "a body that is read after the end", "GET /a HTTP/1.1\nHost: localhost\n\nPOST /b HTTP/1.1\nHost: localhost\nContent-Length: 4\n\nbody", ["/a ", "/b body"] },
        {
            "chunks that are read after the end", "GET /a HTTP/1.1\nHost: localhost\n\nPOST /b HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n2\nbo\n2\ndy\n0\n\n",
            ["/a ", "/b body"]
        },
        {
            "a body with a request behind it", "GET /a HTTP/1.1\nHost: localhost\n\nPOST /b HTTP/1.1\nHost: localhost\nContent-Length: 4\n\nbodyGET /c HTTP/1.1\nHost: localhost\n\n",
            ["/a ", "/b body", "/c "]
        },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_client_that_has_ended_its_half_is_answered_and_its_connection_closed(string why, string sent, string[] served)
    {
        var answer = await ExchangeAsync(sent);

        Assert.True(answer.Split("HTTP/1.1 200 OK").Length - 1 == served.Length, $"{why}: {answer}");
        Assert.Equal(served, _served);
    }

    /// <summary>Why, what the client sends before it ends its half, and what is served.</summary>
    [Theory]
    [InlineData("nothing", "", "")]
    [InlineData("half a line", "GET /a HT", "")]
    [InlineData("half a head", "GET /a HTTP/1.1\nHost: local", "")]
    [InlineData("half a body", "POST /a HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nbody", "")]
    [InlineData("no byte of a body", "POST /a HTTP/1.1\nHost: localhost\nContent-Length: 5\n\n", "")]
    [InlineData("half a chunk", "POST /a HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n5\nbody", "")]
    [InlineData("chunks without the last", "POST /a HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n4\nbody\n", "")]
    [InlineData("a request and half a head", "GET /a HTTP/1.1\nHost: localhost\n\nGET /b HTTP/1.1\nHo", "/a ")]
    [InlineData("a request and half a body", "GET /a HTTP/1.1\nHost: localhost\n\nPOST /b HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nbody", "/a ")]
    [InlineData("a request and half a chunk", "GET /a HTTP/1.1\nHost: localhost\n\nPOST /b HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n5\nbody", "/a ")]
    public async Task What_is_not_a_whole_request_is_not_served_and_its_connection_ends(string why, string sent, string served)
    {
        var answer = await ExchangeAsync(sent);

        Assert.True(answer.Split("HTTP/1.1 200 OK").Length - 1 <= _served.Count, $"{why}: {answer}");
        Assert.Equal(served, string.Join(' ', _served));
    }

    [Fact]
    public async Task A_client_that_resets_its_connection_is_gone()
    {
        var (begun, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        _serve = async exchange =>
        {
            begun.SetResult();
            await SignalAsync(exchange.Cancellation);
            gone.SetResult();
        };
        using var client = await SendAsync("GET /a HTTP/1.1\nHost: localhost\n\n");
        await begun.Task;

        client.Client.Close(timeout: 0);

        await gone.Task.WaitAsync(Cancellation);
        _serve = HeardOutAsync;
        Assert.Contains("200 OK", await ExchangeAsync("GET /b HTTP/1.1\nHost: localhost\n\n"), StringComparison.Ordinal);
    }

    /// <summary>Answers when the client is known to have ended its half, and not before.</summary>
    private static Task HeardOutAsync(Exchange exchange) => SignalAsync(exchange.Request.ConnectionClosed);

    private static async Task SignalAsync(CancellationToken signal)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = signal.Register(heard.SetResult);
        await heard.Task.WaitAsync(Cancellation);
    }

    private async ValueTask ServeAsync(Exchange exchange)
    {
        _served.Enqueue($"{exchange.Request.RawPath} {Encoding.ASCII.GetString(exchange.Request.Body.Span)}");
        await _serve(exchange);
    }

    /// <returns>All that comes until the server ends the connection; nothing where it is reset.</returns>
    private async Task<string> ExchangeAsync(string sent)
    {
        using var client = await SendAsync(sent);
        using var reader = new StreamReader(client.GetStream());
        client.Client.Shutdown(SocketShutdown.Send);
        try
        {
            return await reader.ReadToEndAsync(Cancellation);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private async Task<TcpClient> SendAsync(string text)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(_endpoint.Host, _endpoint.Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n")), Cancellation);
        return client;
    }
}
