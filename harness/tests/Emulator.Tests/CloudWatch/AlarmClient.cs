using System.Globalization;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>An emulator, alarms asked for over JSON, and the clock in minutes.</summary>
public sealed class AlarmClient : IAsyncLifetime
{
    private readonly CloudWatchClient _metrics = new();

    public SignedHttp Http => _metrics.Http;

    public CloudWatchClient Metrics => _metrics;

    public ValueTask InitializeAsync() => _metrics.InitializeAsync();

    public ValueTask DisposeAsync() => _metrics.DisposeAsync();

    /// <summary>An alarm on the sum of a metric <c>m</c> of a minute, which is to be over 1.</summary>
    /// <param name="name">Of the alarm and, below <c>Test/</c>, of its metric's namespace.</param>
    /// <param name="members">Further members, each with a comma before it; they win over the usual ones.</param>
    public Task<JsonNode> PutAsync(string name, string members = "")
    {
        var request = JsonNode.Parse($$"""
            {"AlarmName":"{{name}}","Namespace":"Test/{{name}}","MetricName":"m","Statistic":"Sum","Period":60,"EvaluationPeriods":1,"Threshold":1,"ComparisonOperator":"GreaterThanThreshold"}
            """)?.AsObject() ?? [];
        foreach (var (key, value) in JsonNode.Parse($$"""{"x":0{{members}}}""")?.AsObject() ?? []) if (key != "x") request[key] = value?.DeepClone();
        if (request.ContainsKey("ExtendedStatistic")) request.Remove("Statistic");
        return _metrics.CallAsync("PutMetricAlarm", request.ToJsonString());
    }

    /// <summary>Data of now.</summary>
    public Task<JsonNode> RecordAsync(string name, double value) =>
        _metrics.PutAsync("Test/" + name, string.Create(CultureInfo.InvariantCulture, $"\"MetricName\":\"m\",\"Value\":{value}"));

    public Task AdvanceAsync(int minutes) => _metrics.Emulator.AdvanceClockAsync($"PT{minutes.ToString(CultureInfo.InvariantCulture)}M");

    /// <summary>Moves the clock to the beginning of a minute, so that what follows falls into one.</summary>
    public async Task NextMinuteAsync()
    {
        var now = await NowAsync();
        await _metrics.Emulator.AdvanceClockAsync($"PT{(60.05 - now.Second - (now.Millisecond / 1000.0)).ToString("0.000", CultureInfo.InvariantCulture)}S");
    }

    public async Task<DateTimeOffset> NowAsync() => DateTimeOffset.Parse(await _metrics.Emulator.ClockAsync(), CultureInfo.InvariantCulture);

    public async Task<JsonNode> DescribeAsync(string name)
    {
        var answer = await _metrics.CallAsync("DescribeAlarms", $$"""{"AlarmNames":["{{name}}"]}""");
        return Assert.Single(answer["MetricAlarms"]?.AsArray() ?? []) ?? throw new InvalidOperationException("The alarm is null.");
    }

    public async Task<string> StateAsync(string name) => $"{(await DescribeAsync(name))["StateValue"]}";

    /// <summary>Summaries of what happened, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> HistoryAsync(string name, string members = "")
    {
        var answer = await _metrics.CallAsync("DescribeAlarmHistory", $$"""{"AlarmName":"{{name}}","ScanBy":"TimestampAscending"{{members}}}""");
        return [.. (answer["AlarmHistoryItems"]?.AsArray() ?? []).OfType<JsonNode>()];
    }

    /// <summary>The inbox, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> InboxAsync()
    {
        using var http = new HttpClient { BaseAddress = _metrics.Emulator.Endpoint };
        var answer = JsonNode.Parse(await http.GetStringAsync(new Uri("/_tasktracker/inbox", UriKind.Relative), TestContext.Current.CancellationToken));
        return [.. (answer?["notifications"]?.AsArray() ?? []).OfType<JsonNode>()];
    }
}
