using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Functions;
using TaskTracker.Deployment.Wire;
using TaskTracker.Load.Calls;

namespace TaskTracker.Load.Measuring;

/// <summary>What the functions' REPORT lines say of a run, where the target keeps no request records: the time in the function, its calls to DynamoDB included, and new environments apart.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html</remarks>
internal static partial class ReportLines
{
    public static async Task<Parts> ReadAsync(AwsApi aws, DeploymentRecord record, DateTimeOffset since, CancellationToken cancellation)
    {
        var parts = new Parts();
        foreach (var call in TaskCall.Product.Where(c => c != TaskCall.Page))
        {
            if (call.Function is not { } function || !record.Functions.TryGetValue(function, out var name)) continue;
            try
            {
                var log = new FunctionLog(aws, name, TimeProvider.System) { Since = since };
                await foreach (var line in log.ReadAsync(follow: false, cancellation).ConfigureAwait(false)) Read(line.Message, call, parts);
            }
            catch (AwsRefusal)
            {
                // Without the permission to read logs there is no split; the latencies are the same.
            }
        }

        return parts;
    }

    internal static void Read(string line, TaskCall call, Parts parts)
    {
        if (Report().Match(line) is not { Success: true } report) return;
        var duration = Milliseconds(report.Groups["duration"]);
        List<(string, TimeSpan)> found = [("function", duration)];
        if (!report.Groups["init"].Success)
        {
            parts.Add(call, isCold: false, duration, found);
            return;
        }

        var init = Milliseconds(report.Groups["init"]);
        found.Add(("cold start", init));
        parts.Add(call, isCold: true, duration + init, found);
    }

    private static TimeSpan Milliseconds(Group figure) => TimeSpan.FromMilliseconds(double.Parse(figure.ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^REPORT RequestId: \S+\s+Duration: (?<duration>[\d.]+) ms(?:.*Init Duration: (?<init>[\d.]+) ms)?", RegexOptions.Singleline)]
    private static partial Regex Report();
}
