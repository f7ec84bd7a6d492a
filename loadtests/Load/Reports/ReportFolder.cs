using System.Globalization;
using TaskTracker.Load.Costs;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Reports;

/// <summary>The four files of a report in a folder of their own.</summary>
public static class ReportFolder
{
    /// <summary>Below the checkout's <c>reports/</c>, named by time and scenario.</summary>
    public static string NameFor(string root, RunResult run) =>
        Path.Combine(root, "reports", $"{run.StartedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{run.Scenario}");

    /// <param name="loadtests">Where the prices lie.</param>
    /// <exception cref="IOException">It cannot be written: the disk is full, or the folder is not ours.</exception>
    /// <exception cref="UnreadableFile">There are no prices.</exception>
    public static void Write(string folder, string loadtests, RunResult run, RunResult? baseline)
    {
        var differences = baseline is null ? [] : Comparison.Of([baseline], [run], tolerance: 0.05);
        var content = new ReportContent(run, Prices.Newest(loadtests), differences, baseline);
        Directory.CreateDirectory(folder);
        ResultFile.Write(folder, run);
        File.WriteAllText(Path.Combine(folder, "index.html"), ReportPage.Render(content));
        File.WriteAllText(Path.Combine(folder, "summary.md"), Summary.Render(content));
        JUnit.Of(run).Save(Path.Combine(folder, "junit.xml"));
    }
}
