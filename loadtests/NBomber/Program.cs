using System.Globalization;
using TaskTracker.Deployment;
using TaskTracker.Load;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;
using TaskTracker.NBomber;

// --scenario NAME --target NAME --duration SECONDS --baseline PATH, as 'tasktracker load run' takes them.
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

int Refuse(int exitCode, string problem)
{
    Console.Error.WriteLine($"load: {problem}");
    return exitCode;
}

var name = Option("--scenario") ?? ScenarioBook.Smoke.Name;
if (ScenarioBook.Find(name) is not { } scenario) return Refuse(2, $"--scenario is one of {string.Join(", ", ScenarioBook.All.Select(s => s.Name))}, not '{name}'.");
if (Option("--duration") is { } text)
{
    if (!double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) || seconds < 1) return Refuse(2, $"--duration is a number of seconds from 1, not '{text}'.");
    scenario = scenario.Lasting(TimeSpan.FromSeconds(seconds));
}

if (Workspace.Find(Directory.GetCurrentDirectory()) is not { } workspace) return Refuse(2, "This folder is not inside a TaskTracker checkout.");
if (Target.Find(Option("--target") ?? Target.All[0].Name) is not { } target) return Refuse(2, $"--target is one of {string.Join(", ", Target.All.Select(t => t.Name))}.");
if (DeploymentRecord.Read(workspace.Record(target)) is not { } record) return Refuse(3, $"Nothing is recorded as deployed to '{target.Name}'. Run '{target.StartedBy}' first.");

try
{
    var baseline = Option("--baseline") is { } path ? ResultFile.Read(path) : null;
    var options = new LoadOptions(new LoadTarget(record, target.Connect(new Uri(record.Endpoint), record.Region)), scenario, workspace.LoadTests, baseline);
    var engine = new NBomberEngine(Path.Combine(workspace.Root, "reports", "nbomber"), TimeProvider.System);
    var session = new LoadSession(options, engine, TimeProvider.System, new LoadNews(Console.Error.WriteLine, _ => { }));
    var run = await session.RunAsync(CancellationToken.None).ConfigureAwait(false);
    var folder = ReportFolder.NameFor(workspace.Root, run);
    session.Write(folder, run);
    Console.WriteLine($"{Verdict.Of(run).Sentence}\nreport {Path.Combine(folder, "index.html")}");
    return Verdict.Of(run).ExitCode;
}
catch (LoadProblem problem)
{
    return Refuse(3, $"{problem.Message} {problem.WayOut}");
}
catch (UnreadableFile problem)
{
    return Refuse(2, problem.Message);
}
