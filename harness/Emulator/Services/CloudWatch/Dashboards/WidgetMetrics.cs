using System.Text.Json;
using TaskTracker.Emulation.Services.CloudWatch.Storage;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <summary>One line of a chart.</summary>
/// <param name="Statistic"><c>null</c> for what is not computed here: expressions, trimmed means and the like.</param>
internal sealed record WidgetLine(string MetricId, Statistic? Statistic, long PeriodMinutes, string Label, bool IsVisible);

/// <summary>The metrics of a widget, with the shorthands of their arrays written out.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html</remarks>
internal static class WidgetMetrics
{
    private const string Same = ".";
    private const string AllBefore = "...";
    private const int UsualPeriodSeconds = 300;

    public static IReadOnlyList<WidgetLine> Of(JsonElement properties)
    {
        if (!properties.TryGetProperty("metrics", out var metrics)) return [];
        var rows = new List<(IReadOnlyList<string> Names, JsonElement? Rendering)>();
        IReadOnlyList<string> before = [];
        foreach (var metric in metrics.EnumerateArray())
        {
            var items = metric.EnumerateArray().ToList();
            JsonElement? rendering = items[^1].ValueKind == JsonValueKind.Object ? items[^1] : null;
            var names = Written([.. items.Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString() ?? "")], before);
            rows.Add((names, rendering));
            if (names.Count > 0) before = names;
        }

        var sameName = rows.Where(r => r.Names.Count > 1).Select(r => r.Names[1]).Distinct().Count() == 1;
        return [.. rows.Select(r => Line(r.Names, r.Rendering, properties, sameName))];
    }

    private static IReadOnlyList<string> Written(IReadOnlyList<string> names, IReadOnlyList<string> before)
    {
        if (names.Count > 0 && names[0] == AllBefore)
        {
            var own = names.Skip(1).ToList();
            return [.. before.Take(before.Count - own.Count), .. own];
        }

        return [.. names.Select((name, i) => name == Same && i < before.Count ? before[i] : name)];
    }

    private static WidgetLine Line(IReadOnlyList<string> names, JsonElement? rendering, JsonElement properties, bool sameName)
    {
        var dimensions = names.Skip(2).Chunk(2).Where(d => d.Length == 2).Select(d => new Dimension(d[0], d[1])).ToList();
        var seconds = Number(rendering, "period") ?? Number(properties, "period") ?? UsualPeriodSeconds;
        var statistic = names.Count < 2 ? null : Statistic.Find(Text(rendering, "stat") ?? Text(properties, "stat") ?? "Average");
        var isVisible = rendering is not { } shown || !shown.TryGetProperty("visible", out var visible) || visible.ValueKind != JsonValueKind.False;
        return new WidgetLine(
            names.Count < 2 ? "" : MetricKey.Of(names[0], names[1], dimensions, "").MetricId, statistic, Math.Max(1, (long)seconds / 60),
            Text(rendering, "label") ?? LabelOf(names, dimensions, sameName), isVisible);
    }

    /// <summary>What tells the line from the others.</summary>
    private static string LabelOf(IReadOnlyList<string> names, List<Dimension> dimensions, bool sameName) => names.Count < 2 ? "expression"
        : dimensions.Count == 0 ? names[1]
        : sameName ? dimensions[^1].Value
        : $"{names[1]} {dimensions[^1].Value}";

    private static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
