using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Services.CloudWatch.Expressions;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal abstract record MetricDataQuery(string Id, string Label, bool ReturnsData)
{
    public sealed record OfMetric(string Id, string Label, bool ReturnsData, MetricKey Metric, int PeriodSeconds, Statistic Statistic, string? Unit)
        : MetricDataQuery(Id, Label, ReturnsData);

    /// <param name="PeriodSeconds">Of series that are made of a number; <c>null</c> for the longest of the metrics.</param>
    public sealed record OfExpression(string Id, string Label, bool ReturnsData, MathExpression Expression, int? PeriodSeconds)
        : MetricDataQuery(Id, Label, ReturnsData);
}

/// <param name="From">In seconds since 1970, as <paramref name="To"/>.</param>
/// <param name="Most">Data points of one answer.</param>
/// <param name="Skip">How many came in the answers before.</param>
internal sealed partial record GetMetricDataRequest(IReadOnlyList<MetricDataQuery> Queries, long From, long To, bool IsAscending, int Most, int Skip)
{
    private const int MaxQueries = 500;
    private const int MaxPoints = 100_800;
    private const int MaxExpression = 2048;
    private static readonly string[] Orders = ["TimestampDescending", "TimestampAscending"];

    public static GetMetricDataRequest Read(Fields fields)
    {
        fields.RefuseOthers("MetricDataQueries", "StartTime", "EndTime", "ScanBy", "MaxDatapoints", "NextToken", "LabelOptions");
        var queries = fields.Structures("MetricDataQueries").Select(Query).ToList();
        if (queries.Count == 0) throw CloudWatchErrors.Missing("MetricDataQueries");
        if (queries.Count > MaxQueries) throw CloudWatchErrors.Invalid($"The collection MetricDataQueries must not have a size greater than {MaxQueries}.");
        if (queries.DistinctBy(q => q.Id).Count() < queries.Count) throw CloudWatchErrors.Invalid("The values for parameter id in MetricDataQueries must be unique.");
        CheckReferences(queries);
        var scanBy = fields.Text("ScanBy") ?? Orders[0];
        if (!Orders.Contains(scanBy)) throw CloudWatchErrors.Invalid($"The parameter ScanBy must be a value in the set [ {string.Join(", ", Orders)} ].");
        var (from, to) = fields.Times();
        var most = fields.Integer("MaxDatapoints") ?? MaxPoints;
        if (most is < 1 or > MaxPoints) throw CloudWatchErrors.Invalid($"The value {most} for parameter MaxDatapoints is invalid. It must be between 1 and {MaxPoints}.");
        return new GetMetricDataRequest(queries, from, to, scanBy == Orders[1], most, SkipOf(fields.Text("NextToken")));
    }

