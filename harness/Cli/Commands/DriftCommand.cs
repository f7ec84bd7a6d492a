using System.CommandLine;
using System.Text.Json;
using TaskTracker.Cli.Drift;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker drift</c>: the same requests on several targets, and what their answers differ in.</summary>
internal static class DriftCommand
{
    public static Command Create(Output output)
    {
        var names = string.Join(", ", Target.All.Select(t => t.Name));
        var targets = new Option<string>("--targets") { Required = true, Description = $"Two or more of {names}, with commas between; each is compared with the first." };
        targets.MustBe($"two or more of {names}, with commas between", text => text.Split(',') is { Length: > 1 } given && given.All(name => Target.Find(name) is not null));
        var allowed = new Option<string?>("--allowed") { Description = "File of the differences that may be; harness/docs/allowed-drift.json unless named." };
        var json = new Option<bool>("--json") { Description = "Writes the differences as JSON." };
        var command = new Command("drift", "Makes the same requests of several targets and compares the answers.") { targets, allowed, json };
        command.SetAction((parsed, cancellation) =>
        {
            var workspace = Checkout.Here();
            var file = parsed.GetValue(allowed) ?? Path.Combine(workspace.Root, "harness", "docs", "allowed-drift.json");
            var records = parsed.GetRequiredValue(targets).Split(',').Select(name => RecordOf(workspace, name)).ToList();
            return RunAsync(records, AllowedDrift.Read(file), parsed.GetValue(json), output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        List<DeploymentRecord> records, IReadOnlyList<AllowedDifference> allowed, bool json, Output output, CancellationToken cancellation)
    {
        var answers = new List<IReadOnlyDictionary<(string Request, string Aspect), string>>();
        foreach (var record in records) answers.Add(await AskAsync(record, cancellation).ConfigureAwait(false));
        var differences = Enumerable.Range(1, records.Count - 1)
            .SelectMany(i => Compare(records[0], answers[0], records[i], answers[i], allowed)).ToList();

        if (json) output.Line(JsonSerializer.Serialize(differences, DriftJson.Default.IReadOnlyListDriftDifference));
        else Show(differences, records, output);
        var strange = differences.Count(d => d.Reason is null);
        return strange == 0 ? ExitCode.Ok : throw new Failure(
            ExitCode.CheckFailed, $"{strange} of {differences.Count} differences are not allowed.", "Mend them, or add them with a reason to the file of allowed ones.");
    }

    private static void Show(List<DriftDifference> differences, IReadOnlyList<DeploymentRecord> records, Output output)
    {
        var between = string.Join(", ", records.Select(r => $"{r.Target} ({r.ApiFlavour})"));
        output.Title($"{DriftRequest.All.Count} requests on {between}: {differences.Count} differences.");
        foreach (var difference in differences)
        {
            output.Line($"{difference.Request}, {difference.Aspect}: {difference.Reason ?? "NOT ALLOWED"}");
            output.Facts((difference.First.Target, difference.First.Value), (difference.Second.Target, difference.Second.Value));
        }
    }

    private static async Task<IReadOnlyDictionary<(string Request, string Aspect), string>> AskAsync(DeploymentRecord record, CancellationToken cancellation)
    {
        using var probe = new DriftProbe(record);
        try
        {
            return await probe.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException problem)
        {
            throw new Failure(ExitCode.TargetUnreachable, $"The API of '{record.Target}' does not answer at {record.ApiUrl}: {problem.Message}", "See 'tasktracker status'.");
        }
    }

    private static IEnumerable<DriftDifference> Compare(
        DeploymentRecord first, IReadOnlyDictionary<(string Request, string Aspect), string> ones,
        DeploymentRecord second, IReadOnlyDictionary<(string Request, string Aspect), string> others, IReadOnlyList<AllowedDifference> allowed)
    {
        foreach (var (key, value) in ones)
        {
            if (others[key] == value) continue;
            var difference = new DriftDifference(
                key.Request, key.Aspect, new DriftSide(first.Target, first.ApiFlavour, value), new DriftSide(second.Target, second.ApiFlavour, others[key]), Reason: null);
            yield return difference with { Reason = allowed.FirstOrDefault(a => a.Covers(difference))?.Reason };
        }
    }

    private static DeploymentRecord RecordOf(Workspace workspace, string name)
    {
        var target = Target.Find(name) ?? Target.All[0];
        return DeploymentRecord.Read(workspace.Record(target)) ?? throw Deployed.NotDeployed(target);
    }
}
