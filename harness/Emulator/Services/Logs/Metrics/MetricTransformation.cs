using System.Globalization;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Services.Logs.Metrics;

/// <summary>What a metric filter makes of an event.</summary>
/// <param name="MetricValue">A number, or the selector of one in the event.</param>
/// <param name="DefaultValue">For a minute with events of which none matches.</param>
/// <param name="Dimensions">Names, and the selectors of their values in the event.</param>
internal sealed record MetricTransformation(
    string? MetricName = null, string? MetricNamespace = null, string? MetricValue = null, double? DefaultValue = null, Dictionary<string, string>? Dimensions = null,
    string? Unit = null)
{
    private const int MostDimensions = 3;
    private const string Place = "metricTransformations.1.member.";

    /// <summary>The number, when it is one and no selector.</summary>
    [JsonIgnore]
    public double? Number => double.TryParse(MetricValue, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>What the service model demands.</summary>
    public void Check(LogsConstraints constraints)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("metricName", MetricName), ("metricNamespace", MetricNamespace)])
        {
            constraints.Present(Place + name, value).Length(Place + name, value, 0, LogsNames.MaxMetricLength).Pattern(Place + name, value, LogsNames.MetricPattern(), "[^:*$]*");
        }

        constraints.Present(Place + "metricValue", MetricValue).Length(Place + "metricValue", MetricValue, 0, 100).OneOf(Place + "unit", Unit, MetricUnits.All);
    }

    /// <summary>What belongs together with the pattern.</summary>
    /// <exception cref="Protocols.AwsError">InvalidParameterException.</exception>
    public void CheckAgainst(FilterPattern pattern)
    {
        if (MetricNamespace?.StartsWith("AWS/", StringComparison.Ordinal) == true) throw LogsErrors.BadTransformation("metric namespace must not begin with AWS/");
        if (Number is null && !pattern.HasSelector(MetricValue ?? "")) throw LogsErrors.BadTransformation($"metric value {MetricValue} must be a valid number");
        if (DefaultValue is { } value && !double.IsFinite(value)) throw LogsErrors.BadTransformation("default value must be a valid number");
        if (Dimensions is not { Count: > 0 } dimensions) return;
        if (DefaultValue is not null) throw LogsErrors.BadTransformation("dimensions and default value are mutually exclusive properties");
        if (!pattern.HasValues) throw LogsErrors.Invalid("The specified filter pattern does not support dimensions");
        if (dimensions.Count > MostDimensions) throw LogsErrors.BadTransformation($"there must be {MostDimensions} dimensions at most");
        if (!dimensions.Values.All(pattern.HasSelector)) throw LogsErrors.BadTransformation("dimension value must be valid selector");
    }
}