    private static MetricDataQuery Query(Fields fields)
    {
        fields.RefuseOthers("Id", "MetricStat", "Label", "ReturnData", "Expression", "Period");
        var id = fields.RequiredText("Id");
        if (!IdRegex().IsMatch(id)) throw CloudWatchErrors.Invalid($"The value {id} for parameter {fields.Place}Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
        if (fields.Has("MetricStat") && fields.Has("Expression")) throw CloudWatchErrors.Exclusive(fields.Place + "MetricStat", fields.Place + "Expression");
        var (label, returnsData) = (fields.Text("Label"), fields.Flag("ReturnData") ?? true);
        if (label?.Contains("${", StringComparison.Ordinal) == true) throw CloudWatchErrors.NotSupported($"{fields.Place}Label with ${{…}}");
        if (fields.Text("Expression") is { } expression)
        {
            if (expression.Length > MaxExpression) throw CloudWatchErrors.Invalid($"The value for parameter {fields.Place}Expression must be shorter than {MaxExpression + 1} characters.");
            return new MetricDataQuery.OfExpression(id, label ?? id, returnsData, MathReader.Read(id, expression), fields.Has("Period") ? fields.Period() : null);
        }

        var stat = fields.Structure("MetricStat") ?? throw CloudWatchErrors.Missing(fields.Place + "MetricStat");
        stat.RefuseOthers("Metric", "Period", "Stat", "Unit");
        var metric = stat.Structure("Metric") ?? throw CloudWatchErrors.Missing(stat.Place + "Metric");
        metric.RefuseOthers("Namespace", "MetricName", "Dimensions");
        var key = MetricKey.Of(metric.Namespace(), metric.Name("MetricName"), metric.Dimensions(), "");
        return new MetricDataQuery.OfMetric(id, label ?? key.Name, returnsData, key, stat.Period(), StatisticOf(stat.RequiredText("Stat"), stat.Place), stat.Unit());
    }

    /// <summary>Expressions refer to queries that there are, and to none that refers back.</summary>
    private static void CheckReferences(List<MetricDataQuery> queries)
    {
        var left = queries.OfType<MetricDataQuery.OfExpression>().ToList();
        var known = queries.OfType<MetricDataQuery.OfMetric>().Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var query in left)
        {
            if (query.Expression.Ids().FirstOrDefault(id => queries.All(q => q.Id != id)) is { } unknown) throw CloudWatchErrors.BadExpression(query.Id, $"Unknown id '{unknown}'");
        }

        while (left.Count > 0)
        {
            var next = left.Find(q => q.Expression.Ids().All(known.Contains)) ?? throw CloudWatchErrors.BadExpression(left[0].Id, "It refers to itself");
            known.Add(next.Id);
            left.Remove(next);
        }
    }

    private static Statistic StatisticOf(string name, string place) => Statistic.Find(name)
        ?? throw (Statistic.IsOfAnotherKind(name) ? CloudWatchErrors.NotSupported($"The statistic {name}") : CloudWatchErrors.Invalid($"The value {name} for parameter {place}Stat is not supported."));

    private static int SkipOf(string? token) => token is null ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip
        : throw CloudWatchErrors.BadNextToken();

    [GeneratedRegex("^[a-z][a-zA-Z0-9_]*$")]
    private static partial Regex IdRegex();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html</remarks>
internal static class GetMetricData
{
    public static WireValue.Structure Execute(MetricsState state, GetMetricDataRequest request)
    {
        var values = new QueryValues(state, request);
        var (skip, room) = (request.Skip, request.Most);
        var results = new List<WireValue.Structure>();
        foreach (var query in request.Queries.Where(q => q.ReturnsData))
        {
            foreach (var series in values.SeriesOf(query))
            {
                var points = (request.IsAscending ? series.Points : series.Points.Reverse()).Skip(skip).ToList();
                skip = Math.Max(0, skip - series.Points.Count);
                results.Add(Result(query.Id, series.Label, [.. points.Take(room)], isComplete: points.Count <= room));
                room -= Math.Min(room, points.Count);
            }
        }

        var isAll = results.TrueForAll(r => r["StatusCode"] is WireValue.Text { Value: "Complete" });
        return WireValue.Of(
            ("MetricDataResults", WireValue.ListOf(results, r => r)), ("Messages", new WireValue.Listed([])),
            ("NextToken", isAll ? null : new WireValue.Text((request.Skip + request.Most).ToString(CultureInfo.InvariantCulture))));
    }

    private static WireValue.Structure Result(string id, string label, IReadOnlyList<KeyValuePair<long, double>> points, bool isComplete) => WireValue.Of(
        ("Id", new WireValue.Text(id)), ("Label", new WireValue.Text(label)),
        ("Timestamps", WireValue.ListOf(points, p => new WireValue.Time(DateTimeOffset.FromUnixTimeSeconds(p.Key)))),
        ("Values", WireValue.ListOf(points, p => new WireValue.Number(p.Value))), ("StatusCode", new WireValue.Text(isComplete ? "Complete" : "PartialData")));
}
