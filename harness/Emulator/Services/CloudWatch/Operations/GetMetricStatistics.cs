using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <param name="From">In minutes since 1970, as <paramref name="To"/>.</param>
internal sealed record GetMetricStatisticsRequest(
    string MetricName, string MetricId, long From, long To, long PeriodMinutes, IReadOnlyList<Statistic> Statistics, IReadOnlyList<Statistic> Extended, string? Unit)
{
    private const long MaxPoints = 1440;

    public static GetMetricStatisticsRequest Read(Fields fields)
    {
        fields.RefuseOthers("Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics", "ExtendedStatistics", "Unit");
        var key = MetricKey.Of(fields.Namespace(), fields.Name("MetricName"), fields.Dimensions(), "");
        var (from, to) = fields.Minutes();
        var period = fields.PeriodMinutes();
        var points = (to - from + period - 1) / period;
        if (points > MaxPoints) throw CloudWatchErrors.TooManyPoints(points);

        if (!fields.Has("Statistics") && !fields.Has("ExtendedStatistics")) throw CloudWatchErrors.Missing("Statistics");
        if (fields.Has("Statistics") && fields.Has("ExtendedStatistics")) throw CloudWatchErrors.Exclusive("Statistics", "ExtendedStatistics");
        return new GetMetricStatisticsRequest(
            key.Name, key.MetricId, from, to, period, [.. fields.Texts("Statistics").Select(PlainOf)], [.. fields.Texts("ExtendedStatistics").Select(ExtendedOf)], fields.Unit());
    }

    private static Statistic PlainOf(string name) => Statistic.Plain.FirstOrDefault(s => s.Name == name)
        ?? throw CloudWatchErrors.Invalid($"The parameter Statistics.member must be a value in the set [ {string.Join(", ", Statistic.Plain.Select(s => s.Name))} ].");

    private static Statistic ExtendedOf(string name) => Statistic.Extended(name)
        ?? throw (Statistic.IsOfAnotherKind(name) ? CloudWatchErrors.NotSupported($"The statistic {name}") : CloudWatchErrors.Invalid($"The value {name} for parameter ExtendedStatistics.member is not supported."));
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html</remarks>
internal static class GetMetricStatistics
{
    public static WireValue.Structure Execute(MetricsState state, GetMetricStatisticsRequest request)
    {
        var points =
            from series in state.All()
            where series.Key.MetricId == request.MetricId && (request.Unit is null || series.Key.Unit == request.Unit)
            from period in series.Periods(request.From, request.To, request.PeriodMinutes)
            orderby period.Minute
            select Datapoint(period.Minute, period.Summary, series.Key.Unit, request);
        return WireValue.Of(("Label", new WireValue.Text(request.MetricName)), ("Datapoints", WireValue.ListOf(points, p => p)));
    }

    private static WireValue.Structure Datapoint(long minute, Summary summary, string unit, GetMetricStatisticsRequest request)
    {
        var plain = request.Statistics.Select(s => (s.Name, (WireValue?)new WireValue.Number(s.Of(summary) ?? 0)));
        var extended = request.Extended.Select(s => (s.Name, Value: s.Of(summary))).Where(s => s.Value is not null)
            .Select(s => new KeyValuePair<string, WireValue>(s.Name, new WireValue.Number(s.Value ?? 0))).ToList();
        return WireValue.Of(
        [
            ("Timestamp", new WireValue.Time(DateTimeOffset.FromUnixTimeSeconds(minute * 60))),
            .. plain,
            ("Unit", new WireValue.Text(unit)),
            ("ExtendedStatistics", request.Extended.Count == 0 ? null : new WireValue.Map(extended)),
        ]);
    }
}
