using TaskTracker.Load.Budgets;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary>A run in a word and a sentence.</summary>
/// <param name="Tone">good, bad or warn.</param>
public sealed record Verdict(string Word, string Tone, string Sentence, VerdictKind Kind)
{
    /// <summary>For a script: 0 kept, 4 budget broken, 5 errors or a generator that could not keep up, 130 interrupted.</summary>
    public int ExitCode => Kind switch { VerdictKind.Kept => 0, VerdictKind.BudgetBroken => 4, VerdictKind.Incomplete => 130, _ => 5 };

    public static Verdict Of(RunResult run)
    {
        var broken = run.Budgets.Where(b => !b.Holds).ToList();
        if (run.Incomplete is { } reason) return new Verdict("incomplete", "warn", $"The run was {reason}; what follows is what there was until then.", VerdictKind.Incomplete);
        if (broken.FirstOrDefault(b => b.Metric == BudgetCheck.Errors) is { } errors) return new Verdict("errors", "bad", $"Wrong answers: {errors.Detail}.", VerdictKind.Errors);
        if (run.Generator is { IsLimiting: true, LagP99Ms: { } lag })
        {
            return new Verdict("generator-limited", "bad",
                FormattableString.Invariant($"Requests were made up to {lag:0.0} ms late at p99, more than {GeneratorFacts.LagLimitMs} ms: this machine could not keep the schedule, and the latencies say little about the target."),
                VerdictKind.GeneratorLimited);
        }

        return broken.Count > 0
            ? new Verdict("budget broken", "bad", $"{broken.Count} of {run.Budgets.Count} budget lines are broken: {string.Join(", ", broken.Take(3).Select(b => $"{b.Subject} {b.Metric}"))}{(broken.Count > 3 ? " and more" : "")}.", VerdictKind.BudgetBroken)
            : run.Budgets.Count == 0 ? new Verdict("measured", "good", "There is no budget for this scenario on this target.", VerdictKind.Kept)
            : new Verdict("kept", "good", $"All {run.Budgets.Count} budget lines are kept.", VerdictKind.Kept);
    }
}

public enum VerdictKind
{
    Kept,
    BudgetBroken,
    Errors,
    GeneratorLimited,
    Incomplete,
}
