using System.Text.Json;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <summary>Checks a dashboard's body.</summary>
/// <remarks>
/// Structure: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html. The messages are AWS's where users have
/// published them; those for other faults are in the same style.
/// </remarks>
internal sealed class DashboardCheck
{
    private const int MaxWidgets = 500;
    private static readonly string[] BodyMembers = ["widgets", "start", "end", "periodOverride", "variables"];
    private static readonly string[] WidgetMembers = ["type", "x", "y", "width", "height", "properties"];
    private static readonly string[] WidgetTypes = ["metric", "text", "log", "alarm", "explorer", "custom"];

    private readonly DashboardProblems _problems = new();

    /// <exception cref="Protocols.AwsError">InvalidParameterInput: the body is no JSON object.</exception>
    public static DashboardProblems Of(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw CloudWatchErrors.BadDashboard("The field DashboardBody must be a valid JSON object");
            var check = new DashboardCheck();
            check.Body(document.RootElement);
            return check._problems;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException) // The second for half a surrogate pair, which no string can be read from.
        {
            throw CloudWatchErrors.BadDashboard("The field DashboardBody must be a valid JSON object");
        }
    }

    private void Body(JsonElement body)
    {
        OnlyKnown(body, "", BodyMembers);
        if (body.TryGetProperty("periodOverride", out var period)) OneOf(period, "/periodOverride", "auto", "inherit");
        if (!body.TryGetProperty("widgets", out var widgets))
        {
            _problems.Error("", "Should have required property 'widgets'");
            return;
        }

        if (!Is(widgets, JsonValueKind.Array, "/widgets", "array")) return;
        if (widgets.GetArrayLength() > MaxWidgets) _problems.Error("/widgets", $"Should NOT have more than {MaxWidgets} items");
        foreach (var (index, widget) in widgets.EnumerateArray().Index()) Widget(widget, $"/widgets/{index}");
    }

    private void Widget(JsonElement widget, string path)
    {
        if (!Is(widget, JsonValueKind.Object, path, "object")) return;
        OnlyKnown(widget, path, WidgetMembers);
        Number(widget, path, "x", 0, 23);
        Number(widget, path, "y", 0, int.MaxValue);
        Number(widget, path, "width", 1, 24);
        Number(widget, path, "height", 1, 1000);
        if (!Required(widget, path, "type", out var type) || !OneOf(type, path + "/type", WidgetTypes)) return;
        if (!Required(widget, path, "properties", out var properties) || !Is(properties, JsonValueKind.Object, path + "/properties", "object")) return;
        Properties(type.GetString() ?? "", properties, path + "/properties");
    }

    private void Properties(string type, JsonElement properties, string path)
    {
        switch (type)
        {
            case "metric":
                if (Required(properties, path, "region", out var region)) Is(region, JsonValueKind.String, path + "/region", "string");
                if (properties.TryGetProperty("view", out var view)) OneOf(view, path + "/view", "timeSeries", "singleValue", "gauge", "bar", "pie", "table");
                if (properties.TryGetProperty("metrics", out var metrics)) new MetricArrayCheck(_problems).Check(metrics, path + "/metrics");
                else if (!properties.TryGetProperty("annotations", out _)) _problems.Error(path, "Should have required property 'metrics'");
                break;
            case "text":
                if (Required(properties, path, "markdown", out var markdown)) Is(markdown, JsonValueKind.String, path + "/markdown", "string");
                break;
            case "log":
                if (Required(properties, path, "region", out var place)) Is(place, JsonValueKind.String, path + "/region", "string");
                if (Required(properties, path, "query", out var query)) Is(query, JsonValueKind.String, path + "/query", "string");
                break;
            case "alarm":
                if (Required(properties, path, "alarms", out var alarms)) Is(alarms, JsonValueKind.Array, path + "/alarms", "array");
                break;
            default:
                break;
        }
    }

    private void OnlyKnown(JsonElement element, string path, string[] known)
    {
        foreach (var member in element.EnumerateObject().Where(m => !known.Contains(m.Name))) _problems.Warn($"{path}/{member.Name}", "Should NOT have additional properties");
    }

    private bool Required(JsonElement element, string path, string name, out JsonElement value)
    {
        if (element.TryGetProperty(name, out value)) return true;
        _problems.Error(path, $"Should have required property '{name}'");
        return false;
    }

    private bool Is(JsonElement element, JsonValueKind kind, string path, string name)
    {
        if (element.ValueKind == kind) return true;
        _problems.Error(path, $"Should be {name}");
        return false;
    }

    private bool OneOf(JsonElement element, string path, params string[] values)
    {
        if (element.ValueKind == JsonValueKind.String && values.Contains(element.GetString())) return true;
        _problems.Error(path, $"Should be equal to one of the allowed values [{string.Join(", ", values)}]");
        return false;
    }

    private void Number(JsonElement element, string path, string name, int least, int most)
    {
        if (!element.TryGetProperty(name, out var value)) return;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number)) _problems.Error($"{path}/{name}", "Should be integer");
        else if (number < least) _problems.Error($"{path}/{name}", $"Should be >= {least}");
        else if (number > most) _problems.Error($"{path}/{name}", $"Should be <= {most}");
    }
}
