namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>How an alarm compares values with its threshold.</summary>
/// <param name="Words">As reasons have it, between <c>was</c> or <c>was not</c> and <c>the threshold</c>.</param>
internal sealed record Comparison(string Name, string Words, Func<double, double, bool> IsBreaching)
{
    public static readonly IReadOnlyList<Comparison> All =
    [
        new("GreaterThanOrEqualToThreshold", "greater than or equal to", (value, threshold) => value >= threshold),
        new("GreaterThanThreshold", "greater than", (value, threshold) => value > threshold),
        new("LessThanThreshold", "less than", (value, threshold) => value < threshold),
        new("LessThanOrEqualToThreshold", "less than or equal to", (value, threshold) => value <= threshold),
    ];

    /// <summary>Against a band, which only anomaly detection has.</summary>
    public static readonly IReadOnlyList<string> WithBands = ["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"];

    public static Comparison Get(string name) => All.First(c => c.Name == name);
}
