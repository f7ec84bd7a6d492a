using TaskTracker.Load.Costs;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary>What such traffic takes of AWS, what it costs, and what breaks first when there is more.</summary>
internal static class CapacitySection
{
    private const double TasksInTable = 1_000;

    public static string Render(ReportContent content)
    {
        if (content.Run.Capacity is not { } facts) return "";
        var note = $"Prices of {Html.Text(content.Prices.Region)} as of {Html.Text(content.Prices.AsOf)}. {Html.Text(content.Prices.Note)}";
        return Html.Section("capacity", "Capacity", Capacity(facts), $"At the measured {Html.Short(Math.Round(facts.RequestsPerSecond, 1))} requests per second; concurrency is calls per second × seconds in the function (Little's law), the environments needed are that, rounded up.")
            + Html.Section("cost", "Cost per month", Costs(content, facts) + Seed(content.Prices), note)
            + Html.Section("limits", "What breaks first", Breaks(facts), $"The measured load and more of it, against the quotas of a new account; the table holds {TasksInTable:#,0} tasks at 1× and grows with the traffic.");
    }

    private static string Capacity(CapacityFacts facts)
    {
        var rows = facts.Functions.Select(f => (string[])
        [
            Html.Text(f.Name), f.Architecture, $"{f.MemoryMb}", Html.Short(Math.Round(f.CallsPerSecond, 1)), Html.Ms(f.BilledMsPerCall), Html.Number(f.Concurrency, "0.00"), $"{Math.Max(1, Math.Ceiling(f.Concurrency))}",
            Html.Number(f.CallsPerSecond * f.BilledMsPerCall / 1000 * f.MemoryMb / 1024, "0.000"),
        ]);
        var perRequest = Html.Table(["of each request", " on average"],
        [
            ["read units", Html.Number(facts.ReadUnitsPerRequest, "0.00")], ["write units", Html.Number(facts.WriteUnitsPerRequest, "0.00")],
            ["bytes in answers", Html.Short(Math.Round(facts.BytesOutPerRequest))], ["bytes in the log", facts.LogBytesPerCall is { } log ? Html.Short(Math.Round(log)) : "not known"],
        ]);
        return Html.Table(["function", "", " MB", " calls/s", " billed ms", " concurrency", " environments", " GB-seconds/s"], rows) + perRequest;
    }

    private static string Costs(ReportContent content, CapacityFacts facts)
    {
        double[] volumes = [1e6, 1e7, 1e8];
        var isHttp = content.Run.Target.ApiFlavour == "http";
        var sheets = volumes.Select(v => CostSheet.Of(facts, content.Prices, v, isHttp)).ToList();
        var rows = sheets[0].Select((line, i) => (string[])[Html.Text(line.Service), Html.Text(line.Usage), .. sheets.Select(s => Html.Dollars(s[i].PerMonth))])
            .Append(["<b>total</b>", "", .. sheets.Select(s => $"<b>{Html.Dollars(s.Sum(l => l.PerMonth))}</b>")]);
        return Html.Table(["service", "at 1M requests", .. volumes.Select(v => $" {CostSheet.Millions(v)} requests")], rows);
    }

    private static string Seed(Prices prices)
    {
        var lines = CostSheet.Seed(prices);
        var rows = lines.Select(l => (string[])[Html.Text(l.Service), Html.Text(l.Usage), Html.Dollars(l.Then), Html.Dollars(l.Now), $"<span class=\"quiet\">{Html.Text(l.Why)}</span>"])
            .Append(["<b>total</b>", "", $"<b>{Html.Dollars(lines.Sum(l => l.Then))}</b>", $"<b>{Html.Dollars(lines.Sum(l => l.Now))}</b>",
                "<span class=\"quiet\">The measured table above also has what this one leaves out: duration, reads, logs and transfer; it leaves out the site.</span>"]);
        return "<h3>The product's own estimate, explained</h3>" + Html.Table(["service", "usage", " estimate", " same at these prices", "why"], rows);
    }

    private static string Breaks(CapacityFacts facts)
    {
        double[] times = [1, 10, 100, 10_000];
        var columns = times.Select(t => Limits.At(t, facts, TasksInTable, CapacityReader.ItemBytes)).ToList();
        var rows = columns[0].Select((limit, i) => (string[])
        [
            Html.Text(limit.Limit), $"{Html.Short(limit.Allowed)}{limit.Unit}", .. columns.Select(c => Cell(c[i], c)), $"<span class=\"quiet\">{Html.Text(limit.WayOut)}</span>",
        ]);
        return Html.Table(["limit", " allowed", .. times.Select(t => $" {t:#,0}×"), "what to do"], rows);
    }

    private static string Cell(LimitUse use, IReadOnlyList<LimitUse> others)
    {
        var isFirst = use.Share > 1 && use.Share >= others.Max(o => o.Share);
        var text = Html.Short(use.Used is > 0 and < 1 ? Math.Round(use.Used, 3) : Math.Round(use.Used));
        return use.Share <= 1 ? text : $"<b class=\"bad\">{text}{(isFirst ? " ← first" : "")}</b>";
    }
}
