using System.Globalization;
using System.Text;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary><c>summary.md</c>: what a reviewer of a pull request wants to know.</summary>
internal static class Summary
{
    public static string Render(ReportContent content)
    {
        var run = content.Run;
        var verdict = Verdict.Of(run);
        var page = new StringBuilder();
        page.Append($"## {(verdict.Tone == "good" ? "✅" : verdict.Tone == "warn" ? "⚠️" : "❌")} Load: {run.Scenario} on {run.Target.Name}: {verdict.Word}\n\n{verdict.Sentence}\n\n");
        if (run.Budgets.Count > 0)
        {
            page.Append("| budget | measured | limit | |\n|---|---:|---:|---|\n");
            foreach (var line in run.Budgets)
            {
                page.Append($"| {line.Subject}, {line.Metric} | {Html.Short(Math.Round(line.Actual, 4))} | {(line.IsFloor ? "≥" : "≤")} {Html.Short(line.Limit)} | {(line.Holds ? "✅" : "❌ " + line.Detail)} |\n");
            }

            page.Append('\n');
        }

        page.Append("| call | answers | errors | per second | p50 ms | p99 ms | max ms |\n|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (var calls in run.Steps.SelectMany(s => s.Calls).GroupBy(c => c.Call))
        {
            page.Append($"| {calls.Key} | {calls.Sum(c => c.Count)} | {calls.Sum(c => c.Errors)} | {Html.Short(Math.Round(calls.Average(c => c.Rate), 1))} "
                + $"| {Html.Ms(Median(calls, c => c.Latency.P50Ms))} | {Html.Ms(Median(calls, c => c.Latency.P99Ms))} | {Html.Ms(calls.Max(c => c.Latency.MaxMs))} |\n");
        }

        AppendParts(page, run);
        AppendDifferences(page, content);
        page.Append($"\n{run.Machine.Cores} × {run.Machine.Processor}, {run.Machine.Runtime}; engine {run.Engine}; package {run.Target.PackageSha256[..Math.Min(12, run.Target.PackageSha256.Length)]}; "
            + $"{run.StartedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}.\n");
        return page.ToString();
    }

    private static double Median(IEnumerable<CallResult> calls, Func<CallResult, double> figure) => Budgets.BudgetCheck.Median(calls.Select(figure));

    private static void AppendParts(StringBuilder page, RunResult run)
    {
        if (run.Parts.Count == 0) return;
        page.Append("\n| made of (mean ms) | | gateway | queue | cold start | function | DynamoDB |\n|---|---|---:|---:|---:|---:|---:|\n");
        foreach (var parts in run.Parts)
        {
            var cells = Measuring.Parts.Order.Select(name => parts.Parts.FirstOrDefault(p => p.Part == name) is { } part ? Html.Ms(part.MeanMs) : "");
            page.Append($"| {parts.Call} | {(parts.IsCold ? "cold" : "warm")} | {string.Join(" | ", cells)} |\n");
        }
    }

    private static void AppendDifferences(StringBuilder page, ReportContent content)
    {
        if (content.Baseline is null) return;
        page.Append("\n| against the baseline | change | 95 % interval | |\n|---|---:|---|---|\n");
        foreach (var d in content.Differences)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {d.Call}, {d.Metric} | {d.Change:+0.0 %;-0.0 %;0 %} | {(d.Finding == Finding.Unknown ? "–" : $"{d.Low:+0.0 %;-0.0 %} … {d.High:+0.0 %;-0.0 %}")} | {d.Finding.ToString().ToLowerInvariant()} |\n");
        }
    }
}
