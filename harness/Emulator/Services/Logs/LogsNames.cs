using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>What groups and streams may be called, and their ARNs.</summary>
internal static partial class LogsNames
{
    public const int MaxLength = 512;
    public const int MaxPatternLength = 1024;
    public const int MaxMetricLength = 255;
    public const string GroupPatternText = @"[\.\-_/#A-Za-z0-9]+";

    public static readonly IReadOnlyList<string> Classes = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"];

    public static string GroupArn(this AwsScope scope, string group) => scope.Arn("logs", "log-group:" + group);

    public static string StreamArn(this AwsScope scope, string group, string stream) => scope.Arn("logs", $"log-group:{group}:log-stream:{stream}");

    [GeneratedRegex(@"^[\.\-_/#A-Za-z0-9]+\z")]
    public static partial Regex GroupPattern();

    [GeneratedRegex(@"^[\w+=/:,.@-]*\z")]
    public static partial Regex ArnPattern();

    [GeneratedRegex(@"^[\w#+=/:,.@-]*\z")]
    public static partial Regex IdentifierPattern();

    [GeneratedRegex(@"^[\.\-_/#A-Za-z0-9]*\z")]
    public static partial Regex PartOfGroupPattern();

    [GeneratedRegex(@"^[^:*]*\z")]
    public static partial Regex StreamPattern();

    [GeneratedRegex(@"^[^:*$]*\z")]
    public static partial Regex MetricPattern();

    [GeneratedRegex(@"^([\p{L}\p{Z}\p{N}_.:/=+\-@]+)\z", RegexOptions.ExplicitCapture)]
    public static partial Regex TagPattern();
}
