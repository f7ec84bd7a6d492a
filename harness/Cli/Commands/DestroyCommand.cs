using System.CommandLine;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker destroy</c>: the site's files and the stack, gone.</summary>
internal static class DestroyCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var yes = new Option<bool>("--yes", "-y") { Description = "Agrees beforehand." };
        var command = new Command("destroy", "Empties the site's bucket and deletes the stack.") { yes };
        options.AddTo(command, withJson: false);
        command.SetAction((parsed, cancellation) =>
        {
            var consent = new Consent(options.TargetOf(parsed), parsed.GetValue(yes), output);
            return RunAsync(Checkout.Here(), options.Find(parsed), consent, output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Workspace workspace, Deployed deployed, Consent consent, Output output, CancellationToken cancellation)
    {
        var (target, stack) = (deployed.Target, deployed.Stack);
        var progress = new DeploymentProgress();
        using var deployer = new Deployer(target, deployed.Connection, progress.Tell, TimeProvider.System);
        await AskAsync(deployer, deployed, consent, output, cancellation).ConfigureAwait(false);
        try
        {
            var existed = await output.DuringAsync($"destroying {stack}", activity =>
            {
                progress.ShowIn(activity);
                return deployer.DestroyAsync(stack, cancellation);
            }).ConfigureAwait(false);
            deployed.Record?.Forget(workspace.Record(target));
            output.Line(existed ? $"destroyed {stack} at {deployed.Connection.Address}" : $"there was no stack {stack} at {deployed.Connection.Address}");
            return ExitCode.Ok;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new Failure(
                ExitCode.Interrupted, "interrupted.",
                $"Stack {stack} may be gone in part. 'tasktracker destroy --target {target.Name} --stack {stack}' removes the rest.");
        }
    }

    private static async Task AskAsync(Deployer deployer, Deployed deployed, Consent consent, Output output, CancellationToken cancellation)
    {
        if (!consent.IsDue) return;
        var resources = await deployer.ResourcesAsync(deployed.Stack, cancellation).ConfigureAwait(false);
        if (resources.Count == 0) return;
        output.RemarkTable(["resource", "type", "name"], [.. resources.Select(r => (string[])[r.LogicalId, r.ResourceType, r.PhysicalId])]);
        var question = $"Delete these {resources.Count} resources of {deployed.Stack} in {deployed.Connection.Region}, with everything in them?";
        if (!await consent.IsGivenAsync(question, cancellation).ConfigureAwait(false)) throw Consent.Refused($"Nothing of {deployed.Stack} was deleted.");
    }
}
