using System.Text.Json;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <summary>Checks the metrics of a widget: arrays of namespace, name and pairs of dimensions, with how to draw it at the end; or an expression alone.</summary>
internal sealed class MetricArrayCheck(DashboardProblems problems)
{
    private static readonly string[] Rendering =
    [
        "accountId", "color", "expression", "id", "label", "labels", "period", "region", "searchAccount", "stat", "visible", "yAxis",
    ];

    public void Check(JsonElement metrics, string path)
    {
        if (metrics.ValueKind != JsonValueKind.Array)
        {
            problems.Error(path, "Should be array");
            return;
        }

        foreach (var (index, metric) in metrics.EnumerateArray().Index()) Metric(metric, $"{path}/{index}");
    }

    private void Metric(JsonElement metric, string path)
    {
        if (metric.ValueKind != JsonValueKind.Array || metric.GetArrayLength() == 0)
        {
            problems.Error(path, "Field \"metrics\" has to be an array of array of strings, with an optional metricRenderer object as last element");
            return;
        }

        var items = metric.EnumerateArray().ToList();
        var hasRendering = items[^1].ValueKind == JsonValueKind.Object;
        var names = hasRendering ? items.Count - 1 : items.Count;
        foreach (var (index, item) in items.Take(names).Index().Where(i => i.Item.ValueKind != JsonValueKind.String))
        {
            problems.Error($"{path}/{index}", "Invalid metric field type, only \"String\" type is allowed");
        }

        if (hasRendering && !IsRendering(items[^1])) problems.Error(path, $"Should NOT have more than {names} items");
        else if (names == 0 && !items[^1].TryGetProperty("expression", out _)) problems.Error(path, "Should have required property 'expression'");
        else if (names == 1) problems.Error(path, "Should NOT have fewer than 2 items");
        else if (names % 2 == 1) problems.Error(path, $"Should NOT have more than {names - 1} items");
    }

    private static bool IsRendering(JsonElement item) => item.EnumerateObject().All(m => Rendering.Contains(m.Name));
}
