using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Logs.Metrics;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record PutMetricFilterRequest(
    string? LogGroupName = null, string? FilterName = null, string? FilterPattern = null, IReadOnlyList<MetricTransformation>? MetricTransformations = null) : LogsRequest
{
    public (string Group, string Name, string Pattern, MetricTransformation Transformation) Checked()
    {
        var constraints = new LogsConstraints().Group(LogGroupName).Named("filterName", FilterName)
            .Present("filterPattern", FilterPattern).Length("filterPattern", FilterPattern, 0, LogsNames.MaxPatternLength)
            .Present("metricTransformations", MetricTransformations).Count("metricTransformations", MetricTransformations, 1, 1);
        if (MetricTransformations is [var transformation]) transformation.Check(constraints);
        constraints.Check();
        return (LogGroupName ?? "", FilterName ?? "", FilterPattern ?? "", MetricTransformations?[0] ?? new MetricTransformation());
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html</remarks>
internal static class PutMetricFilter
{
    private const int MostFilters = 100;
    private const int MostWithExpressions = 5;

    public static Nothing Execute(LogsState state, TimeProvider clock, PutMetricFilterRequest request)
    {
        var (group, name, text, transformation) = request.Checked();
        var pattern = FilterPattern.Parse(text, FilterPattern.OfMetrics);
        transformation.CheckAgainst(pattern);
        return state.Changes.Commit(() =>
        {
            var others = state.Get(group).Filters.RemoveAll(f => f.Settings.Name == name);
            var isTooMany = others.Length >= MostFilters || (pattern.HasExpressions && others.Count(f => f.HasExpressions) >= MostWithExpressions);
            if (isTooMany) throw LogsErrors.LimitExceeded();
            return ((LogsChange?)new LogsChange.FilterPut(group, new MetricFilterSettings(name, text, transformation, clock.GetUtcNow())), Nothing.Value);
        });
    }
}
