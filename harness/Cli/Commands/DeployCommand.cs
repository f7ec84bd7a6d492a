using System.CommandLine;
using System.Text.RegularExpressions;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker deploy</c>: package, stack and site to a target that runs already.</summary>
internal static partial class DeployCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var prefix = new Option<string>("--name-prefix") { Description = "Precedes every fixed name, such as alice-.", DefaultValueFactory = _ => "" };
        prefix.MustBe("at most 16 lower-case letters, digits and hyphens that begin with a letter", text => Prefix().IsMatch(text));
        var protect = new Option<string?>("--protect-table") { HelpName = "on|off", Description = "Whether the table refuses to be deleted; on where it costs money." };
        protect.MustBe("on or off", text => text is "on" or "off");
        var yes = new Option<bool>("--yes", "-y") { Description = "Agrees to the changes beforehand." };
        var command = new Command("deploy", "Deploys the package, the stack and the site to a target that runs already.") { prefix, protect, yes };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var choices = new DeployChoices(
                options.StackOf(parsed) ?? DeploymentPlan.DefaultStack, parsed.GetRequiredValue(prefix),
                parsed.GetValue(protect) is { } text ? text == "on" : null);
            var workspace = Checkout.Here();
            var consent = new Consent(options.TargetOf(parsed), parsed.GetValue(yes), output);
            return RunAsync(workspace, options.TargetOf(parsed), options.Connect(parsed), choices, consent, options.IsJson(parsed), output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Workspace workspace, Target target, AwsConnection connection, DeployChoices choices, Consent consent, bool json, Output output, CancellationToken cancellation)
    {
        try
        {
            var record = await Deployments.DeployAsync(workspace, target, connection, choices, consent, output, cancellation).ConfigureAwait(false);
            if (json) output.Results.Write(record.ToJson());
            else output.Facts(Deployments.Facts(record));
            return ExitCode.Ok;
        }
        catch (DeploymentInterrupted interrupted)
        {
            throw new Failure(ExitCode.Interrupted, "interrupted.", interrupted.Left(target));
        }
    }

    [GeneratedRegex("^([a-z][a-z0-9-]{0,15})?$")]
    private static partial Regex Prefix();
}
