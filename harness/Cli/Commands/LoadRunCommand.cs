using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TaskTracker.Deployment;
using TaskTracker.Load;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker load run</c>: one scenario against a deployed stack, or against one of its own, with a report.</summary>
internal static class LoadRunCommand
{
    private sealed record Request(Target Target, Uri? Endpoint, string? Profile, Scenario Scenario, string? Baseline, string? Folder, bool Json);

    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var scenario = new Option<string>("--scenario") { Description = "One of " + string.Join(", ", ScenarioBook.All.Select(s => s.Name)) + ".", DefaultValueFactory = _ => ScenarioBook.Smoke.Name };
        scenario.MustBe("one of " + string.Join(", ", ScenarioBook.All.Select(s => s.Name)), text => ScenarioBook.Find(text) is not null);
        var duration = new Option<string?>("--duration") { HelpName = "seconds", Description = "How long each of its steps is measured, where that is not the scenario's own time." };
        duration.MustBe("a number of seconds from 0.5 to 86400", text => Seconds(text) is >= 0.5 and <= 86_400);
        var baseline = new Option<string?>("--baseline") { Description = "results.json of an earlier run, or its folder, to compare with." };
        var folder = new Option<string?>("--report") { Description = "Folder of the report; reports/TIME-SCENARIO when absent." };
        var command = new Command("run", "Runs a load scenario and writes a report: on the stack that is up, else on one of its own.") { scenario, duration, baseline, folder };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var chosen = ScenarioBook.Find(parsed.GetRequiredValue(scenario)) ?? ScenarioBook.Smoke;
            if (parsed.GetValue(duration) is { } text) chosen = chosen.Lasting(TimeSpan.FromSeconds(Seconds(text) ?? 1));
            var request = new Request(options.TargetOf(parsed), options.EndpointOf(parsed), options.ProfileOf(parsed), chosen, parsed.GetValue(baseline), parsed.GetValue(folder), options.IsJson(parsed));
            return RunAsync(Checkout.Here(), request, output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Workspace workspace, Request request, Output output, CancellationToken cancellation)
    {
        var baseline = request.Baseline is { } path ? ResultFile.Read(path) : null;
        var stack = await LoadStack.FindAsync(workspace, request.Target, request.Endpoint, request.Profile, output, cancellation).ConfigureAwait(false);
        await using var _ = stack.ConfigureAwait(false);
        var run = await LoadRuns.RunAsync(new LoadOptions(stack.Target, request.Scenario, workspace.LoadTests, baseline), output, cancellation).ConfigureAwait(false);
        var folder = request.Folder ?? ReportFolder.NameFor(workspace.Root, run.Result);
        LoadRuns.Write(run, folder);
        if (request.Json) output.Line(JsonSerializer.Serialize(LoadView.Of(run.Result, folder), LoadViewJson.Default.LoadView));
        else LoadRuns.Show(run.Result, folder, output);
        return Verdict.Of(run.Result).ExitCode;
    }

    private static double? Seconds(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
