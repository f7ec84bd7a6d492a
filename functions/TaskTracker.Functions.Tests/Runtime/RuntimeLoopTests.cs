using System.Text;
using System.Text.Json.Nodes;
using TaskTracker.Functions.Runtime;
using TaskTracker.Functions.Tests.Fixtures;

namespace TaskTracker.Functions.Tests.Runtime;

public sealed class RuntimeLoopTests : IAsyncLifetime
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private RuntimeApiServer? _server;
    private RuntimeApi? _runtime;

    private RuntimeApiServer Server => _server ?? throw new InvalidOperationException("Not started");

    private RuntimeApi Api => _runtime ?? throw new InvalidOperationException("Not started");

    public async ValueTask InitializeAsync()
    {
        _server = await RuntimeApiServer.StartAsync();
        _runtime = new RuntimeApi(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _runtime?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_event_is_answered_under_its_request_id()
    {
        using var loop = Start(invocation => Encoding.UTF8.GetBytes($"<{Encoding.UTF8.GetString(invocation.Payload.Span)}>"));
        Server.Send("r1", "first");
        Server.Send("r2", "second");

        var first = await Server.NextReportAsync(_cancellation);
        var second = await Server.NextReportAsync(_cancellation);

        Assert.Equal(new Report("/invocation/r1/response", "<first>", ""), first);
        Assert.Equal(new Report("/invocation/r2/response", "<second>", ""), second);
        Assert.Single(Server.Connections);
    }

    [Fact]
    public async Task The_trace_of_each_event_is_in_the_environment_while_it_is_handled()
    {
        using var loop = Start(_ => Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") ?? ""));
        Server.Send("r1", "");
        Server.Send("r2", "");

        var first = await Server.NextReportAsync(_cancellation);
        var second = await Server.NextReportAsync(_cancellation);

        Assert.Equal(("Root=r1", "Root=r2"), (first.Body, second.Body));
    }

    [Fact]
    public async Task A_handler_that_throws_is_reported_and_the_next_event_is_taken()
    {
        using var loop = Start(invocation => invocation.RequestId == "r1" ? throw new InvalidOperationException("broken \"here\"") : default);
        Server.Send("r1", "");
        Server.Send("r2", "");

        var failed = await Server.NextReportAsync(_cancellation);
        var next = await Server.NextReportAsync(_cancellation);

        Assert.Equal(("/invocation/r1/error", "InvalidOperationException"), (failed.Path, failed.ErrorType));
        var error = JsonNode.Parse(failed.Body);
        Assert.Equal("broken \"here\"", (string?)error?["errorMessage"]);
        Assert.Equal("InvalidOperationException", (string?)error?["errorType"]);
        Assert.NotEmpty(error?["stackTrace"]?.AsArray() ?? []);
        Assert.Equal("/invocation/r2/response", next.Path);
    }

    [Fact]
    public async Task An_answer_that_is_refused_does_not_end_the_loop()
    {
        Server.StatusOfReports = 413;
        using var loop = Start(_ => "x"u8.ToArray());
        Server.Send("r1", "");
        Server.Send("r2", "");

        await Server.NextReportAsync(_cancellation);
        var next = await Server.NextReportAsync(_cancellation);

        Assert.Equal("/invocation/r2/response", next.Path);
    }

    [Fact]
    public async Task A_failing_container_ends_the_loop()
    {
        Server.StatusOfReports = 500;
        Server.Send("r1", "");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() =>
            RuntimeLoop.RunAsync(Api, (_, _) => Task.FromResult<ReadOnlyMemory<byte>>(default), _cancellation));

        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, failure.StatusCode);
    }

    [Fact]
    public async Task The_loop_ends_when_the_Runtime_API_goes_away()
    {
        var loop = Task.Run(() => RuntimeLoop.RunAsync(Api, (_, _) => Task.FromResult<ReadOnlyMemory<byte>>(default), _cancellation), _cancellation);
        Server.Send("r1", "");
        await Server.NextReportAsync(_cancellation);

        await Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => loop);
    }

    [Fact]
    public async Task A_failed_start_is_reported()
    {
        Api.FailInit(new InvalidOperationException("no table"), _cancellation);

        var report = await Server.NextReportAsync(_cancellation);
        Assert.Equal(("/init/error", "InvalidOperationException"), (report.Path, report.ErrorType));
        Assert.Equal("""{"errorMessage":"no table","errorType":"InvalidOperationException","stackTrace":[]}""", report.Body);
    }

    private RunningLoop Start(Func<Invocation, ReadOnlyMemory<byte>> answer) => new(Api, answer);

    /// <summary>A loop that runs until the test is over.</summary>
    private sealed class RunningLoop : IDisposable
    {
        private readonly CancellationTokenSource _end = new();

        public RunningLoop(RuntimeApi api, Func<Invocation, ReadOnlyMemory<byte>> answer) =>
            _ = Task.Run(() => RuntimeLoop.RunAsync(api, (invocation, _) => Task.FromResult(answer(invocation)), _end.Token));

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }
    }
}
