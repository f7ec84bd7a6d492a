using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

internal static class ErrorSection
{
    public static string Render(RunResult run)
    {
        var calls = run.Steps.SelectMany(s => s.Calls).ToList();
        var count = calls.Sum(c => c.Count);
        var kinds = calls.SelectMany(c => c.Problems.Select(p => (c.Call, Kind: p.Key, p.Value))).GroupBy(p => (p.Call, p.Kind))
            .Select(g => (g.Key.Call, g.Key.Kind, Count: g.Sum(p => p.Value))).OrderByDescending(p => p.Count).ToList();
        var content = kinds.Count == 0
            ? $"<p>None. The status and the body of each of {Html.Short(count)} answers were checked against the contract.</p>"
            : Html.Table(["call", "kind", " how many", " of its calls"], kinds.Select(k => (string[])
            [
                Html.Text(k.Call), Html.Text(k.Kind), $"{k.Count}", Html.Percent(k.Count / (double)calls.Where(c => c.Call == k.Call).Sum(c => c.Count)),
            ]));
        return Html.Section("errors", "Errors by kind", content);
    }
}
