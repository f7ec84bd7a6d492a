using System.Globalization;
using TaskTracker.Load.Costs;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Baseline">An earlier run to compare with; <c>null</c> for none.</param>
internal sealed record ReportContent(RunResult Run, Prices Prices, IReadOnlyList<Difference> Differences, RunResult? Baseline);

/// <summary><c>index.html</c>: everything in one file, to be read, mailed, printed or kept.</summary>
internal static class ReportPage
{
    public static string Render(ReportContent content)
    {
        var run = content.Run;
        var body = string.Concat(
            Head(run), BudgetSection.Render(run), ChartSection.Latency(run), ChartSection.Throughput(run), PartSection.Render(run), ErrorSection.Render(run),
            ComparisonSection.Render(content), CapacitySection.Render(content), StepSection.Render(run));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Html.Text(run.Scenario)} on {Html.Text(run.Target.Name)} – load report</title>
            <style>{Resource("report.css")}</style>
            </head>
            <body>
            <main>
            {body}
            </main>
            <footer>Made by <code>tasktracker load</code>. The figures behind it: results.json in the same folder.</footer>
            <script>{Resource("report.js")}</script>
            </body>
            </html>

            """;
    }

    private static string Head(RunResult run)
    {
        var verdict = Verdict.Of(run);
        var facts = new (string Name, string Value)[]
        {
            ("target", $"{run.Target.Name}, {run.Target.ApiFlavour} API"),
            ("package", run.Target.PackageSha256[..Math.Min(12, run.Target.PackageSha256.Length)]),
            ("engine", run.Engine),
            ("begun", run.StartedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("measured", $"{Html.Number(run.DurationSeconds, "0")} s"),
            ("machine", $"{run.Machine.Cores} × {run.Machine.Processor}, {Html.Number(run.Machine.MemoryGb, "0")} GB, {run.Machine.Runtime}"),
            ("generator", Generator(run.Generator)),
        };
        var list = string.Concat(facts.Select(f => $"<div><dt>{f.Name}</dt><dd>{Html.Text(f.Value)}</dd></div>"));
        return $"<header><p class=\"badge {verdict.Tone}\">{Html.Text(verdict.Word)}</p><h1>{Html.Text(run.Scenario)}</h1><p class=\"question\">{Html.Text(run.Question)}</p>"
            + $"<p>{Html.Text(verdict.Sentence)}</p><dl>{list}</dl></header>\n";
    }

    private static string Generator(GeneratorFacts generator) =>
        $"{Html.Percent(generator.CpuShare)} of the machine's CPU"
        + (generator.LagP99Ms is { } lag ? $"; schedule lag p50 {Html.Ms(generator.LagP50Ms ?? 0)}, p99 {Html.Ms(lag)}, max {Html.Ms(generator.LagMaxMs ?? 0)} ms" : "; no schedule to keep (closed model)");

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
