using TaskTracker.Load.Budgets;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary>The lines: latency over time and by percentile, throughput against the schedule.</summary>
internal static class ChartSection
{
    private const int MostPoints = 400;

    /// <summary>Distance on the axis grows with each nine: log10 of 1 / (1 - share).</summary>
    private static readonly (double Percentile, string Label)[] Percentiles = [(0, "0"), (50, "50"), (90, "90"), (99, "99"), (99.9, "99.9"), (99.99, "99.99")];

    public static string Latency(RunResult run)
    {
        var overTime = new LineChart(IsInTurns(run) ? "Median latency, turn by turn" : "Latency over time", OverTime(run), "seconds", IsInTurns(run) ? "ms, logarithmic" : "ms", IsLogarithmic: IsInTurns(run));
        return Html.Section("latency", "Latency", $"<div class=\"charts\">{overTime.Render()}{Curve(run)}</div>",
            run.Steps.Any(s => s.Model == "open")
                ? "Counted from the moment at which each request was due, so that waiting behind a slow answer is in it. Failed requests are in it, too."
                : "Counted from the moment at which each request was sent: users who wait for an answer ask later (closed model). Failed requests are in it, too.");
    }

    public static string Throughput(RunResult run)
    {
        var chart = new LineChart("Answers per second", Rates(run), "seconds", IsInTurns(run) ? "1/s, logarithmic" : "1/s", IsLogarithmic: IsInTurns(run));
        var rows = run.Steps.GroupBy(s => s.Name).Select(g => (string[])
        [
            Html.Text(g.Key), $"{g.Count()}", g.First().Model, g.First().TargetRate is { } rate ? Html.Short(Math.Round(rate, 1)) : "–",
            Html.Short(Math.Round(BudgetCheck.Median(g.Select(s => s.Calls.Sum(c => c.Rate))), 1)), $"{g.Max(s => s.PeakInFlight)}", $"{g.Sum(s => s.Connections)}",
        ]);
        var table = Html.Table(["step", " turns", "model", " scheduled/s", " answered/s", " at once", " new connections"], rows);
        return Html.Section("throughput", "Throughput", $"<div class=\"charts\">{chart.Render()}<div>{table}</div></div>");
    }

    /// <summary>Short steps that take turns: a line for each; else one load over time.</summary>
    private static bool IsInTurns(RunResult run) => run.Steps.Select(s => s.Name).Distinct().Skip(1).Any();

    private static List<Series> OverTime(RunResult run)
    {
        if (IsInTurns(run)) return Turns(run, s => s.Calls.Count == 0 ? 0 : s.Calls.Max(c => c.Latency.P50Ms));
        var slices = Slices(run);
        return [Of("p50", slices, s => s.P50Ms, 0), Of("p99", slices, s => s.P99Ms, 1), Of("slowest", slices, s => s.MaxMs, 2)];
    }

    private static List<Series> Rates(RunResult run)
    {
        if (IsInTurns(run)) return Turns(run, s => s.Calls.Sum(c => c.Rate));
        var slices = Slices(run);
        List<Series> series = [Of("answered", slices, s => s.Answered, 0), Of("errors", slices, s => s.Errors, 1)];
        if (slices.Any(s => s.Slice.Due > 0)) series.Add(Of("scheduled", slices, s => s.Due, 3) with { IsDashed = true });
        return series;
    }

    private static List<Series> Turns(RunResult run, Func<StepResult, double> figure) =>
        [.. run.Steps.GroupBy(s => s.Name).Select((g, color) => new Series(g.Key, [.. g.Select(s => (s.StartSeconds, figure(s)))], color))];

    private static string Curve(RunResult run)
    {
        static double Place(double percentile) => Math.Log10(1 / (1 - percentile / 100));
        var calls = run.Steps.SelectMany(s => s.Calls).GroupBy(c => c.Call).OrderBy(g => g.Key, StringComparer.Ordinal).Select((g, color) =>
        {
            var latencies = new Latencies();
            foreach (var call in g) latencies.Add(Latencies.FromPairs(call.Histogram));
            return (Name: g.Key, Latencies: latencies, Color: color);
        }).Where(c => c.Latencies.Count > 0).ToList();
        if (calls.Count == 0) return "";

        // No further than there are requests to tell: one in a hundred of ten is none.
        var most = calls.Max(c => c.Latencies.Count);
        var last = Math.Min(4, Math.Max(1, Math.Log10(most)));
        var places = Enumerable.Range(0, 121).Select(i => i * last / 120).ToList();
        var series = calls.Select(c => new Series(c.Name,
            [.. places.Where(p => p <= Math.Log10(c.Latencies.Count) + 1e-9).Select(p => (p, c.Latencies.AtMs(100 * (1 - Math.Pow(10, -p)))))], c.Color)).ToList();
        return new LineChart("Latency by percentile", series, "percentile", "ms, logarithmic",
            [.. Percentiles.Select(p => (X: Place(p.Percentile), p.Label)).Where(p => p.X <= last + 1e-9)], IsLogarithmic: true).Render();
    }

    private static Series Of(string name, List<(double At, Slice Slice)> slices, Func<Slice, double> value, int color) =>
        new(name, [.. slices.Select(s => (s.At, value(s.Slice)))], color);

    /// <summary>All steps one after the other; long runs are thinned to the worst second of each stretch, so that no peak is lost.</summary>
    private static List<(double At, Slice Slice)> Slices(RunResult run)
    {
        // A second that a step covers in part only would look like a drop.
        var all = run.Steps.SelectMany(s => s.Timeline.Where(x => x.Second + 1 <= Math.Max(1, s.DurationSeconds)).Select(x => (At: s.StartSeconds + x.Second, Slice: x))).OrderBy(s => s.At).ToList();
        if (all.Count <= MostPoints) return all;
        return [.. all.Chunk((int)Math.Ceiling(all.Count / (double)MostPoints)).Select(c => c.MaxBy(s => s.Slice.P99Ms))];
    }
}
