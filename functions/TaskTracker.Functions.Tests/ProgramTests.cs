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
        await using var function = await GetTaskFunction.StartAsync();
        function.Runtime.Send("r1", GetTaskFunction.Event);

        var report = await function.Runtime.NextReportAsync(_cancellation);
        var line = await function.Process.StandardOutput.ReadLineAsync(_cancellation);

        Assert.Equal("/invocation/r1/response", report.Path);
        Assert.Contains("\\\"Title\\\":\\\"Title\\\"", report.Body, StringComparison.Ordinal);
        Assert.Contains("\"requestId\":\"r1\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_thread_that_does_the_work_waits_for_the_network_itself_and_no_connection_is_watched_by_epoll()
    {
        await using var function = await GetTaskFunction.StartAsync();
        function.Runtime.Send("r1", GetTaskFunction.Event);
        var report = await function.Runtime.NextReportAsync(_cancellation);

        var watched = Directory.GetFiles($"/proc/{function.Process.Id}/fdinfo")
            .SelectMany(File.ReadAllLines).Where(line => line.StartsWith("tfd:", StringComparison.Ordinal));

        Assert.Contains("\\\"Title\\\":", report.Body, StringComparison.Ordinal);
        Assert.Empty(watched);
    }

    [Fact]
    public async Task It_speaks_TLS_to_the_table_as_on_AWS()
    {
        using var certificate = ServerCertificate.Create();
        await using var function = await GetTaskFunction.StartAsync(certificate);
        foreach (var id in new[] { "r1", "r2", "r3" })
            function.Runtime.Send(id, GetTaskFunction.Event);

        foreach (var id in new[] { "r1", "r2", "r3" })
        {
            var report = await function.Runtime.NextReportAsync(_cancellation);
            Assert.Equal($"/invocation/{id}/response", report.Path);
            Assert.Contains("\\\"Title\\\":\\\"Title\\\"", report.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("an unknown handler", "Nothing", "Tasks", "There is no handler named 'Nothing'.")]
    [InlineData("no table", "GetTasks", "", "The environment variable TABLE_NAME is not set.")]
    public async Task A_failed_start_is_told_to_the_Runtime_API_and_ends_the_process(string why, string handler, string table, string message)
    {
        await using var runtime = await RuntimeApiServer.StartAsync();
        using var process = Start(runtime.Address, handler, ("TABLE_NAME", table));

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

    private static Process Start(string runtimeApi, string handler, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "bootstrap")) { RedirectStandardOutput = true };
        var runtime = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location))));
        var environment = new Dictionary<string, string?>
        {
            ["DOTNET_ROOT"] = runtime,
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["_HANDLER"] = handler,
            ["TABLE_NAME"] = "Tasks",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return Process.Start(start) ?? throw new InvalidOperationException("Not started");
    }

    /// <summary>The function that reads the one task of a table, in a process of its own.</summary>
    private sealed class GetTaskFunction(TableEndpoint table, RuntimeApiServer runtime, Process process) : IAsyncDisposable
    {
        public const string Event = $$$"""{"version":"2.0","pathParameters":{"TaskId":"{{{Fixtures.Api.Id}}}"}}""";

        public RuntimeApiServer Runtime => runtime;

        public Process Process => process;

        /// <param name="certificate">The table's, when it is spoken to over TLS.</param>
        public static async Task<GetTaskFunction> StartAsync(ServerCertificate? certificate = null)
        {
            var table = await TableEndpoint.StartAsync(certificate?.Value);
            var runtime = await RuntimeApiServer.StartAsync();
            table.Put(Fixtures.Api.Id, ("Title", "Title"));
            (string, string)[] trusted = certificate is null ? [] : [("SSL_CERT_FILE", certificate.Path)];

            return new GetTaskFunction(table, runtime, Start(runtime.Address, "GetTask", [("AWS_ENDPOINT_URL", table.Url), .. trusted]));
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            process.Dispose();
            await runtime.DisposeAsync();
            await table.DisposeAsync();
        }
    }
}
