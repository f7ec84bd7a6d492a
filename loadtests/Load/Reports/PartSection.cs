using System.Globalization;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary>What the latency is made of.</summary>
internal static class PartSection
{
    public static string Render(RunResult run)
    {
        if (run.Parts.Count == 0) return "";
        var widest = run.Parts.GroupBy(p => p.IsCold).ToDictionary(g => g.Key, g => g.Max(p => p.Parts.Sum(x => x.MeanMs)));
        var bars = string.Concat(run.Parts.GroupBy(p => p.IsCold).Select(g =>
            $"<h3>{(g.Key ? "New environments (cold)" : "Warm environments")}</h3>" + string.Concat(g.Select(p => Bar(p, widest[g.Key])))));
        var keys = string.Concat(Used(run).Select(p => $"<span><i class=\"key c{Color(p)}\"></i>{p}</span>"));
        string[] headings = ["call", "", " requests", .. Used(run).Select(p => $" {p}, p50 / p99 ms"), " whole, p50 / p99 ms", " client, p50 / p99 ms"];
        var rows = run.Parts.Select(p => (string[])
        [
            Html.Text(p.Call), p.IsCold ? "cold" : "warm", Html.Short(p.Count),
            .. Used(run).Select(name => p.Parts.FirstOrDefault(x => x.Part == name) is { } part ? $"{Html.Ms(part.P50Ms)} / {Html.Ms(part.P99Ms)}" : "–"),
            $"{Html.Ms(p.P50Ms)} / {Html.Ms(p.P99Ms)}", p.IsCold ? "" : Client(run, p.Call),
        ]);
        return Html.Section("parts", "What the latency is made of", $"{bars}<div class=\"legend\">{keys}</div>{Html.Table(headings, rows)}", run.Target.HasHealth
            ? "Means in the bars, from the target's own record of each request. <em>function</em> is the handler without the calls to DynamoDB that it waited for; what <em>client</em> has beyond <em>whole</em> is network and connection."
            : "From the functions' REPORT lines: <em>function</em> holds its calls to DynamoDB; the gateway is not in them.");
    }

    private static IEnumerable<string> Used(RunResult run) => Parts.Order.Where(name => run.Parts.Any(p => p.Parts.Any(x => x.Part == name)));

    private static int Color(string part) => Parts.Order.TakeWhile(p => p != part).Count();

    private static string Client(RunResult run, string call)
    {
        // Records name the route: pages of the list and the whole list are one there.
        var latencies = new Latencies();
        foreach (var measured in run.Steps.SelectMany(s => s.Calls).Where(c => TaskCall.Find(c.Call)?.Function == TaskCall.Find(call)?.Function))
        {
            latencies.Add(Latencies.FromPairs(measured.Histogram));
        }

        return $"{Html.Ms(latencies.AtMs(50))} / {Html.Ms(latencies.AtMs(99))}";
    }

    private static string Bar(PartsOfCall parts, double widest)
    {
        string Width(double ms) => (ms / Math.Max(widest, 1e-9) * 100).ToString("0.##", CultureInfo.InvariantCulture);
        var pieces = string.Concat(parts.Parts.Select(p => $"<i class=\"c{Color(p.Part)}\" style=\"width:{Width(p.MeanMs)}%\" title=\"{p.Part}: {Html.Ms(p.MeanMs)} ms\"></i>"));
        return $"<div class=\"stack\"><span>{Html.Text(parts.Call)}</span><div>{pieces}</div><small>{Html.Ms(parts.Parts.Sum(p => p.MeanMs))} ms</small></div>\n";
    }
}
