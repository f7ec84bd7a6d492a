namespace TaskTracker.Emulation.Tests.Logs;

/// <summary>The commands that a person types, with the client that they type them into.</summary>
public sealed class LogsCliTests(LogsClient logs) : IClassFixture<LogsClient>
{
    [Theory]
    [MemberData(nameof(AwsCli.Clients), MemberType = typeof(AwsCli))]
    [Parity("logs/cli", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/logs/put-metric-filter.html")]
    public async Task A_metric_filter_is_tried_put_and_read_with_the_AWS_CLI(string client)
    {
        var aws = AwsCli.OrSkip(client, logs.Emulator.Endpoint);
        var group = await logs.NewGroupAsync("s");

        var tried = await aws.JsonAsync("logs", "test-metric-filter", "--filter-pattern", "[level=ERROR, ...]", "--log-event-messages", "ERROR one", "INFO two");
        await aws.JsonAsync(
            "logs", "put-metric-filter", "--log-group-name", group, "--filter-name", "slow", "--filter-pattern", "{ $.ms >= 100 && $.path = \"/tasks*\" }",
            "--metric-transformations", $"metricName=Slow,metricNamespace={group},metricValue=$.ms,unit=Milliseconds");
        await logs.PutAsync(group, "s", (LogsClient.Now, """{"ms":120,"path":"/tasks/1"}"""), (LogsClient.Now, """{"ms":20,"path":"/tasks/1"}"""));
        var described = await aws.JsonAsync("logs", "describe-metric-filters", "--log-group-name", group);
        var found = await aws.JsonAsync("logs", "filter-log-events", "--log-group-name", group, "--filter-pattern", "{ $.ms >= 100 }");

        Assert.Equal("ERROR", $"{tried["matches"]?[0]?["extractedValues"]?["$level"]}");
        Assert.Equal("Milliseconds", $"{described["metricFilters"]?[0]?["metricTransformations"]?[0]?["unit"]}");
        Assert.Equal(1, found["events"]?.AsArray().Count);
        Assert.Equal("120", await logs.MetricAsync(group, "Slow", "Sum", unit: "Milliseconds"));
    }

    [Fact]
    [Parity("logs/tail", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html")]
    public async Task Tail_shows_what_there_is_and_follows_what_comes()
    {
        var aws = AwsCli.OrSkip(AwsCli.Second, logs.Emulator.Endpoint);
        var group = await logs.NewGroupAsync("a", "b");
        await logs.PutAsync(group, "a", (LogsClient.Now - 7_200_000, "long ago"), (LogsClient.Now - 60_000, "ERROR first"));
        await logs.PutAsync(group, "b", (LogsClient.Now - 50_000, "fine"), (LogsClient.Now - 40_000, "ERROR second"));

        var shown = await aws.RunAsync("logs", "tail", group, "--since", "1h", "--format", "short", "--filter-pattern", "ERROR");
        using var following = aws.Start("logs", "tail", group, "--since", "1h", "--follow", "--log-stream-name-prefix", "a");
        var first = await following.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await logs.PutAsync(group, "a", (LogsClient.Now, "later"));
        var second = await following.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        following.Kill(entireProcessTree: true);

        Assert.Equal(["ERROR first", "ERROR second"], shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[(l.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.EndsWith(" a ERROR first", first, StringComparison.Ordinal);
        Assert.EndsWith(" a later", second, StringComparison.Ordinal);
    }
}
