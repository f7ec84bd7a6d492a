using System.Globalization;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

internal static class BudgetSection
{
    public static string Render(RunResult run)
    {
        if (run.Budgets.Count == 0) return "";
        var rows = run.Budgets.Select(b => (string[])
        [
            Html.Text(b.Subject), Html.Text(b.Metric), Html.Short(Math.Round(b.Actual, 4)), $"{(b.IsFloor ? "≥" : "≤")} {Html.Short(b.Limit)}", Bar(b), Html.Mark(b.Holds),
            $"<span class=\"quiet\">{Html.Text(b.Detail)}</span>",
        ]);
        return Html.Section("budgets", "Budgets", Html.Table(["what", "figure", " measured", " budget", "of the budget", "", "from"], rows));
    }

    /// <summary>How much of the budget is used; a floor's bar is full when it is just reached.</summary>
    private static string Bar(BudgetLine line)
    {
        var share = line.IsFloor ? (line.Actual > 0 ? line.Limit / line.Actual : 2) : line.Limit > 0 ? line.Actual / line.Limit : line.Actual > 0 ? 2 : 0;
        var width = Math.Min(100, share * 100).ToString("0", CultureInfo.InvariantCulture);
        return $"<span class=\"meter {(line.Holds ? "good" : "bad")}\"><i style=\"width:{width}%\"></i></span> <small>{(share < 10 ? Html.Number(share * 100, "0") + " %" : "× " + Html.Short(Math.Round(share)))}</small>";
    }
}
