using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Cli.Reports;
using TaskTracker.Deployment.Iam;
using TaskTracker.Policies.Linting;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker iam lint</c>: what is wrong with policies before anything is deployed.</summary>
internal static class IamLintCommand
{
    public static Command Create(Output output)
    {
        var file = new Argument<string?>("file") { Description = "A template or a policy; functions/template.yaml when none is given.", Arity = ArgumentArity.ZeroOrOne };
        var sarif = new Option<string?>("--sarif") { Description = "Writes the findings to a SARIF file." };
        var json = new Option<bool>("--json") { Description = "Writes the findings as JSON." };
        var command = new Command("lint", "Finds unknown actions, actions that never apply, wildcards, pointless statements and ways to more permissions.") { file, sarif, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file) ?? Checkout.Here().Template;
            var findings = PolicyLint.Check(TemplatePolicies.Read(path));
            var shown = Path.GetRelativePath(Environment.CurrentDirectory, path).Replace('\\', '/');
            if (parsed.GetValue(sarif) is { } report) SarifReport.Write(report, PolicyLint.Rules, [.. findings.Select(f => Sarif(f, shown))]);
            if (parsed.GetValue(json)) output.Line(JsonSerializer.Serialize(findings, LintJson.Default.IReadOnlyListLintFinding));
            else Show(findings, shown, output);
            return findings.Count == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static SarifFinding Sarif(LintFinding finding, string file) =>
        new(finding.Rule, finding.Severity is Severity.Error ? "error" : "warning", $"{finding.Owner}: {finding.Message}", file, finding.Line);

    private static void Show(IReadOnlyList<LintFinding> findings, string file, Output output)
    {
        foreach (var f in findings) output.Line($"{file}:{f.Line}: {(f.Severity is Severity.Error ? "error" : "warning")} {f.Rule}: {f.Owner}: {f.Message}");
        output.Remark(findings.Count switch { 0 => $"{file}: nothing to say against its policies", 1 => "1 finding", var n => $"{n} findings" });
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<LintFinding>))]
internal sealed partial class LintJson : JsonSerializerContext;
