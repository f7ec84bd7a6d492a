using System.CommandLine;
using System.Text;
using System.Text.Json;
using TaskTracker.Deployment.Functions;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker invoke</c>: one call of a function, past the API.</summary>
internal static class InvokeCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var name = new Argument<string>("name") { Description = "The function, such as GetTasks." };
        var file = new Option<string?>("--event", "-e") { Description = "File with the event, such as one of functions/events; - for standard input; {} when absent." };
        var command = new Command("invoke", "Calls a function; its answer goes to standard output, its log to standard error.") { name, file };
        options.AddTo(command, withJson: false);
        command.SetAction((parsed, cancellation) =>
        {
            var deployed = options.Find(parsed);
            return Failures.AskAsync(() => RunAsync(deployed, parsed.GetRequiredValue(name), parsed.GetValue(file), output, cancellation));
        });
        return command;
    }

    private static async Task<int> RunAsync(Deployed deployed, string name, string? file, Output output, CancellationToken cancellation)
    {
        var payload = await ReadAsync(file, cancellation).ConfigureAwait(false);
        RefuseOtherThanJson(payload, file);
        using var aws = new AwsApi(deployed.Connection, TimeProvider.System);
        var answer = await FunctionCall.InvokeAsync(aws, deployed.Function(name), payload, cancellation).ConfigureAwait(false);
        output.Remark(answer.LogTail.TrimEnd());
        output.Line(Encoding.UTF8.GetString(answer.Payload));
        return answer.Error is null ? ExitCode.Ok : throw new Failure(ExitCode.CheckFailed, $"{name} failed: {answer.Error}.", $"See 'tasktracker logs {name}'.");
    }

    private static async Task<byte[]> ReadAsync(string? file, CancellationToken cancellation)
    {
        if (file is null) return "{}"u8.ToArray();
        if (file != "-" && !File.Exists(file)) throw new Failure(ExitCode.Usage, $"There is no file {file}.", "Samples are in functions/events.");
        var source = file == "-" ? Output.Input() : File.OpenRead(file);
        await using var _ = source.ConfigureAwait(false);
        using var content = new MemoryStream();
        await source.CopyToAsync(content, cancellation).ConfigureAwait(false);
        return content.ToArray();
    }

    /// <remarks>Lambda takes a call without an event.</remarks>
    private static void RefuseOtherThanJson(byte[] payload, string? file)
    {
        if (payload.Length == 0) return;
        try
        {
            using var _ = JsonDocument.Parse(payload);
        }
        catch (JsonException problem)
        {
            var source = file == "-" ? "What came from standard input" : $"The event in {file}";
            throw new Failure(ExitCode.Usage, $"{source} is not JSON (line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}).", "Samples are in functions/events.");
        }
    }
}
