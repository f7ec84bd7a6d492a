using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Logs;

/// <summary>The commands that a person types, with the client that they type them into.</summary>
public sealed class LogsCliTests(LogsClient logs) : IClassFixture<LogsClient>
{
    private const string Second = "/usr/bin/aws";

    /// <summary>Both generations, where both are installed: Debian's package is the second.</summary>
    public static TheoryData<string> Clients => [.. new[] { Second, "aws" }];

    [Theory]
    [MemberData(nameof(Clients))]
    [Parity("logs/cli", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/logs/put-metric-filter.html")]
    public async Task A_metric_filter_is_tried_put_and_read_with_the_AWS_CLI(string client)
    {
        Assert.SkipUnless(IsInstalled(client), $"There is no {client} on this machine.");
        var group = await logs.NewGroupAsync("s");

        var tried = await JsonAsync(client, "logs", "test-metric-filter", "--filter-pattern", "[level=ERROR, ...]", "--log-event-messages", "ERROR one", "INFO two");
        await JsonAsync(
            client, "logs", "put-metric-filter", "--log-group-name", group, "--filter-name", "slow", "--filter-pattern", "{ $.ms >= 100 && $.path = \"/tasks*\" }",
            "--metric-transformations", $"metricName=Slow,metricNamespace={group},metricValue=$.ms,unit=Milliseconds");
        await logs.PutAsync(group, "s", (LogsClient.Now, """{"ms":120,"path":"/tasks/1"}"""), (LogsClient.Now, """{"ms":20,"path":"/tasks/1"}"""));
        var described = await JsonAsync(client, "logs", "describe-metric-filters", "--log-group-name", group);
        var found = await JsonAsync(client, "logs", "filter-log-events", "--log-group-name", group, "--filter-pattern", "{ $.ms >= 100 }");

        Assert.Equal("ERROR", $"{tried["matches"]?[0]?["extractedValues"]?["$level"]}");
        Assert.Equal("Milliseconds", $"{described["metricFilters"]?[0]?["metricTransformations"]?[0]?["unit"]}");
        Assert.Equal(1, found["events"]?.AsArray().Count);
        Assert.Equal("120", await logs.MetricAsync(group, "Slow", "Sum", unit: "Milliseconds"));
    }

    [Fact]
    [Parity("logs/tail", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html")]
    public async Task Tail_shows_what_there_is_and_follows_what_comes()
    {
        Assert.SkipUnless(IsInstalled(Second), $"There is no {Second} on this machine.");
        var group = await logs.NewGroupAsync("a", "b");
        await logs.PutAsync(group, "a", (LogsClient.Now - 7_200_000, "long ago"), (LogsClient.Now - 60_000, "ERROR first"));
        await logs.PutAsync(group, "b", (LogsClient.Now - 50_000, "fine"), (LogsClient.Now - 40_000, "ERROR second"));

        var shown = await RunAsync(Second, "logs", "tail", group, "--since", "1h", "--format", "short", "--filter-pattern", "ERROR");
        using var following = Start(Second, "logs", "tail", group, "--since", "1h", "--follow", "--log-stream-name-prefix", "a");
        var first = await following.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await logs.PutAsync(group, "a", (LogsClient.Now, "later"));
        var second = await following.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        following.Kill(entireProcessTree: true);

        Assert.Equal(["ERROR first", "ERROR second"], shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[(l.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.EndsWith(" a ERROR first", first, StringComparison.Ordinal);
        Assert.EndsWith(" a later", second, StringComparison.Ordinal);
    }

    private static bool IsInstalled(string client) => client.StartsWith('/')
        ? File.Exists(client)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(p => p != "/usr/bin").Any(p => File.Exists(Path.Combine(p, client)));

    private async Task<JsonNode> JsonAsync(string client, params string[] arguments)
    {
        var output = await RunAsync(client, [.. arguments, "--output", "json"]);
        return JsonNode.Parse(output.Length == 0 ? "{}" : output) ?? new JsonObject();
    }

    private async Task<string> RunAsync(string client, params string[] arguments)
    {
        using var process = Start(client, arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    private Process Start(string client, params string[] arguments)
    {
        var start = new ProcessStartInfo(client, [.. arguments, "--endpoint-url", logs.Emulator.Endpoint.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["PYTHONUNBUFFERED"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException($"{client} did not start.");
    }
}
