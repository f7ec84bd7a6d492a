using System.Text.Json;
using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Storage;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <summary>A dashboard with what its widgets show now.</summary>
internal sealed class DashboardReading(MetricsState metrics, AlarmTable alarms)
{
    private const int MostPoints = 1440;
    private const string AlarmPart = ":alarm:";

    /// <param name="minutes">How far back it goes.</param>
    public DashboardView Read(Dashboard dashboard, int minutes)
    {
        alarms.Watch.CatchUp();
        using var body = JsonDocument.Parse(dashboard.Body);
        var to = metrics.ThisMinute + 1;
        var all = metrics.All().ToList();
        var widgets = body.RootElement.GetProperty("widgets").EnumerateArray().Select(w => Widget(w, all, to - minutes, to)).ToList();
        return new DashboardView(dashboard.Name, metrics.Now.ToUnixTimeSeconds(), widgets);
    }

    private WidgetView Widget(JsonElement widget, IReadOnlyList<MetricSeries> all, long from, long to)
    {
        var properties = widget.GetProperty("properties");
        var type = widget.GetProperty("type").GetString() ?? "";
        var view = new WidgetView(
            type, Integer(widget, "x"), Integer(widget, "y"), Integer(widget, "width") ?? 6, Integer(widget, "height") ?? 6, Text(properties, "title"));
        return type switch
        {
            "metric" => Chart(view, properties, all, from, to),
            "alarm" => view with { Alarms = [.. properties.GetProperty("alarms").EnumerateArray().Select(a => Alarm(a.GetString() ?? ""))] },
            "text" => view with { Markdown = Text(properties, "markdown") },
            _ => view with { Remark = $"Widgets of the type {type} are not drawn here." },
        };
    }

    private static WidgetView Chart(WidgetView view, JsonElement properties, IReadOnlyList<MetricSeries> all, long from, long to)
    {
        var lines = WidgetMetrics.Of(properties);
        var drawn = lines.Where(l => l.Statistic is not null && l.IsVisible).ToList();
        var period = Math.Max(drawn.Select(l => l.PeriodMinutes).DefaultIfEmpty(1).Min(), ((to - from) + MostPoints - 1) / MostPoints);
        var begin = from / period * period;
        var times = Enumerable.Range(0, (int)((to - begin + period - 1) / period)).Select(i => begin + (i * period)).ToList();
        return view with
        {
            IsStacked = properties.TryGetProperty("stacked", out var stacked) && stacked.ValueKind == JsonValueKind.True,
            Axis = Axis(properties),
            Limits = Limits(properties),
            Times = [.. times.Select(t => t * 60)],
            Series = [.. drawn.Select(l => new SeriesView(l.Label, Values(l, all, times, period)))],
            Remark = drawn.Count < lines.Count(l => l.IsVisible) ? "Expressions, and statistics other than the plain ones and percentiles, are not drawn here." : null,
        };
    }

    private static IReadOnlyList<double?> Values(WidgetLine line, IReadOnlyList<MetricSeries> all, List<long> times, long period)
    {
        var found = all.Where(s => s.Key.MetricId == line.MetricId).SelectMany(s => s.Periods(times[0], times[^1] + period, Math.Max(period, line.PeriodMinutes)))
            .GroupBy(p => p.Minute, p => p.Summary).ToDictionary(g => g.Key, g => line.Statistic?.Of(g.Aggregate((one, other) => one.With(other))));
        return [.. times.Select(t => found.GetValueOrDefault(t))];
    }

    private AlarmView Alarm(string arn)
    {
        var at = arn.IndexOf(AlarmPart, StringComparison.Ordinal);
        var name = at < 0 ? arn : arn[(at + AlarmPart.Length)..];
        var alarm = alarms.State.Find(name);
        return new AlarmView(name, alarm?.Status.Value ?? "MISSING", alarm?.Status.Reason ?? "There is no such alarm.", alarm?.Settings.Description);
    }

    private static AxisView Axis(JsonElement properties)
    {
        if (!properties.TryGetProperty("yAxis", out var axes) || axes.ValueKind != JsonValueKind.Object || !axes.TryGetProperty("left", out var left)) return new AxisView(null, null, null);
        return new AxisView(Text(left, "label"), Number(left, "min"), Number(left, "max"));
    }

    private static IReadOnlyList<LimitView> Limits(JsonElement properties) =>
        properties.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
        && annotations.TryGetProperty("horizontal", out var lines) && lines.ValueKind == JsonValueKind.Array
            ? [.. lines.EnumerateArray().Where(l => l.ValueKind == JsonValueKind.Object && Number(l, "value") is not null).Select(l => new LimitView(Text(l, "label"), Number(l, "value") ?? 0))]
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static int? Integer(JsonElement element, string name) => Number(element, name) is { } number ? (int)number : null;
}
