using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record MetricDataQuery(string Id, string Label, MetricKey Metric, long PeriodMinutes, Statistic Statistic, string? Unit, bool ReturnsData);

/// <param name="From">In minutes since 1970, as <paramref name="To"/>.</param>
internal sealed partial record GetMetricDataRequest(IReadOnlyList<MetricDataQuery> Queries, long From, long To, bool IsAscending)
{
    private const int MaxQueries = 500;
    private const long MaxPoints = 100_800;

    public static GetMetricDataRequest Read(Fields fields)
    {
        fields.RefuseOthers("MetricDataQueries", "StartTime", "EndTime", "ScanBy", "MaxDatapoints");
        var queries = fields.Structures("MetricDataQueries").Select(Query).ToList();
        if (queries.Count == 0) throw CloudWatchErrors.Missing("MetricDataQueries");
        if (queries.Count > MaxQueries) throw CloudWatchErrors.Invalid($"The collection MetricDataQueries must not have a size greater than {MaxQueries}.");
        if (queries.DistinctBy(q => q.Id).Count() < queries.Count) throw CloudWatchErrors.Invalid("The values for parameter id in MetricDataQueries must be unique.");
        var scanBy = fields.Text("ScanBy") ?? "TimestampDescending";
        if (scanBy is not ("TimestampDescending" or "TimestampAscending"))
        {
            throw CloudWatchErrors.Invalid("The parameter ScanBy must be a value in the set [ TimestampDescending, TimestampAscending ].");
        }

        var (from, to) = fields.Minutes();
        var most = Math.Min(fields.Integer("MaxDatapoints") ?? MaxPoints, MaxPoints);
        var points = queries.Sum(q => (to - from + q.PeriodMinutes - 1) / q.PeriodMinutes);
        if (points > most) throw CloudWatchErrors.Invalid($"{points.ToString(CultureInfo.InvariantCulture)} datapoints do not fit into one answer of {most}, and further ones are not supported here: shorten the time or make Period longer.");
        return new GetMetricDataRequest(queries, from, to, scanBy == "TimestampAscending");
    }

    private static MetricDataQuery Query(Fields fields)
    {
        fields.RefuseOthers("Id", "MetricStat", "Label", "ReturnData", "Expression", "Period");
        if (fields.Has("Expression")) throw CloudWatchErrors.NotSupported(fields.Place + "Expression");
        var id = fields.RequiredText("Id");
        if (!IdRegex().IsMatch(id)) throw CloudWatchErrors.Invalid($"The value {id} for parameter {fields.Place}Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
        var stat = fields.Structure("MetricStat") ?? throw CloudWatchErrors.Missing(fields.Place + "MetricStat");
        stat.RefuseOthers("Metric", "Period", "Stat", "Unit");
        var metric = stat.Structure("Metric") ?? throw CloudWatchErrors.Missing(stat.Place + "Metric");
        metric.RefuseOthers("Namespace", "MetricName", "Dimensions");
        var key = MetricKey.Of(metric.Namespace(), metric.Name("MetricName"), metric.Dimensions(), "");
        return new MetricDataQuery(
            id, fields.Text("Label") ?? key.Name, key, stat.PeriodMinutes(), StatisticOf(stat.RequiredText("Stat"), stat.Place), stat.Unit(), fields.Flag("ReturnData") ?? true);
    }

    private static Statistic StatisticOf(string name, string place) => Statistic.Find(name)
        ?? throw (Statistic.IsOfAnotherKind(name) ? CloudWatchErrors.NotSupported($"The statistic {name}") : CloudWatchErrors.Invalid($"The value {name} for parameter {place}Stat is not supported."));

    [GeneratedRegex("^[a-z][a-zA-Z0-9_]*$")]
    private static partial Regex IdRegex();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html</remarks>
internal static class GetMetricData
{
    public static WireValue.Structure Execute(MetricsState state, GetMetricDataRequest request)
    {
        var all = state.All().ToList();
        var results = request.Queries.Where(q => q.ReturnsData).Select(q => Result(all, q, request));
        return WireValue.Of(("MetricDataResults", WireValue.ListOf(results, r => r)), ("Messages", new WireValue.Listed([])));
    }

    private static WireValue.Structure Result(IReadOnlyList<MetricSeries> all, MetricDataQuery query, GetMetricDataRequest request)
    {
        // Periods begin at multiples of their length, whenever the time asked for begins.
        var begin = request.From / query.PeriodMinutes * query.PeriodMinutes;
        var points =
            from series in all
            where series.Key.MetricId == query.Metric.MetricId && (query.Unit is null || series.Key.Unit == query.Unit)
            from period in series.Periods(begin, request.To, query.PeriodMinutes)
            group period.Summary by period.Minute into units
            let value = query.Statistic.Of(units.Aggregate((one, other) => one.With(other)))
            where value is not null
            orderby request.IsAscending ? units.Key : -units.Key
            select (Minute: units.Key, Value: value ?? 0);
        var found = points.ToList();
        return WireValue.Of(
            ("Id", new WireValue.Text(query.Id)), ("Label", new WireValue.Text(query.Label)),
            ("Timestamps", WireValue.ListOf(found, p => new WireValue.Time(DateTimeOffset.FromUnixTimeSeconds(p.Minute * 60)))),
            ("Values", WireValue.ListOf(found, p => new WireValue.Number(p.Value))), ("StatusCode", new WireValue.Text("Complete")));
    }
}
