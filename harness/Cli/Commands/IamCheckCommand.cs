using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Cli.Reports;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Iam;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker iam check</c>: the deployed roles against what is expected of them.</summary>
internal static class IamCheckCommand
{
    private static readonly (string, string)[] Rules =
    [
        ("not-allowed", "A function's role is not allowed what it must be."), ("not-denied", "A function's role is allowed what it must not be."),
    ];

    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var file = new Option<string?>("--expectations") { Description = "The file of expectations; functions/iam-expectations.yaml when none is named." };
        var junit = new Option<string?>("--junit") { Description = "Writes the results to a JUnit file." };
        var sarif = new Option<string?>("--sarif") { Description = "Writes what is not as expected to a SARIF file." };
        var command = new Command("check", "Holds the deployed roles to what they must be allowed and denied.") { file, junit, sarif };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Failures.AskAsync(async () =>
        {
            var workspace = Checkout.Here();
            var deployed = options.Find(parsed);
            var path = parsed.GetValue(file) ?? workspace.IamExpectations;
            var record = deployed.Record ?? throw Deployed.NotDeployed(deployed.Target);
            var answers = await ExpectedPermissions.AskAsync(deployed.Target, deployed.Connection, record, path, cancellation).ConfigureAwait(false);
            var shown = Path.GetRelativePath(Environment.CurrentDirectory, path).Replace('\\', '/');
            if (parsed.GetValue(junit) is { } report) JUnitReport.Write(report, "tasktracker iam check", [.. answers.Select(Case)]);
            if (parsed.GetValue(sarif) is { } findings) SarifReport.Write(findings, Rules, [.. answers.Where(a => !a.IsAsExpected).Select(a => Finding(a, shown))]);
            if (options.IsJson(parsed)) output.Line(JsonSerializer.Serialize(CheckView.Of(deployed.Target, answers), CheckJson.Default.CheckView));
            else Show(deployed.Target, answers, shown, output);
            return answers.All(a => a.IsAsExpected) ? ExitCode.Ok : ExitCode.CheckFailed;
        }));
        return command;
    }

    private static void Show(Target target, IReadOnlyList<Answer> answers, string file, Output output)
    {
        output.Table(["", "function", "action", "resource", "answer", "because"], [.. answers.Select(Row)]);
        foreach (var wrong in answers.Where(a => !a.IsAsExpected)) output.Line($"{file}:{wrong.Expectation.Line}: {ExpectedPermissions.Problem(wrong)}");
        output.Remark($"{answers.Count(a => a.IsAsExpected)} of {answers.Count} as expected, says {PermissionCheck.JudgeOf(target)}");
    }

    private static string[] Row(Answer a) =>
        [a.IsAsExpected ? "ok" : "WRONG", a.Expectation.Function, a.Expectation.Action, LastPart(a.Expectation.Resource), a.Decision, a.Reason];

    /// <summary>What tells resources of one account apart.</summary>
    private static string LastPart(string arn) => arn.Split(':', 6) is [_, _, _, _, _, var last] ? last : arn;

    private static JUnitCase Case(Answer a) => new(a.Expectation.Function, $"{(a.Expectation.IsAllowed ? "allowed" : "denied")}: {a.Expectation.Action} on {a.Expectation.Resource}",
        a.IsAsExpected ? null : ExpectedPermissions.Problem(a));

    private static SarifFinding Finding(Answer a, string file) => new(a.IsAllowed ? "not-denied" : "not-allowed", "error", ExpectedPermissions.Problem(a), file, a.Expectation.Line);
}

internal sealed record CheckView(string Target, string Judge, bool Passed, IReadOnlyList<AnswerView> Answers)
{
    public static CheckView Of(Target target, IReadOnlyList<Answer> answers) => new(
        target.Name, PermissionCheck.JudgeOf(target), answers.All(a => a.IsAsExpected),
        [.. answers.Select(a => new AnswerView(a.Expectation.Function, a.Expectation.Action, a.Expectation.Resource, a.Expectation.IsAllowed, a.Decision, a.Reason, a.Expectation.Line))]);
}

internal sealed record AnswerView(string Function, string Action, string Resource, bool ExpectedAllowed, string Decision, string Reason, int Line);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CheckView))]
internal sealed partial class CheckJson : JsonSerializerContext;
