namespace TaskTracker.Emulation.Requests;

/// <summary>What CloudWatch counts in.</summary>
internal static class MetricUnits
{
    public const string None = "None";

    /// <summary>In the order of the service model, which refusals show.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits",
        "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second",
        "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", None,
    ];
}
