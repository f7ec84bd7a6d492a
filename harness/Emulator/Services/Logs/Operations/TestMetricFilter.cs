using System.Text;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record TestMetricFilterRequest(string? FilterPattern = null, IReadOnlyList<string>? LogEventMessages = null) : LogsRequest
{
    private const int MostMessages = 50;

    public (string Pattern, IReadOnlyList<string> Messages) Checked()
    {
        var constraints = new LogsConstraints().Present("filterPattern", FilterPattern).Length("filterPattern", FilterPattern, 0, LogsNames.MaxPatternLength)
            .Present("logEventMessages", LogEventMessages).Count("logEventMessages", LogEventMessages, 1, MostMessages);
        foreach (var (i, message) in (LogEventMessages ?? []).Index()) constraints.Length($"logEventMessages.{i + 1}.member", message, 1, int.MaxValue);
        constraints.Check();
        return (FilterPattern ?? "", LogEventMessages ?? []);
    }
}

/// <param name="EventNumber">The message's place in the request, from 0 on.</param>
/// <param name="ExtractedValues">Those of columns, and none for other patterns.</param>
internal sealed record MetricFilterMatchRecord(long EventNumber, string EventMessage, Dictionary<string, string> ExtractedValues);

internal sealed record TestMetricFilterResponse(IReadOnlyList<MetricFilterMatchRecord> Matches);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html</remarks>
internal static class TestMetricFilter
{
    public static TestMetricFilterResponse Execute(TestMetricFilterRequest request)
    {
        var (text, messages) = request.Checked();
        var pattern = FilterPattern.Parse(text, FilterPattern.OfMetrics);
        var matches =
            from message in messages.Index()
            let line = new LogLine(Encoding.UTF8.GetBytes(message.Item))
            where pattern.Matches(line)
            select new MetricFilterMatchRecord(message.Index, message.Item, pattern.Values(line).DistinctBy(v => v.Key).ToDictionary());
        return new TestMetricFilterResponse([.. matches]);
    }
}
