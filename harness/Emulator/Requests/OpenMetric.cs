namespace TaskTracker.Emulation.Requests;

/// <summary>Counts a value into a metric, now. Cheap enough for every request: no allocation, and no lock that another processor holds for long.</summary>
internal delegate void RecordDatum(double value);

/// <summary>Finds or makes what one metric is recorded with; its user keeps it.</summary>
/// <param name="nameSpace">Such as <c>AWS/Lambda</c>.</param>
/// <param name="unit">As CloudWatch spells it, such as <c>Milliseconds</c>.</param>
internal delegate RecordDatum OpenMetric(string nameSpace, string name, string unit, params ReadOnlySpan<(string Name, string Value)> dimensions);
