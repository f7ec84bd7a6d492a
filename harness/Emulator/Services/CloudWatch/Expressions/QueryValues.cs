using TaskTracker.Emulation.Services.CloudWatch.Operations;

namespace TaskTracker.Emulation.Services.CloudWatch.Expressions;

/// <summary>What the queries of one request are worth, each worked out once and only when somebody asks.</summary>
internal sealed class QueryValues(MetricsState state, GetMetricDataRequest request)
{
    private readonly Dictionary<string, MathValue> _known = new(StringComparer.Ordinal);

    /// <summary>What a query answers: the series of a metric, or those that an expression makes.</summary>
    /// <exception cref="Protocols.AwsError">ValidationError: the expression makes a number, or cannot be worked out.</exception>
    public IReadOnlyList<MathValue.Series> SeriesOf(MetricDataQuery query) => ValueOf(query.Id) switch
    {
        MathValue.Series series => [series with { Label = query.Label }],
        MathValue.Several several => [.. several.Items.Select(s => query.Label == query.Id ? s : s with { Label = $"{query.Label} {s.Label}" })],
        _ => throw CloudWatchErrors.BadExpression(query.Id, "It makes a number where a series is expected; TIME_SERIES makes a series of it"),
    };

    private MathValue ValueOf(string id)
    {
        if (_known.TryGetValue(id, out var known)) return known;
        return _known[id] = request.Queries.First(q => q.Id == id) switch
        {
            MetricDataQuery.OfMetric metric => Read(metric),
            MetricDataQuery.OfExpression expression => new MathEvaluation(id, PeriodOf(expression), Scope()).Of(expression.Expression),
            _ => throw new InvalidOperationException($"There is no such query as {id}."),
        };
    }

    private MathValue.Series Read(MetricDataQuery.OfMetric query)
    {
        // Periods begin at multiples of their length, whenever the time asked for begins.
        var first = MetricParameters.FirstPeriod(request.From, query.PeriodSeconds, isAligned: true, state.ThisMinute * 60);
        var periods = state.Read(query.Metric.MetricId, query.Unit, first, request.To, query.PeriodSeconds);
        return new MathValue.Series(query.Label, query.PeriodSeconds, [])
            .With(periods.Select(p => KeyValuePair.Create(p.Begin, query.Statistic.Of(p.Summary) ?? double.NaN)));
    }

    private MathScope Scope() => new(
        request.From, request.To, ValueOf,
        () => [.. request.Queries.OfType<MetricDataQuery.OfMetric>().Select(m => (m.Id, (MathValue.Series)ValueOf(m.Id)))]);

    private int PeriodOf(MetricDataQuery.OfExpression query) =>
        query.PeriodSeconds ?? request.Queries.OfType<MetricDataQuery.OfMetric>().Select(m => m.PeriodSeconds).DefaultIfEmpty(60).Max();
}
