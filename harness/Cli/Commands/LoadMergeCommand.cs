using System.CommandLine;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker load merge</c>: what several machines have measured at the same time, as one run.</summary>
internal static class LoadMergeCommand
{
    public static Command Create(Output output)
    {
        var runs = new Argument<string[]>("runs") { Description = "results.json or folders of reports, one for each runner.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string?>("--report") { Description = "Folder of the report; reports/TIME-SCENARIO-merged when absent." };
        var command = new Command("merge", "Adds up the histograms of several runners exactly and writes their common report.") { runs, folder };
        command.SetAction(parsed =>
        {
            var workspace = Checkout.Here();
            var merged = Merge.Of([.. parsed.GetRequiredValue(runs).SelectMany(ResultFile.ReadAll)], Path.Combine(workspace.LoadTests, "budgets.json"));
            var to = parsed.GetValue(folder) ?? ReportFolder.NameFor(workspace.Root, merged) + "-merged";
            try
            {
                ReportFolder.Write(to, workspace.LoadTests, merged, baseline: null);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new Failure(ExitCode.Usage, $"The report cannot be written to {to}: {problem.Message}");
            }

            LoadRuns.Show(merged, to, output);
            return Verdict.Of(merged).ExitCode;
        });
        return command;
    }
}
