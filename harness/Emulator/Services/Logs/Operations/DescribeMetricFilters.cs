using TaskTracker.Emulation.Services.Logs.Metrics;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record DescribeMetricFiltersRequest(
    string? LogGroupName = null, string? FilterNamePrefix = null, string? NextToken = null, int? Limit = null, string? MetricName = null, string? MetricNamespace = null) : LogsRequest
{
    private const int MostFilters = 50;

    public int Count => Limit ?? MostFilters;

    public override void Check()
    {
        var constraints = new LogsConstraints().Token(NextToken).Limit(Limit, MostFilters);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("metricName", MetricName), ("metricNamespace", MetricNamespace)])
        {
            constraints.Length(name, value, 0, LogsNames.MaxMetricLength).Pattern(name, value, LogsNames.MetricPattern(), "[^:*$]*");
        }

        if (LogGroupName is not null) constraints.Group(LogGroupName);
        if (FilterNamePrefix is not null) constraints.Named("filterNamePrefix", FilterNamePrefix);
        constraints.Check();
        if (MetricName is null != MetricNamespace is null) throw LogsErrors.Invalid("The parameters metricName and metricNamespace must be given together.");
    }

    public bool Selects(MetricFilterSettings filter) =>
        filter.Name.StartsWith(FilterNamePrefix ?? "", StringComparison.Ordinal)
        && (MetricName is null || (filter.Transformation.MetricName == MetricName && filter.Transformation.MetricNamespace == MetricNamespace));
}

internal sealed record MetricFilterView(
    string FilterName, string FilterPattern, IReadOnlyList<MetricTransformation> MetricTransformations, long CreationTime, string LogGroupName, bool ApplyOnTransformedLogs);

internal sealed record DescribeMetricFiltersResponse(IReadOnlyList<MetricFilterView> MetricFilters, string? NextToken);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html</remarks>
internal static class DescribeMetricFilters
{
    public static DescribeMetricFiltersResponse Execute(LogsState state, DescribeMetricFiltersRequest request)
    {
        IEnumerable<LogGroup> groups = request.LogGroupName is { } name ? [state.Get(name)] : state.Groups;
        var all = groups.SelectMany(g => g.Filters.Where(f => request.Selects(f.Settings)).Select(f => View(g.Name, f.Settings))).OrderBy(KeyOf, StringComparer.Ordinal);
        var page = NamePage<MetricFilterView>.Of(all, KeyOf, request.NextToken, request.Count);
        return new DescribeMetricFiltersResponse(page.Items, page.NextToken);
    }

    private static string KeyOf(MetricFilterView view) => $"{view.FilterName}\0{view.LogGroupName}";

    private static MetricFilterView View(string group, MetricFilterSettings filter) =>
        new(filter.Name, filter.Pattern, [filter.Transformation], filter.CreatedAt.ToUnixTimeMilliseconds(), group, ApplyOnTransformedLogs: false);
}
