using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.CloudWatch.Storage;

/// <summary>A number made of a summary.</summary>
/// <param name="Name">As it was asked for: <c>Average</c>, <c>p99.9</c>.</param>
/// <param name="Of">The number; <c>null</c> when it cannot be known.</param>
internal sealed partial record Statistic(string Name, Func<Summary, double?> Of)
{
    public static readonly IReadOnlyList<Statistic> Plain =
    [
        new("SampleCount", s => s.Count), new("Average", s => s.Sum / s.Count), new("Sum", s => s.Sum), new("Minimum", s => s.Min), new("Maximum", s => s.Max),
    ];

    /// <summary><c>null</c> for what is none, or is another than a percentile.</summary>
    public static Statistic? Extended(string name)
    {
        if (!PercentileRegex().IsMatch(name)) return null;
        var percent = double.Parse(name.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return percent <= 100 ? new Statistic(name, s => s.Percentile(percent)) : null;
    }

    public static Statistic? Find(string name) => Plain.FirstOrDefault(s => s.Name == name) ?? Extended(name);

    /// <remarks>Trimmed means and the like, by https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html.</remarks>
    public static bool IsOfAnotherKind(string name) => OtherKind().IsMatch(name);

    [GeneratedRegex(@"^p\d{1,3}(\.\d{1,10})?$", RegexOptions.ExplicitCapture)]
    private static partial Regex PercentileRegex();

    [GeneratedRegex(@"^((tm|wm|tc|ts)\d{1,3}(\.\d+)?|(TM|WM|TC|TS|PR)\(.*\)|IQM)$", RegexOptions.ExplicitCapture)]
    private static partial Regex OtherKind();
}
