using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Iam;
using TaskTracker.Deployment.Wire;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker iam explain</c>: why a request was allowed or denied, or why one would be.</summary>
internal static class IamExplainCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var id = new Argument<string?>("request-id") { Description = "As an answer's headers or a function's log say it.", Arity = ArgumentArity.ZeroOrOne };
        var principal = new Option<string?>("--principal") { Description = "A function, a role, or the ARN of a role or user." };
        var action = new Option<string?>("--action") { Description = "Such as dynamodb:PutItem." };
        var resource = new Option<string>("--resource") { Description = "An ARN, or * for nothing in particular.", DefaultValueFactory = _ => "*" };
        var context = new Option<string[]>("--context") { Description = "A condition key and its value, KEY=VALUE; may be given again.", DefaultValueFactory = _ => [] };
        action.MustBe("SERVICE:OPERATION, such as dynamodb:PutItem", text => text.Split(':') is [{ Length: > 0 }, { Length: > 0 }]);
        context.MustBe("KEY=VALUE, such as aws:SourceIp=203.0.113.7", text => text.IndexOf('=', StringComparison.Ordinal) > 0);
        var command = new Command("explain", "Shows why a request was allowed or denied, or why one would be.") { id, principal, action, resource, context };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var (deployed, isJson) = (options.Find(parsed), options.IsJson(parsed));
            return (parsed.GetValue(id), parsed.GetValue(principal), parsed.GetValue(action)) switch
            {
                ({ } request, null, null) => ExplainRequestAsync(deployed, request, isJson, output, cancellation),
                (null, { } who, { } what) => Failures.AskAsync(() =>
                    ExplainAsync(deployed, who, new Wanted(what, parsed.GetRequiredValue(resource), parsed.GetRequiredValue(context)), isJson, output, cancellation)),
                _ => throw new Failure(ExitCode.Usage, "Name either a request id, or --principal and --action.", "See tasktracker iam explain --help"),
            };
        });
        return command;
    }

    private static async Task<int> ExplainRequestAsync(Deployed deployed, string id, bool isJson, Output output, CancellationToken cancellation)
    {
        if (!deployed.Target.Has(TargetTraits.RecordsDecisions))
        {
            throw new Failure(
                ExitCode.Usage, $"'{deployed.Target.Name}' does not tell how it decided a request.", "Ask what it would decide, with --principal, --action and --resource.");
        }

        using var control = new ControlApi(deployed.Connection);
        var found = await control.DecisionsAsync(id, cancellation).ConfigureAwait(false)
            ?? throw new Failure(ExitCode.CheckFailed, $"No request with the id '{id}' is among the last 10,000.");
        if (isJson) output.Line(JsonSerializer.Serialize(found, ExplainJson.Default.RecordedDecisions));
        else foreach (var call in found.Calls) output.Tree(ExaminationTree.Of(call));
        return ExitCode.Ok;
    }

    private static async Task<int> ExplainAsync(Deployed deployed, string principal, Wanted wanted, bool isJson, Output output, CancellationToken cancellation)
    {
        using var aws = new AwsApi(deployed.Connection, TimeProvider.System);
        var granted = await GrantedPolicies.ReadAsync(aws, deployed.Record?.Roles.GetValueOrDefault(principal) ?? principal, cancellation).ConfigureAwait(false);
        var context = new RequestContext();
        foreach (var pair in wanted.Context.Select(c => c.Split('=', 2)).GroupBy(p => p[0], p => p[1]))
        {
            context.Set(pair.Key, pair.Count() == 1 ? ContextValue.Of(pair.First()) : ContextValue.Of([.. pair]));
        }

        var examination = Examination.Of(new AuthorizationRequest(granted.Principal, wanted.Action, wanted.Resource, context), granted.Set);
        if (isJson) output.Line(JsonSerializer.Serialize(examination, ExplainJson.Default.Examination));
        else output.Tree(ExaminationTree.Of(examination));
        output.Remark($"Decided by this program on the policies that '{deployed.Target.Name}' holds; policies of resources are not asked.");
        return ExitCode.Ok;
    }

    private sealed record Wanted(string Action, string Resource, IReadOnlyList<string> Context);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordedDecisions))]
[JsonSerializable(typeof(Examination))]
internal sealed partial class ExplainJson : JsonSerializerContext;
