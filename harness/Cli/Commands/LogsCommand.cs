using System.CommandLine;
using TaskTracker.Deployment.Functions;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker logs</c>: what a function has written, and goes on writing.</summary>
internal static class LogsCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var name = new Argument<string>("name") { Description = "The function, such as GetTasks." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Goes on until Ctrl-C." };
        var command = new Command("logs", "Prints what a function has logged.") { name, follow };
        options.AddTo(command, withJson: false);
        command.SetAction((parsed, cancellation) =>
        {
            var deployed = options.Find(parsed);
            return RunAsync(deployed, parsed.GetRequiredValue(name), parsed.GetValue(follow), output, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Deployed deployed, string name, bool follow, Output output, CancellationToken cancellation)
    {
        using var aws = new AwsApi(deployed.Connection, TimeProvider.System);
        var log = new FunctionLog(aws, deployed.Function(name), TimeProvider.System);
        await foreach (var line in log.ReadAsync(follow, cancellation).ConfigureAwait(false))
        {
            output.Line($"{line.At:yyyy-MM-ddTHH:mm:ss.fffZ} {line.Message.TrimEnd()}");
        }

        return ExitCode.Ok;
    }
}
