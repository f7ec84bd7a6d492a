using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Stacks;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker status</c>: what is deployed, and whether it is there.</summary>
internal static class StatusCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var command = new Command("status", "Says what is deployed, and whether it is there.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var deployed = options.Find(parsed);
            return Failures.AskAsync(() => RunAsync(deployed, options.IsJson(parsed), output, cancellation));
        });
        return command;
    }

    private static async Task<int> RunAsync(Deployed deployed, bool json, Output output, CancellationToken cancellation)
    {
        using var deployer = new Deployer(deployed.Target, deployed.Connection, _ => { }, TimeProvider.System);
        var stack = await deployer.FindStackAsync(deployed.Stack, cancellation).ConfigureAwait(false);
        if (json) output.Line(JsonSerializer.Serialize(new StatusView(stack?.Status, deployed.Record), StatusJson.Default.StatusView));
        else Show(deployed, stack, output);
        return stack is null ? ExitCode.CheckFailed : ExitCode.Ok;
    }

    private static void Show(Deployed deployed, StackState? stack, Output output)
    {
        output.Facts(("target", deployed.Target.Name), ("AWS endpoint", deployed.Connection.Address), ("stack", stack is null ? $"{deployed.Stack} is not there" : $"{deployed.Stack} {stack.Status}"));
        if (deployed.Record is not { } record || stack is null) return;
        output.Facts(Deployments.Facts(record));
        output.Table(["function", "deployed as", "role"], [.. record.Functions.Select(f => (string[])[f.Key, f.Value, record.Roles.GetValueOrDefault(f.Key, "")])]);
    }
}

/// <param name="StackStatus"><c>null</c> when there is no such stack.</param>
/// <param name="Deployment"><c>null</c> when nothing was recorded.</param>
internal sealed record StatusView(string? StackStatus, DeploymentRecord? Deployment);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StatusView))]
internal sealed partial class StatusJson : JsonSerializerContext;
