using TaskTracker.Load.Budgets;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Measuring;

namespace TaskTracker.Load.Results;

/// <summary>What several runners have measured at the same time, as one run: histograms are added up exactly, percentiles computed again.</summary>
public static class Merge
{
    /// <param name="budgets">Path of the budgets that the sum is held against.</param>
    /// <exception cref="UnreadableFile">They are not of one scenario and one deployment.</exception>
    public static RunResult Of(IReadOnlyList<RunResult> runs, string budgets)
    {
        var sum = Of(runs);
        return BudgetFile.Read(budgets).Targets.TryGetValue(sum.Target.Name, out var budget) ? sum with { Budgets = BudgetCheck.Of(sum, budget) } : sum;
    }

    internal static RunResult Of(IReadOnlyList<RunResult> runs)
    {
        var first = runs[0];
        if (runs.FirstOrDefault(r => r.Scenario != first.Scenario) is { } other) throw new UnreadableFile($"A run of '{other.Scenario}' cannot be added to one of '{first.Scenario}'.");
        if (runs.FirstOrDefault(r => r.Target.ApiUrl != first.Target.ApiUrl) is { } elsewhere)
        {
            throw new UnreadableFile($"A run against {elsewhere.Target.ApiUrl} cannot be added to one against {first.Target.ApiUrl}.");
        }

        var steps = runs.SelectMany(r => r.Steps).GroupBy(s => (s.Name, s.Repetition)).Select(g => Steps([.. g])).ToList();
        var lags = runs.Where(r => r.Generator.LagP99Ms is not null).ToList();
        var generator = new GeneratorFacts(
            runs.Max(r => r.Generator.CpuShare), lags.Max(r => r.Generator.LagP50Ms), lags.Max(r => r.Generator.LagP99Ms), lags.Max(r => r.Generator.LagMaxMs), runs.Any(r => r.Generator.IsLimiting));
        return first with
        {
            Engine = $"{string.Join(", ", runs.Select(r => r.Engine).Distinct())}; {runs.Count} runners added up",
            Incomplete = runs.Select(r => r.Incomplete).FirstOrDefault(i => i is not null),
            StartedAt = runs.Min(r => r.StartedAt),
            DurationSeconds = runs.Max(r => r.DurationSeconds),
            Generator = generator,
            Steps = steps,
            Parts = [],
            Budgets = [],
            Capacity = null,
        };
    }

    private static StepResult Steps(IReadOnlyList<StepResult> steps) => steps[0] with
    {
        DurationSeconds = steps.Max(s => s.DurationSeconds),
        TargetRate = steps.Sum(s => s.TargetRate),
        PeakInFlight = steps.Sum(s => s.PeakInFlight),
        Connections = steps.Sum(s => s.Connections),
        BodyBytes = steps.Sum(s => s.BodyBytes),
        Calls = [.. steps.SelectMany(s => s.Calls).GroupBy(c => c.Call).Select(g => Calls([.. g], steps.Max(s => s.DurationSeconds)))],
        Timeline = [.. steps.SelectMany(s => s.Timeline).GroupBy(s => s.Second).OrderBy(g => g.Key).Select(g => Slices([.. g]))],
    };

    private static CallResult Calls(IReadOnlyList<CallResult> calls, double seconds)
    {
        var latencies = new Latencies();
        foreach (var call in calls) latencies.Add(Latencies.FromPairs(call.Histogram));
        var problems = calls.SelectMany(c => c.Problems).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value));
        return new CallResult(calls[0].Call, latencies.Count, problems.Values.Sum(), problems, latencies.Count / seconds, Measured.Figures(latencies), latencies.ToPairs());
    }

    /// <summary>Percentiles of a second cannot be added up; the worst of the runners stands for all.</summary>
    private static Slice Slices(IReadOnlyList<Slice> slices) => new(
        slices[0].Second, slices.Sum(s => s.Due), slices.Sum(s => s.Answered), slices.Sum(s => s.Errors), slices.Max(s => s.P50Ms), slices.Max(s => s.P99Ms), slices.Max(s => s.MaxMs));
}
