using System.Globalization;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

internal static class ComparisonSection
{
    public static string Render(ReportContent content)
    {
        if (content.Baseline is not { } baseline) return "";
        var rows = content.Differences.Select(d => (string[])
        [
            Html.Text(d.Call), d.Metric, Figure(d, d.First), Figure(d, d.Second), Change(d.Change), d.Finding == Finding.Unknown ? "–" : $"{Change(d.Low)} … {Change(d.High)}", Word(d.Finding),
        ]);
        var about = $"Against the run of {baseline.StartedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)} (package {Html.Text(baseline.Target.PackageSha256[..Math.Min(12, baseline.Target.PackageSha256.Length)])}). "
            + (content.Differences.Any(d => d.IsRelative) ? "Multiples of the empty answer of the same turn, so that a busier machine matters less. " : "") + "The interval holds the true change with 95 % confidence.";
        return Html.Section("comparison", "Compared with the baseline", Html.Table(["call", "figure", " before", " now", " change", " interval", ""], rows), about);
    }

    private static string Figure(Difference d, double value) => d.IsRelative ? $"× {Html.Ms(value)}" : $"{Html.Ms(value)} ms";

    private static string Change(double change) => double.IsFinite(change) ? change.ToString("+0.0 %;-0.0 %;0 %", CultureInfo.InvariantCulture) : "–";

    private static string Word(Finding finding) => finding switch
    {
        Finding.Better => "<b class=\"good\">faster</b>",
        Finding.Worse => "<b class=\"bad\">slower</b>",
        Finding.Tolerated => "slower, within what is tolerated",
        Finding.Unknown => "<span class=\"quiet\">one run on a side: not known</span>",
        _ => "<span class=\"quiet\">no difference to be seen</span>",
    };
}
