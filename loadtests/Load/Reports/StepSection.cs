using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

internal static class StepSection
{
    public static string Render(RunResult run)
    {
        var rows = run.Steps.SelectMany(s => s.Calls.Select(c => (string[])
        [
            Html.Text(c.Call), $"{s.Repetition}", Html.Short(c.Count), $"{c.Errors}", Html.Short(Math.Round(c.Rate, 1)), Html.Ms(c.Latency.P50Ms), Html.Ms(c.Latency.P90Ms), Html.Ms(c.Latency.P99Ms),
            Html.Ms(c.Latency.P999Ms), Html.Ms(c.Latency.MaxMs),
        ]));
        var table = Html.Table(["call", " turn", " answers", " errors", " per second", " p50 ms", " p90", " p99", " p99.9", " max"], rows);
        return Html.Section("all", "Every figure", run.Steps.Count > 6 ? $"<details><summary>{run.Steps.Count} steps</summary>{table}</details>" : table);
    }
}
