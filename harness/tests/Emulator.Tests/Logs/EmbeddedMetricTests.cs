using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Logs;

namespace TaskTracker.Emulation.Tests.Logs;

public sealed class EmbeddedMetricTests(LogsClient logs) : IClassFixture<LogsClient>
{
    private const string Specification = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html";

    private static readonly AwsScope Scope = new("000000000000", "us-east-1");

    [Fact]
    [Parity("logs/EMF", Evidence.Documented, Specification)]
    public async Task An_event_brings_its_metrics_along()
    {
        var group = await PutAsync(Event());

        Assert.Equal("100", await logs.MetricAsync(group, "time", "Sum", """[{"Name":"functionVersion","Value":"$LATEST"}]""", unit: "Milliseconds"));
        Assert.Equal("100", await logs.MetricAsync(group, "time", "Sum", """[{"Name":"functionVersion","Value":"$LATEST"},{"Name":"stage","Value":"prod"}]""", unit: "Milliseconds"));
        Assert.Equal("3", await logs.MetricAsync(group, "sizes", "SampleCount", """[{"Name":"functionVersion","Value":"$LATEST"}]"""));
        Assert.Equal("6", await logs.MetricAsync(group, "sizes", "Sum", """[{"Name":"functionVersion","Value":"$LATEST"}]"""));
        Assert.Equal("", await logs.MetricAsync("AWS/Logs", "EMFValidationErrors", "Sum", $$"""[{"Name":"LogGroupName","Value":"{{group}}"}]""", unit: "Count"));
    }

    [Fact]
    [Parity("logs/EMF", Evidence.Documented, Specification)]
    public async Task A_metric_may_have_no_dimensions()
    {
        var group = await PutAsync(Event().Replace("""[["functionVersion"],["functionVersion","stage"]]""", "[[]]", StringComparison.Ordinal));

        Assert.Equal("100", await logs.MetricAsync(group, "time", "Sum", unit: "Milliseconds"));
    }

    /// <summary>Why, what of the event is replaced by what.</summary>
    [Theory]
    [InlineData("no time", "\"Timestamp\":TIME,", "")]
    [InlineData("no namespace", "\"Namespace\":\"SPACE\",", "")]
    [InlineData("AWS's namespace", "\"SPACE\"", "\"AWS/Lambda\"")]
    [InlineData("unknown unit", "\"Milliseconds\"", "\"Apples\"")]
    [InlineData("no dimensions", "\"Dimensions\"", "\"Others\"")]
    [InlineData("dimension that is not there", "\"stage\":\"prod\",", "")]
    [InlineData("dimension that is no text", "\"prod\"", "1")]
    [InlineData("metric that is not there", "\"time\":100,", "")]
    [InlineData("metric that is no number", "\"time\":100", "\"time\":\"fast\"")]
    [InlineData("metric that is no number at all", "\"time\":100", "\"time\":1e999")]
    [InlineData("list with a number that is none", "[1,2,3]", "[1,2,-1e999]")]
    [InlineData("dimension that is half a character", "\"prod\"", "\"prod\\ud83d\"")]
    [InlineData("namespace that is half a character", "\"SPACE\"", "\"\\ud83d\"")]
    [Parity("logs/EMF", Evidence.Documented, Specification)]
    public async Task A_wrong_event_brings_no_metrics_and_is_counted(string why, string part, string replaced)
    {
        var group = await PutAsync(Event(), part, replaced);

        Assert.Equal((why, "1"), (why, await logs.MetricAsync("AWS/Logs", "EMFValidationErrors", "Sum", $$"""[{"Name":"LogGroupName","Value":"{{group}}"}]""", unit: "Count")));
        Assert.Equal("", await logs.MetricAsync(group, "sizes", "Sum", """[{"Name":"functionVersion","Value":"$LATEST"}]"""));
    }

