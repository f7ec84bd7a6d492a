using System.Globalization;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Services.Logs.Metrics;

/// <summary>A metric filter as it was put.</summary>
internal sealed record MetricFilterSettings(string Name, string Pattern, MetricTransformation Transformation, DateTimeOffset CreatedAt);

/// <summary>Makes values of metrics of the events that its pattern matches. Its pattern is compiled once.</summary>
internal sealed class MetricFilter(MetricFilterSettings settings)
{
    private readonly FilterPattern _pattern = FilterPattern.Parse(settings.Pattern, FilterPattern.OfMetrics);
    private readonly MetricTransformation _transformation = settings.Transformation;
    private readonly double? _number = settings.Transformation.Number;

    // Only with a default value: minutes with events, and whether one of these matched.
    private readonly Lock _gate = new();
    private readonly Dictionary<long, bool> _minutes = [];

    public MetricFilterSettings Settings => settings;

    public bool HasExpressions => _pattern.HasExpressions;

    /// <param name="time">Of the event; its metric belongs to the same.</param>
    public void See(LogLine line, DateTimeOffset time, CountMetric count)
    {
        var isMatch = _pattern.Matches(line);
        if (_transformation.DefaultValue is not null) Note(time, isMatch);
        if (isMatch && ValueOf(line) is { } value && DimensionsOf(line) is { } dimensions) count(Metric(time, value, dimensions));
    }

    /// <summary>Counts the default value for each minute that is over and had events, but none that matched.</summary>
    /// <param name="thisMinute">Since 1970; it is not over.</param>
    public void CountDefaults(long thisMinute, CountMetric count)
    {
        if (_transformation.DefaultValue is not { } value) return;
        lock (_gate)
        {
            foreach (var (minute, hadMatch) in _minutes.Where(m => m.Key < thisMinute).ToList())
            {
                if (!hadMatch) count(Metric(DateTimeOffset.FromUnixTimeSeconds(minute * 60), value, []));
                _minutes.Remove(minute);
            }
        }
    }

    private void Note(DateTimeOffset time, bool isMatch)
    {
        var minute = time.ToUnixTimeSeconds() / 60;
        lock (_gate) _minutes[minute] = isMatch || _minutes.GetValueOrDefault(minute);
    }

    private double? ValueOf(LogLine line)
    {
        if (_number is not null) return _number;
        var text = _pattern.ValueOf(_transformation.MetricValue ?? "", line);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }

    /// <returns><c>null</c> when the event lacks one of them: such an event is not counted.</returns>
    private List<(string Name, string Value)>? DimensionsOf(LogLine line)
    {
        var dimensions = new List<(string, string)>();
        foreach (var (name, selector) in _transformation.Dimensions ?? [])
        {
            if (_pattern.ValueOf(selector, line) is not { Length: > 0 } value) return null;
            dimensions.Add((name, value));
        }

        return dimensions;
    }

    private MetricValue Metric(DateTimeOffset time, double value, IReadOnlyList<(string, string)> dimensions) =>
        new(_transformation.MetricNamespace ?? "", _transformation.MetricName ?? "", dimensions, _transformation.Unit ?? MetricUnits.None, time, value);
}
