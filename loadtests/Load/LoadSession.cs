using TaskTracker.Load.Budgets;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load;

/// <param name="LoadTests">The checkout's folder <c>loadtests/</c>, with budgets and prices.</param>
/// <param name="Baseline">An earlier run to compare with; <c>null</c> for none.</param>
public sealed record LoadOptions(LoadTarget Target, Scenario Scenario, string LoadTests, RunResult? Baseline = null);

/// <summary>A load run from the budgets' reading to their verdict, whatever engine makes the requests.</summary>
public sealed class LoadSession(LoadOptions options, ILoadEngine engine, TimeProvider time, LoadNews news)
{
    private readonly BudgetFile _budgets = BudgetFile.Read(Path.Combine(options.LoadTests, "budgets.json"));

    /// <inheritdoc cref="LoadRun.RunAsync"/>
    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        var run = Judge(await OnceAsync(cancellation).ConfigureAwait(false));
        if (!IsDoubtful(run)) return run;

        // Ratios beyond their budget are measured once more before they count: the calmest quarter of all turns decides.
        news.Passed($"{run.Scenario}: {string.Join(", ", run.Budgets.Where(b => !b.Holds).Take(3).Select(b => $"{b.Subject} {b.Metric}"))} over budget; measuring again");
        var second = await OnceAsync(cancellation).ConfigureAwait(false);
        return second.Incomplete is null ? Judge(run.With(second)) : run with { Incomplete = second.Incomplete };
    }

    public void Write(string folder, RunResult run) => ReportFolder.Write(folder, options.LoadTests, run, options.Baseline);

    private Task<RunResult> OnceAsync(CancellationToken cancellation) => new LoadRun(options.Target, engine, time, news).RunAsync(options.Scenario, cancellation);

    private RunResult Judge(RunResult run) =>
        _budgets.Targets.TryGetValue(run.Target.Name, out var budget) ? run with { Budgets = BudgetCheck.Of(run, budget) } : run;

    private static bool IsDoubtful(RunResult run)
    {
        var broken = run.Budgets.Where(b => !b.Holds).ToList();
        return run.Incomplete is null && broken.Count > 0 && broken.All(b => b.Metric.EndsWith(BudgetCheck.TimesHealthSuffix, StringComparison.Ordinal));
    }
}
