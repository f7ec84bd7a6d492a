using System.Diagnostics;
using System.Text.Json.Nodes;
using TaskTracker.Functions.Tests.Fixtures;

namespace TaskTracker.Functions.Tests;

/// <summary>The executable itself, as Lambda starts it.</summary>
public sealed class ProgramTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_events_from_the_Runtime_API_with_what_the_table_holds()
    {
        await using var table = await TableEndpoint.StartAsync();
        await using var runtime = await RuntimeApiServer.StartAsync();
        table.Put(Fixtures.Api.Id, ("Title", "Title"));
        using var process = Start(runtime.Address, "GetTask", ("AWS_ENDPOINT_URL", table.Url));
        runtime.Send("r1", $$$"""{"version":"2.0","pathParameters":{"TaskId":"{{{Fixtures.Api.Id}}}"}}""");

        var report = await runtime.NextReportAsync(_cancellation);
        var line = await process.StandardOutput.ReadLineAsync(_cancellation);

        Assert.Equal("/invocation/r1/response", report.Path);
        Assert.Contains("\\\"Title\\\":\\\"Title\\\"", report.Body, StringComparison.Ordinal);
        Assert.Contains("\"requestId\":\"r1\"", line, StringComparison.Ordinal);
        process.Kill();
    }

    [Fact]
    public async Task The_thread_that_does_the_work_waits_for_the_network_itself_and_no_connection_is_watched_by_epoll()
    {
        await using var table = await TableEndpoint.StartAsync();
        await using var runtime = await RuntimeApiServer.StartAsync();
        table.Put(Fixtures.Api.Id, ("Title", "Title"));
        using var process = Start(runtime.Address, "GetTask", ("AWS_ENDPOINT_URL", table.Url));
        runtime.Send("r1", $$$"""{"version":"2.0","pathParameters":{"TaskId":"{{{Fixtures.Api.Id}}}"}}""");
        var report = await runtime.NextReportAsync(_cancellation);

        var watched = Directory.GetFiles($"/proc/{process.Id}/fdinfo")
            .SelectMany(File.ReadAllLines).Where(line => line.StartsWith("tfd:", StringComparison.Ordinal));

        Assert.Contains("\\\"Title\\\":", report.Body, StringComparison.Ordinal);
        Assert.Empty(watched);
        process.Kill();
    }

    [Theory]
    [InlineData("an unknown handler", "Nothing", "TABLE_NAME", "There is no handler named 'Nothing'.")]
    [InlineData("no table", "GetTasks", "NO_TABLE", "The environment variable TABLE_NAME is not set.")]
    public async Task A_failed_start_is_told_to_the_Runtime_API_and_ends_the_process(string why, string handler, string variable, string message)
    {
        await using var runtime = await RuntimeApiServer.StartAsync();
        using var process = Start(runtime.Address, handler, (variable, "Tasks"));

        var report = await runtime.NextReportAsync(_cancellation);
        await process.WaitForExitAsync(_cancellation);

        Assert.Equal("/init/error", report.Path);
        Assert.True((string?)JsonNode.Parse(report.Body)?["errorMessage"] == message, why);
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public async Task The_process_ends_when_the_Runtime_API_goes_away()
    {
        await using var runtime = await RuntimeApiServer.StartAsync();
        using var process = Start(runtime.Address, "GetTask", ("TABLE_NAME", "Tasks"));
        runtime.Send("r1", """{"pathParameters":{"TaskId":"invalid-id"}}""");
        await runtime.NextReportAsync(_cancellation);

        await runtime.DisposeAsync();
        await process.WaitForExitAsync(_cancellation);

        Assert.Equal(1, process.ExitCode);
    }

    private static Process Start(string runtimeApi, string handler, (string Name, string Value) variable)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "bootstrap")) { RedirectStandardOutput = true };
        var runtime = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location))));
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_ROOT"] = runtime,
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["_HANDLER"] = handler,
            ["TABLE_NAME"] = variable.Name == "NO_TABLE" ? null : "Tasks",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            [variable.Name] = variable.Value,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return Process.Start(start) ?? throw new InvalidOperationException("Not started");
    }
}