    [Fact]
    [Parity("logs/EMF", Evidence.Documented, Specification)]
    public async Task Other_JSON_and_broken_JSON_bring_nothing()
    {
        var group = await PutAsync("""{"_aws":{"other":1}}""");
        await logs.PutAsync(group, "s", (LogsClient.Now, """{"_aws":{"CloudWatchMetrics":["""), (LogsClient.Now, "text about \"_aws\""));

        Assert.Equal("1", await logs.MetricAsync("AWS/Logs", "EMFParsingErrors", "Sum", $$"""[{"Name":"LogGroupName","Value":"{{group}}"}]""", unit: "Count"));
        Assert.Equal("", await logs.MetricAsync("AWS/Logs", "EMFValidationErrors", "Sum", $$"""[{"Name":"LogGroupName","Value":"{{group}}"}]""", unit: "Count"));
    }

    [Fact]
    [Parity("logs/EMF", Evidence.Documented, Specification)]
    public void A_line_that_a_function_writes_brings_its_metrics_along()
    {
        var counted = new List<MetricValue>();
        var service = new LogsService(Scope, TimeProvider.System, (_, _, _) => true, counted.Add, NullLogger<LogsService>.Instance);
        var line = Event().Replace("TIME", "1700000000000", StringComparison.Ordinal).Replace("SPACE", "Tasks", StringComparison.Ordinal);

        service.Write(Caller.Root(Scope), "/aws/lambda/f", "s", [(1, "START"u8.ToArray()), (2, Encoding.UTF8.GetBytes(line)), (3, "END"u8.ToArray())]);

        Assert.Equal(8, counted.Count);
        Assert.All(counted, m => Assert.Equal(("Tasks", 1_700_000_000L), (m.Namespace, m.Time.ToUnixTimeSeconds())));
    }

    [Fact]
    public async Task A_metric_beside_a_name_that_is_half_a_character_is_taken()
    {
        var group = await PutAsync(Event(), "\"requestId\"", "\"\\ud83d\"");

        Assert.Equal("6", await logs.MetricAsync(group, "sizes", "Sum", """[{"Name":"functionVersion","Value":"$LATEST"}]"""));
    }

    [Theory]
    [InlineData(-15 * 24)]
    [InlineData(3)]
    [InlineData(9_000_000)]
    [Parity("logs/EMF", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html")]
    public async Task A_metric_of_another_time_is_left_out_and_others_stay(int hours)
    {
        var group = await PutAsync(Event());
        var time = LogsClient.Now + (hours * 3_600_000L);

        await logs.PutAsync(
            group, "s", (LogsClient.Now, Event().Replace("TIME", $"{time}", StringComparison.Ordinal).Replace("SPACE", group, StringComparison.Ordinal)));

        Assert.Equal("6", await logs.MetricAsync(group, "sizes", "Sum", """[{"Name":"functionVersion","Value":"$LATEST"}]"""));
    }

    private static string Event() => """
        {"_aws":{"Timestamp":TIME,"CloudWatchMetrics":[{"Namespace":"SPACE","Dimensions":[["functionVersion"],["functionVersion","stage"]],
        "Metrics":[{"Name":"time","Unit":"Milliseconds","StorageResolution":60},{"Name":"sizes"}]}]},"functionVersion":"$LATEST","stage":"prod","time":100,"sizes":[1,2,3],"requestId":"r"}
        """;

    /// <returns>The group, whose name is the namespace too.</returns>
    private async Task<string> PutAsync(string message, string part = "", string replaced = "")
    {
        var group = await logs.NewGroupAsync("s");
        if (part.Length > 0) message = message.Replace(part, replaced, StringComparison.Ordinal);
        message = message.Replace("TIME", $"{LogsClient.Now}", StringComparison.Ordinal).Replace("SPACE", group, StringComparison.Ordinal);
        await logs.PutAsync(group, "s", (LogsClient.Now, message));
        return group;
    }
}
