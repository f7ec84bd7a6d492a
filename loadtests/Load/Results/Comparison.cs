using TaskTracker.Load.Calls;

namespace TaskTracker.Load.Results;

/// <summary>A figure of two sets of runs, and whether their difference is one.</summary>
/// <param name="Change">Of the second against the first: 0.12 is 12 % more.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of the change.</param>
/// <param name="IsRelative">Compared as multiples of the empty answer of the same repetition, so that another or a busier machine matters less.</param>
public sealed record Difference(string Call, string Metric, double First, double Second, double Change, double Low, double High, int FirstCount, int SecondCount, bool IsRelative, Finding Finding);

public enum Finding
{
    /// <summary>The interval holds no change at all.</summary>
    None,

    /// <summary>Less latency, with 95 % confidence.</summary>
    Better,

    /// <summary>More latency, with 95 % confidence, and by more than is tolerated.</summary>
    Worse,

    /// <summary>More latency, but by less than is tolerated.</summary>
    Tolerated,

    /// <summary>Too few repetitions on a side to say anything.</summary>
    Unknown,
}

/// <summary>Is one set of runs slower than another? Welch's t-test on the logarithms of each repetition's percentiles.</summary>
/// <remarks>Latencies vary by factors, so that their logarithms are what a normal distribution fits; repetitions are independent, requests within one are not.</remarks>
public static class Comparison
{
    private static readonly (string Name, Func<LatencyFigures, double> Of)[] Metrics = [("p50", l => l.P50Ms), ("p99", l => l.P99Ms)];

    /// <param name="tolerance">A slowdown up to this share is none: 0.05 is 5 %.</param>
    public static IReadOnlyList<Difference> Of(IReadOnlyList<RunResult> first, IReadOnlyList<RunResult> second, double tolerance)
    {
        var calls = first.Concat(second).SelectMany(r => r.Steps).SelectMany(s => s.Calls).Select(c => c.Call).Distinct()
            .Where(c => c != TaskCall.Health.Name).Order(StringComparer.Ordinal);
        var isRelative = HasHealth(first) && HasHealth(second);
        return
        [
            .. from call in calls
               from metric in Metrics
               let a = Values(first, call, metric.Of, isRelative)
               let b = Values(second, call, metric.Of, isRelative)
               where a.Count > 0 && b.Count > 0
               select Compare(call, metric.Name, a, b, isRelative, tolerance),
        ];
    }

    private static bool HasHealth(IReadOnlyList<RunResult> runs) => runs.All(r => r.Steps.Any(s => s.Calls.Any(c => c.Call == TaskCall.Health.Name)));

    private static List<double> Values(IReadOnlyList<RunResult> runs, string call, Func<LatencyFigures, double> metric, bool isRelative) =>
    [
        .. from run in runs
           from step in run.Steps
           from measured in step.Calls
           where measured.Call == call && measured.Count > 0
           let health = isRelative ? HealthOf(run, step.Repetition) : null
           where !isRelative || health is not null
           select metric(measured.Latency) / (health is null ? 1 : metric(health.Latency)),
    ];

    private static CallResult? HealthOf(RunResult run, int repetition) =>
        run.Steps.Where(s => s.Repetition == repetition).SelectMany(s => s.Calls).FirstOrDefault(c => c.Call == TaskCall.Health.Name && c.Count > 0);

    private static Difference Compare(string call, string metric, List<double> a, List<double> b, bool isRelative, double tolerance)
    {
        var (meanA, varianceA) = OfLogarithms(a);
        var (meanB, varianceB) = OfLogarithms(b);
        var change = Math.Exp(meanB - meanA) - 1;
        if (a.Count < 2 || b.Count < 2)
        {
            return new Difference(call, metric, Math.Exp(meanA), Math.Exp(meanB), change, double.NegativeInfinity, double.PositiveInfinity, a.Count, b.Count, isRelative, Finding.Unknown);
        }

        var (partA, partB) = (varianceA / a.Count, varianceB / b.Count);
        var error = Math.Sqrt(partA + partB);
        var freedom = error == 0 ? a.Count + b.Count - 2 : Math.Pow(partA + partB, 2) / (partA * partA / (a.Count - 1) + partB * partB / (b.Count - 1));
        var reach = StudentT.At975(freedom) * error;
        var (low, high) = (Math.Exp(meanB - meanA - reach) - 1, Math.Exp(meanB - meanA + reach) - 1);
        var finding = high < 0 ? Finding.Better : low > tolerance ? Finding.Worse : low > 0 ? Finding.Tolerated : Finding.None;
        return new Difference(call, metric, Math.Exp(meanA), Math.Exp(meanB), change, low, high, a.Count, b.Count, isRelative, finding);
    }

    private static (double Mean, double Variance) OfLogarithms(List<double> values)
    {
        var logarithms = values.Select(v => Math.Log(Math.Max(v, 1e-9))).ToList();
        var mean = logarithms.Average();
        return (mean, values.Count < 2 ? 0 : logarithms.Sum(l => (l - mean) * (l - mean)) / (values.Count - 1));
    }
}
