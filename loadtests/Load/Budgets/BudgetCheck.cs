using TaskTracker.Load.Calls;
using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Budgets;

/// <summary>A run against the budget of its target, line by line.</summary>
internal static class BudgetCheck
{
    public const string Errors = "error share";
    public const string Connections = "connections per request";
    public const string TimesHealthSuffix = " × health";

    public static IReadOnlyList<BudgetLine> Of(RunResult run, TargetBudget budget) =>
    [
        .. Failures(run, budget),

        // Latencies of single calls are of a product that has room: a scenario that takes it away has a budget of its own.
        .. budget.Scenarios.TryGetValue(run.Scenario, out var own) ? Scenario(run, own) : Calls(run, budget),
        .. run.Target.HasHealth ? TimesHealth(run, budget) : [],
    ];

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static IEnumerable<BudgetLine> Failures(RunResult run, TargetBudget budget)
    {
        var calls = run.Steps.SelectMany(s => s.Calls).ToList();
        var (count, errors) = (calls.Sum(c => c.Count), calls.Sum(c => c.Errors));
        var kinds = calls.SelectMany(c => c.Problems.Select(p => $"{p.Value} × {c.Call}: {p.Key}")).ToList();
        yield return new BudgetLine("all calls", Errors, budget.ErrorShare, count == 0 ? 1 : errors / (double)count, IsFloor: false,
            count == 0 ? "nothing was answered" : errors == 0 ? $"{count} answers checked" : string.Join("; ", kinds.Take(4)));
        if (budget.ConnectionsPerRequest is not { } limit || count == 0) yield break;

        // A burst needs a connection for each request; who waits for answers needs as many as there are users.
        var kept = run.Steps.Where(s => s.Model == "closed").ToList();
        if (kept.Count == 0) yield break;
        var requests = kept.Sum(s => s.Calls.Sum(c => c.Count));
        yield return new BudgetLine("all calls", Connections, limit, kept.Sum(s => s.Connections) / (double)Math.Max(1, requests), IsFloor: false, "more means that connections are not kept");
    }

    private static IEnumerable<BudgetLine> Calls(RunResult run, TargetBudget budget)
    {
        foreach (var (name, limits) in budget.Calls)
        {
            var measured = new Latencies();
            foreach (var call in run.Steps.SelectMany(s => s.Calls).Where(c => c.Call == name)) measured.Add(Latencies.FromPairs(call.Histogram));
            if (measured.Count == 0) continue;
            yield return new BudgetLine(name, "p50 ms", limits.P50Ms, measured.AtMs(50), IsFloor: false, Figures(measured));
            yield return new BudgetLine(name, "p99 ms", limits.P99Ms, measured.AtMs(99), IsFloor: false, Figures(measured));
        }
    }

    private static IEnumerable<BudgetLine> Scenario(RunResult run, ScenarioBudget limits)
    {
        var calls = run.Steps.SelectMany(s => s.Calls).Where(c => c.Call != TaskCall.Health.Name).ToList();
        var all = new Latencies();
        foreach (var call in calls) all.Add(Latencies.FromPairs(call.Histogram));
        if (limits.P99Ms is { } p99) yield return new BudgetLine(run.Scenario, "p99 ms", p99, all.AtMs(99), IsFloor: false, Figures(all));
        if (limits.Rate is { } rate)
        {
            var seconds = run.Steps.Sum(s => s.DurationSeconds);
            yield return new BudgetLine(run.Scenario, "answers per second", rate, seconds > 0 ? all.Count / seconds : 0, IsFloor: true, $"{all.Count} answers in {seconds:0.0} s");
        }

        if (limits.Concurrency is { } concurrency)
        {
            yield return new BudgetLine(run.Scenario, "at one moment", concurrency, run.Steps.Max(s => (double?)s.PeakInFlight) ?? 0, IsFloor: true, "requests under way together");
        }
    }

    private static IEnumerable<BudgetLine> TimesHealth(RunResult run, TargetBudget budget)
    {
        foreach (var (name, limits) in budget.TimesHealth?.Calls ?? new Dictionary<string, RatioBudget>())
        {
            if (Ratios.Of(run, name) is not { } ratio) continue;
            string Detail(double mine, double health, string unit) => FormattableString.Invariant($"{mine:0.###} {unit} beside {health:0.###}, calmest quarter of {ratio.Turns} turns");
            yield return new BudgetLine(name, "p50" + TimesHealthSuffix, limits.P50, ratio.P50, IsFloor: false, Detail(ratio.P50Ms, ratio.HealthP50Ms, "ms"));
            yield return new BudgetLine(name, "p99" + TimesHealthSuffix, limits.P99, ratio.P99, IsFloor: false, Detail(ratio.P99Ms, ratio.HealthP99Ms, "ms"));
            yield return new BudgetLine(name, "rate" + TimesHealthSuffix, limits.Rate, ratio.Rate, IsFloor: true, Detail(ratio.CallRate, ratio.HealthRate, "/s"));
        }
    }

    private static string Figures(Latencies l) => FormattableString.Invariant($"{l.Count} answers, p50 {l.AtMs(50):0.0}, p90 {l.AtMs(90):0.0}, p99 {l.AtMs(99):0.0}, max {l.AtMs(100):0.0} ms");
}
