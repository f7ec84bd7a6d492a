using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Cli.Reports;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Iam;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker iam audit</c>: what of the functions' permissions was used since the emulator began, and the policies that would have been enough.</summary>
internal static class IamAuditCommand
{
    private static readonly string[] Rules = ["unused", "wildcard", "broader", "denied"];

    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var patch = new Option<string?>("--patch") { Description = "Writes the change of the template that leaves only what was used, for 'git apply'." };
        var command = new Command("audit", "Compares the deployed roles with what was used of them: run what they are for first, such as the conformance suite.") { patch };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Failures.AskAsync(async () =>
        {
            var audit = await RunAsync(options.Find(parsed), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(patch) is { } file && audit.Patch.Length > 0) ReportFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(audit.Patch)));
            if (options.IsJson(parsed)) output.Line(JsonSerializer.Serialize(audit, AuditJson.Default.AuditView));
            else Show(audit, parsed.GetValue(patch), output);
            return audit.Findings.Count == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
        }));
        return command;
    }

    private static async Task<AuditView> RunAsync(Deployed deployed, CancellationToken cancellation)
    {
        if (!deployed.Target.Has(TargetTraits.RecordsDecisions))
        {
            throw new Failure(
                ExitCode.Usage, $"'{deployed.Target.Name}' does not tell which permissions were used: what a role was allowed, and on which resource, cannot be seen there.",
                "Audit the same template on the emulator: its functions make the same calls.");
        }

        var record = deployed.Record ?? throw Deployed.NotDeployed(deployed.Target);
        using var control = new ControlApi(deployed.Connection);
        using var aws = new AwsApi(deployed.Connection, TimeProvider.System);
        var accesses = await control.AccessAsync(cancellation).ConfigureAwait(false);
        var findings = new List<AuditFinding>();
        var used = new Dictionary<string, IReadOnlyList<UsedStatement>>();
        var uses = new Dictionary<string, long>();
        foreach (var (function, role) in record.Roles.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            var granted = await GrantedPolicies.ReadAsync(aws, role, cancellation).ConfigureAwait(false);
            var (found, statements) = RoleAudit.Of(function, granted, accesses);
            findings.AddRange(found);
            used[function] = statements;
            uses[function] = accesses.Where(a => a.Principal == granted.Arn).Sum(a => a.Allowed);
        }

        var template = Checkout.Here().Template;
        return new AuditView(uses, findings, TemplatePatch.Of(template, "functions/template.yaml", used));
    }

    private static void Show(AuditView audit, string? patch, Output output)
    {
        output.Table(["function", "uses", "unused", "wildcards", "broader", "denied"], [.. audit.Uses.Select(u => Row(audit, u.Key, u.Value))]);
        foreach (var finding in audit.Findings) output.Line($"{finding.Function}: {finding.Rule}: {finding.Message}");
        if (patch is null && audit.Patch.Length > 0) output.Line("\n" + audit.Patch.TrimEnd());
        output.Remark(audit.Findings.Count == 0 ? "every permission was used, and none reaches further than its use" : $"{audit.Findings.Count} findings");
    }

    private static string[] Row(AuditView audit, string function, long uses) =>
        [function, $"{uses}", .. Rules.Select(rule => $"{audit.Findings.Count(f => f.Function == function && f.Rule == rule)}")];
}

/// <param name="Uses">How often each function was allowed something.</param>
/// <param name="Patch">Of the template; empty where nothing is to be cut.</param>
internal sealed record AuditView(IReadOnlyDictionary<string, long> Uses, IReadOnlyList<AuditFinding> Findings, string Patch);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AuditView))]
internal sealed partial class AuditJson : JsonSerializerContext;
