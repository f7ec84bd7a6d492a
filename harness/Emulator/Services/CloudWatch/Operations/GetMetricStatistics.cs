using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <param name="From">In seconds since 1970, as <paramref name="To"/>.</param>
internal sealed record GetMetricStatisticsRequest(
    string MetricName, string MetricId, long From, long To, int PeriodSeconds, IReadOnlyList<Statistic> Statistics, IReadOnlyList<Statistic> Extended, string? Unit)
{
    private const long MaxPoints = 1440;

    public static GetMetricStatisticsRequest Read(Fields fields)
    {
        fields.RefuseOthers("Namespace", "MetricName", "Dimensions", "StartTime", "EndTime", "Period", "Statistics", "ExtendedStatistics", "Unit");
        var key = MetricKey.Of(fields.Namespace(), fields.Name("MetricName"), fields.Dimensions(), "");
        var (from, to) = fields.Times();
        var period = fields.Period();
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
        var first = MetricParameters.FirstPeriod(request.From, request.PeriodSeconds, isAligned: false, state.ThisMinute * 60);
        var points =
            from series in state.SeriesOf(request.MetricId)
            where request.Unit is null || series.Key.Unit == request.Unit
            from period in series.Read(first, request.To, request.PeriodSeconds)
            orderby period.Begin
            select Datapoint(period, series.Key.Unit, request);
        return WireValue.Of(("Label", new WireValue.Text(request.MetricName)), ("Datapoints", WireValue.ListOf(points, p => p)));
    }

    private static WireValue.Structure Datapoint(MetricPeriod period, string unit, GetMetricStatisticsRequest request)
    {
        var plain = request.Statistics.Select(s => (s.Name, (WireValue?)new WireValue.Number(s.Of(period.Summary) ?? 0)));
        var extended = request.Extended.Select(s => (s.Name, Value: s.Of(period.Summary))).Where(s => s.Value is not null)
            .Select(s => new KeyValuePair<string, WireValue>(s.Name, new WireValue.Number(s.Value ?? 0))).ToList();
        return WireValue.Of(
        [
            ("Timestamp", new WireValue.Time(DateTimeOffset.FromUnixTimeSeconds(period.Begin))),
            .. plain,
            ("Unit", new WireValue.Text(unit)),
            ("ExtendedStatistics", request.Extended.Count == 0 ? null : new WireValue.Map(extended)),
        ]);
    }
}
