using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class MetricFilterStackTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Page = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-metricfilter.html";

    private const string Template = """
        Resources:
          Group:
            Type: AWS::Logs::LogGroup
            Properties: { LogGroupName: filtered-STACK }
          Slow:
            Type: AWS::Logs::MetricFilter
            Properties:
              LogGroupName: !Ref Group
              FilterPattern: 'PATTERN'
              MetricTransformations:
                - MetricName: Slow
                  MetricNamespace: Stack
                  MetricValue: $.ms
                  Unit: Milliseconds
                  Dimensions: [ { Key: Path, Value: $.path } ]
          Errors:
            Type: AWS::Logs::MetricFilter
            Properties:
              FilterName: errors
              LogGroupName: !Ref Group
              FilterPattern: ERROR
              MetricTransformations: [ { MetricName: Errors, MetricNamespace: Stack, MetricValue: '1', DefaultValue: 0.5 } ]
        Outputs:
          Slow: { Value: !Ref Slow }
        """;

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation/AWS::Logs::MetricFilter", Evidence.Documented, Page)]
    public async Task Metric_filters_come_change_and_go_with_their_stack()
    {
        await _stacks.DeployAsync("filters", TemplateOf("filters", "{ $.ms > 100 }"));
        var made = await FiltersAsync("filters");
        await _stacks.DeployAsync("filters", TemplateOf("filters", "{ $.ms > 200 }"), "UPDATE");
        var changed = await FiltersAsync("filters");
        await _stacks.DeployAsync("filters", TemplateOf("filters", "{ $.ms > 200 }").Replace("FilterName: errors", "FilterName: failures", StringComparison.Ordinal), "UPDATE");
        var replaced = await FiltersAsync("filters");
        await _stacks.CallAsync("DeleteStack", ("StackName", "filters"));

        Assert.Equal(["errors", "filters-Slow-"], made.Select(NameOf));
        Assert.Equal(
            ["""{"metricName":"Errors","metricNamespace":"Stack","metricValue":"1","defaultValue":0.5}""", """{"metricName":"Slow","metricNamespace":"Stack","metricValue":"$.ms","dimensions":{"Path":"$.path"},"unit":"Milliseconds"}"""],
            made.Select(f => f?["metricTransformations"]?[0]?.ToJsonString()));
        Assert.Equal("{ $.ms > 200 }", $"{changed[1]?["filterPattern"]}");
        Assert.Equal(["failures", "filters-Slow-"], replaced.Select(NameOf));
        Assert.Equal(400, (await DescribeAsync("filters")).Status);
    }

    [Fact]
    [Parity("cloudformation/AWS::Logs::MetricFilter", Evidence.Documented, Page)]
    public async Task A_filter_that_Logs_refuses_fails_with_what_Logs_says()
    {
        await _stacks.DeployAsync("refused", TemplateOf("refused", "slow"));

        var events = await _stacks.EventsAsync("refused");

        Assert.Contains(events, e => e.StartsWith("Slow CREATE_FAILED Resource handler returned message: \"Invalid metric transformation: metric value $.ms must be a valid number (Service: CloudWatchLogs", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }

    private static string TemplateOf(string stack, string pattern) => Template.Replace("STACK", stack, StringComparison.Ordinal).Replace("PATTERN", pattern, StringComparison.Ordinal);

    /// <summary>The name, or what comes before the letters that are made up.</summary>
    private static string NameOf(JsonNode? filter) => $"{filter?["filterName"]}" is { Length: > 20 } made ? made[..^12] : $"{filter?["filterName"]}";

    private Task<HttpAnswer> DescribeAsync(string stack) => _http.JsonAsync("logs", "Logs_20140328.DescribeMetricFilters", $$"""{"logGroupName":"filtered-{{stack}}"}""", "1.1");

    private async Task<JsonArray> FiltersAsync(string stack) => JsonNode.Parse((await DescribeAsync(stack)).Body)?["metricFilters"]?.AsArray() ?? [];
}
