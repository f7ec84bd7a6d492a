using System.Text.Json;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Services.Logs.Metrics;

/// <summary>Metrics that an event in the embedded metric format brings along.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html</remarks>
internal static class EmbeddedMetrics
{
    private const int MostMetrics = 100;
    private const int MostDimensions = 30;
    private const int MostValues = 100;
    private const int MostLetters = 1024;

    /// <summary>Whether an event may be in the format: cheap enough for every event.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> message) => LogLine.IsBraced(message) && message.IndexOf("\"_aws\""u8) >= 0;

    /// <summary>Counts what an event says, or that it says it wrongly.</summary>
    /// <param name="group">For the metrics that tell of errors.</param>
    public static void Count(LogLine line, string group, DateTimeOffset time, CountMetric count)
    {
        if (line.Json is not { } root)
        {
            count(Error("EMFParsingErrors", group, time));
            return;
        }

        if (Member(root, "_aws") is not { ValueKind: JsonValueKind.Object } about || Member(about, "CloudWatchMetrics") is not { } directives) return;
        var values = directives.ValueKind == JsonValueKind.Array && Member(about, "Timestamp") is { ValueKind: JsonValueKind.Number } stamp && stamp.TryGetInt64(out var ms) && ms is >= 0 and < 1L << 45
            ? ValuesOf(root, directives, DateTimeOffset.FromUnixTimeMilliseconds(ms))
            : null;
        foreach (var value in values ?? [Error("EMFValidationErrors", group, time)]) count(value);
    }

    /// <returns><c>null</c> when anything is wrong: then nothing of the event counts.</returns>
    private static List<MetricValue>? ValuesOf(JsonElement root, JsonElement directives, DateTimeOffset time)
    {
        var values = new List<MetricValue>();
        foreach (var directive in directives.EnumerateArray())
        {
            if (TextOf(directive, "Namespace") is not { Length: > 0 and <= MostLetters } nameSpace || nameSpace.StartsWith("AWS/", StringComparison.Ordinal)) return null;
            if (Member(directive, "Metrics") is not { ValueKind: JsonValueKind.Array } metrics || metrics.GetArrayLength() > MostMetrics) return null;
            if (DimensionSets(root, directive) is not { } sets) return null;
            foreach (var metric in metrics.EnumerateArray())
            {
                if (NumbersOf(root, metric) is not { } numbers || UnitOf(metric) is not { } unit || IsFine(metric) is not { } isFine) return null;
                values.AddRange(from set in sets from number in numbers select new MetricValue(nameSpace, TextOf(metric, "Name") ?? "", set, unit, time, number, IsHighResolution: isFine));
            }
        }

        return values;
    }

    /// <summary>Each is a metric of its own; none at all is a metric without dimensions.</summary>
    private static List<List<(string Name, string Value)>>? DimensionSets(JsonElement root, JsonElement directive)
    {
        if (Member(directive, "Dimensions") is not { ValueKind: JsonValueKind.Array } given) return null;
        var sets = new List<List<(string, string)>>();
        foreach (var names in given.EnumerateArray())
        {
            if (names.ValueKind != JsonValueKind.Array || names.GetArrayLength() > MostDimensions) return null;
            var set = new List<(string, string)>();
            foreach (var name in names.EnumerateArray())
            {
                if (name.ValueKind != JsonValueKind.String || JsonText.Of(name) is not { } key || TextOf(root, key) is not { Length: > 0 and <= MostLetters } value) return null;
                set.Add((key, value));
            }

            sets.Add(set);
        }

        return sets.Count == 0 ? [[]] : sets;
    }

    /// <summary>The number that a metric refers to, or the numbers.</summary>
    private static List<double>? NumbersOf(JsonElement root, JsonElement metric)
    {
        if (TextOf(metric, "Name") is not { Length: > 0 and <= MostLetters } name || Member(root, name) is not { } target) return null;
        List<JsonElement> values = target.ValueKind == JsonValueKind.Array ? [.. target.EnumerateArray()] : [target];
        if (values.Count > MostValues || !values.TrueForAll(v => v.ValueKind == JsonValueKind.Number)) return null;
        var numbers = values.ConvertAll(v => v.GetDouble());

        // What is too large for a number is read as infinite.
        return numbers.TrueForAll(double.IsFinite) ? numbers : null;
    }

    private static string? UnitOf(JsonElement metric) =>
        Member(metric, "Unit") is null ? MetricUnits.None : TextOf(metric, "Unit") is { } unit && MetricUnits.All.Contains(unit) ? unit : null;

    private static bool? IsFine(JsonElement metric) => Member(metric, "StorageResolution") switch
    {
        null => false,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var seconds) && seconds is 1 or 60 => seconds == 1,
        _ => null,
    };

    private static JsonElement? Member(JsonElement of, string name) => JsonText.Member(of, name);

    private static string? TextOf(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? JsonText.Of(text) : null;

    private static MetricValue Error(string name, string group, DateTimeOffset time) => new("AWS/Logs", name, [("LogGroupName", group)], "Count", time, 1);
}
