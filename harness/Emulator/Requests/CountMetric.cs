namespace TaskTracker.Emulation.Requests;

/// <summary>A value of a metric at a time of its own, as a line of a log tells it.</summary>
/// <param name="Count">How often it occurred.</param>
/// <param name="IsHighResolution">Kept by the second instead of the minute.</param>
internal sealed record MetricValue(
    string Namespace, string Name, IReadOnlyList<(string Name, string Value)> Dimensions, string Unit, DateTimeOffset Time, double Value, double Count = 1,
    bool IsHighResolution = false);

/// <summary>Counts a value into the account's metrics. It is seen by whoever asks from then on; with a data directory it is kept a minute later at the latest.</summary>
internal delegate void CountMetric(MetricValue value);
