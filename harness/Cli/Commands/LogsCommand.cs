using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
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
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var deployed = options.Find(parsed);
            Func<LogLine, string> shown = options.IsJson(parsed) ? Json : Text;
            return Failures.AskAsync(() => RunAsync(deployed, parsed.GetRequiredValue(name), parsed.GetValue(follow), line => output.Line(shown(line)), cancellation));
        });
        return command;
    }

    private static async Task<int> RunAsync(Deployed deployed, string name, bool follow, Action<LogLine> show, CancellationToken cancellation)
    {
        using var aws = new AwsApi(deployed.Connection, TimeProvider.System);
        var log = new FunctionLog(aws, deployed.Function(name), TimeProvider.System);
        await foreach (var line in log.ReadAsync(follow, cancellation).ConfigureAwait(false))
        {
            show(line);
        }

        return ExitCode.Ok;
    }

    private static string Text(LogLine line) => $"{line.At:yyyy-MM-ddTHH:mm:ss.fffZ} {line.Message.TrimEnd()}";

    /// <summary>An event on a line of its own, in the members of FilterLogEvents.</summary>
    private static string Json(LogLine line) => JsonSerializer.Serialize(line, LogLineJson.Default.LogLine);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class LogLineJson : JsonSerializerContext;
