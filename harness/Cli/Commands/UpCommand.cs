using System.CommandLine;
using TaskTracker.Deployment;
using TaskTracker.Emulation;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker up</c>: the whole product on this machine, until it is told to stop.</summary>
internal static class UpCommand
{
    public static Command Create(Output output)
    {
        var options = new EmulatorOptionSet();
        var command = new Command("up", "Runs the whole product on this machine: AWS, the functions, the API, the table and the page.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options.Read(parsed), output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(EmulatorOptions options, Output output, CancellationToken cancellation)
    {
        var workspace = Checkout.Here();
        var emulator = await RunningEmulator.StartAsync(options, output, cancellation).ConfigureAwait(false);
        await using var _ = emulator.ConfigureAwait(false);
        var connection = Target.Embedded.Connect(emulator.Endpoint, options.Region);
        var record = await Deployments.DeployAsync(workspace, Target.Embedded, connection, DeployChoices.Usual, new Consent(Target.Embedded, isGiven: false, output), output, cancellation).ConfigureAwait(false);

        output.Title("TaskTracker runs on this machine.");
        output.Facts([.. Facts(connection, record), .. RunningEmulator.Facts(options, emulator.Endpoint, $"dynamodb scan --table-name {record.Table}")]);
        output.Line($"ready {connection.Address}");
        await RunningEmulator.UntilStoppedAsync(cancellation).ConfigureAwait(false);

        // What was deployed ends with the memory that held it.
        record.Forget(workspace.Record(Target.Embedded));
        return ExitCode.Ok;
    }

    private static IReadOnlyList<(string Name, string Value)> Facts(AwsConnection connection, DeploymentRecord record)
    {
        var bucket = new Uri(record.SiteUrl).Host.Split('.')[0];
        return
        [
            ("site", record.SiteUrl),
            ("  by path", $"{UrlForms.SiteByPath(connection, bucket)} (for a browser that does not know names under localhost)"),
            ("API", $"{record.ApiUrl}/tasks"),
        ];
    }
}
