using System.Globalization;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <param name="Dimensions">A metric must have each; any value will do where none is given.</param>
/// <param name="Skip">How many came in the pages before.</param>
internal sealed record ListMetricsRequest(
    string? Namespace, string? MetricName, IReadOnlyList<(string Name, string? Value)> Dimensions, bool IsRecent, int Skip)
{
    private const int MaxDimensions = 10;

    public static ListMetricsRequest Read(Fields fields)
    {
        fields.RefuseOthers("Namespace", "MetricName", "Dimensions", "NextToken", "RecentlyActive");
        var recent = fields.Text("RecentlyActive");
        if (recent is not (null or "PT3H")) throw CloudWatchErrors.Invalid("The parameter RecentlyActive must be a value in the set [ PT3H ].");
        var dimensions = fields.Structures("Dimensions");
        if (dimensions.Count > MaxDimensions) throw CloudWatchErrors.Invalid($"The collection Dimensions must not have a size greater than {MaxDimensions}.");
        return new ListMetricsRequest(
            fields.Has("Namespace") ? fields.Namespace() : null, fields.Has("MetricName") ? fields.Name("MetricName") : null,
            [.. dimensions.Select(d => (d.Name("Name"), d.Text("Value")))], recent is not null, SkipOf(fields.Text("NextToken")));
    }

    private static int SkipOf(string? token) => token is null ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip
        : throw CloudWatchErrors.BadNextToken();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html</remarks>
internal static class ListMetrics
{
    private const int PageSize = 500;
    private const long ListedMinutes = 14 * 24 * 60;
    private const long RecentMinutes = 3 * 60;

    public static WireValue.Structure Execute(MetricsState state, ListMetricsRequest request)
    {
        var oldest = state.ThisMinute - (request.IsRecent ? RecentMinutes : ListedMinutes);
        var keys = state.All().Where(s => s.LastMinute >= oldest && IsWanted(s.Key, request)).Select(s => s.Key)
            .DistinctBy(k => k.MetricId).OrderBy(k => k.MetricId, StringComparer.Ordinal).Skip(request.Skip).ToList();
        var next = keys.Count > PageSize ? new WireValue.Text((request.Skip + PageSize).ToString(CultureInfo.InvariantCulture)) : null;
        return WireValue.Of(("Metrics", WireValue.ListOf(keys.Take(PageSize), Metric)), ("NextToken", next));
    }

    private static bool IsWanted(MetricKey key, ListMetricsRequest request) =>
        (request.Namespace is null || key.Namespace == request.Namespace)
        && (request.MetricName is null || key.Name == request.MetricName)
        && request.Dimensions.All(d => key.Dimensions.Any(k => k.Name == d.Name && (d.Value is null || k.Value == d.Value)));

    private static WireValue.Structure Metric(MetricKey key) => WireValue.Of(
        ("Namespace", new WireValue.Text(key.Namespace)), ("MetricName", new WireValue.Text(key.Name)),
        ("Dimensions", WireValue.ListOf(key.Dimensions, d => WireValue.Of(("Name", new WireValue.Text(d.Name)), ("Value", new WireValue.Text(d.Value))))));
}
