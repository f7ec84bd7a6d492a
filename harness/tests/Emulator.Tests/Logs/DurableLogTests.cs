using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Logs;
using TaskTracker.Emulation.Tests.Journal;
using TaskTracker.Emulation.Tests.Security;

namespace TaskTracker.Emulation.Tests.Logs;

/// <summary>Logs in a data directory.</summary>
public sealed class DurableLogTests : IDisposable
{
    private const string Embedded = """{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"n","Dimensions":[[]],"Metrics":[{"Name":"m"}]}]},"m":1}""";

    /// <summary>As JSON has them.</summary>
    private static readonly string[] Names = ["a", """a\u0000b""", """a\u0000c"""];

    private static readonly AwsScope Scope = new("000000000000", "us-east-1");

    private readonly DataFolder _data = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_wrong_with_the_lines_of_one_stream_is_told_and_does_not_concern_others(bool isKept)
    {
        using var told = new KeptLogs();
        var logs = new LogsService(Scope, TimeProvider.System, (_, _, _) => true, _ => throw new InvalidOperationException("a bug"), told.CreateLogger<LogsService>());
        using var ledger = isKept ? Ledger.OpenFor(new EmulatorOptions { DataDirectory = _data.Path }, logs.Service.Durable, NullLoggerFactory.Instance) : null;

        logs.Write(Caller.Root(Scope), "g", "a", [(1, Encoding.UTF8.GetBytes(Embedded))]);
        logs.Write(Caller.Root(Scope), "g", "b", [(1, "fine"u8.ToArray())]);
        await logs.DisposeAsync();

        Assert.Single(logs.State.Get("g").Get("b").Between(0, 10));
        Assert.Contains("a bug", Assert.Single(told.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_NUL_in_the_name_of_a_stream_or_a_filter_is_kept()
    {
        var now = LogsClient.Now;
        await _data.RunAsync(async http =>
        {
            await CallAsync(http, "CreateLogGroup", """{"logGroupName":"g"}""");
            foreach (var name in Names)
            {
                await CallAsync(http, "CreateLogStream", LogsClient.Stream("g", name));
                await CallAsync(http, "PutLogEvents", LogsClient.Stream("g", name, $$""","logEvents":[{"timestamp":{{now}},"message":"{{name}}"}]"""));
                await CallAsync(http, "PutMetricFilter", $$"""{"logGroupName":"g","filterName":"{{name}}","filterPattern":"x","metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"1"}]}""");
            }

            await CallAsync(http, "DeleteLogStream", LogsClient.Stream("g", "a"));
            await CallAsync(http, "DeleteMetricFilter", """{"logGroupName":"g","filterName":"a\u0000c"}""");
        });

        JsonNode? streams = null, filters = null, events = null;
        await _data.RunAsync(async http =>
        {
            streams = await CallAsync(http, "DescribeLogStreams", """{"logGroupName":"g"}""");
            filters = await CallAsync(http, "DescribeMetricFilters", """{"logGroupName":"g"}""");
            events = await CallAsync(http, "FilterLogEvents", """{"logGroupName":"g"}""");
        });

        Assert.Equal(["a\0b", "a\0c"], streams?["logStreams"]?.AsArray().Select(s => $"{s?["logStreamName"]}"));
        Assert.Equal(["a", "a\0b"], filters?["metricFilters"]?.AsArray().Select(f => $"{f?["filterName"]}").Order(StringComparer.Ordinal));
        Assert.Equal(["a\0b a\0b", "a\0c a\0c"], events?["events"]?.AsArray().Select(e => $"{e?["logStreamName"]} {e?["message"]}"));
    }

    public void Dispose() => _data.Dispose();

    private static async Task<JsonNode?> CallAsync(SignedHttp http, string operation, string body)
    {
        var answer = await http.JsonAsync("logs", "Logs_20140328." + operation, body, "1.1");
        Assert.True(answer.Status == 200, $"{operation}: {answer.Status} {answer.Body}");
        return answer.Body.Length == 0 ? null : JsonNode.Parse(answer.Body);
    }
}
