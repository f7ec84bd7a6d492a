using System.Globalization;
using System.Text.Json.Serialization;
using TaskTracker.Load;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;

namespace TaskTracker.Cli;

/// <summary>A load run as the commands that make one start, show and judge it.</summary>
internal sealed class LoadRuns(LoadSession session, RunResult result)
{
    public RunResult Result => result;

    public static Task<LoadRuns> RunAsync(LoadOptions options, Output output, CancellationToken cancellation) =>
        output.DuringAsync("measuring", activity => RunAsync(options, activity, cancellation));

    public static async Task<LoadRuns> RunAsync(LoadOptions options, Activity activity, CancellationToken cancellation)
    {
        var session = new LoadSession(options, LoadRun.BuiltIn, TimeProvider.System, new LoadNews(activity.Passed, activity.Doing));
        return new LoadRuns(session, await session.RunAsync(cancellation).ConfigureAwait(false));
    }

    /// <exception cref="Failure">It cannot be written there.</exception>
    public static void Write(LoadRuns run, string folder)
    {
        try
        {
            run.Save(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new Failure(ExitCode.Usage, $"The report cannot be written to {folder}: {problem.Message}", "The run is lost. Make room, or name another folder with --report.");
        }
    }

    public static void Show(RunResult run, string folder, Output output)
    {
        output.Table(["call", "answers", "errors", "per second", "p50 ms", "p99 ms", "max ms"],
        [
            .. run.Steps.SelectMany(s => s.Calls).GroupBy(c => c.Call).Select(g => (string[])
            [
                g.Key, $"{g.Sum(c => c.Count)}", $"{g.Sum(c => c.Errors)}", Number(g.Average(c => c.Rate), "#,0.0"),
                Number(g.Average(c => c.Latency.P50Ms)), Number(g.Average(c => c.Latency.P99Ms)), Number(g.Max(c => c.Latency.MaxMs)),
            ]),
        ]);
        if (run.Budgets.Count > 0)
        {
            output.Table(["budget", "", "measured", "limit", ""],
                [.. run.Budgets.Select(b => (string[])[b.Subject, b.Metric, Number(b.Actual, "0.###"), $"{(b.IsFloor ? "≥" : "≤")} {Number(b.Limit, "0.###")}", b.Holds ? "kept" : $"BROKEN: {b.Detail}"])]);
        }

        output.Line(Verdict.Of(run).Sentence);
        output.Line($"report {Path.Combine(folder, "index.html")}");
    }

    private static string Number(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);

    private void Save(string folder) => session.Write(folder, result);
}

/// <summary>What <c>load run --json</c> writes; the whole of it is in results.json.</summary>
internal sealed record LoadView(string Verdict, string Sentence, string Report, IReadOnlyList<BudgetLine> Budgets)
{
    public static LoadView Of(RunResult run, string folder)
    {
        var verdict = TaskTracker.Load.Reports.Verdict.Of(run);
        return new LoadView(verdict.Word, verdict.Sentence, Path.GetFullPath(folder), run.Budgets);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LoadView))]
internal sealed partial class LoadViewJson : JsonSerializerContext;
