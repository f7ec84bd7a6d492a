using System.CommandLine;
using TaskTracker.Emulation;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker emulator</c>: AWS on one port, until it is told to stop.</summary>
internal static class EmulatorCommand
{
    public static Command Create(Output output)
    {
        var options = new EmulatorOptionSet();
        var command = new Command("emulator", "Serves AWS on one port of this machine, with nothing deployed.");
        var untilInputEnds = new Option<bool>("--until-input-ends")
        {
            Description = "For programs that start it: ends when its standard input does, and not at Ctrl-C, which the program has got too.",
        };
        options.AddTo(command);
        command.Add(untilInputEnds);
        command.SetAction((parsed, cancellation) => RunAsync(options.Read(parsed), options.DynamoDbOf(parsed), parsed.GetValue(untilInputEnds), output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(EmulatorOptions options, string? dynamoDb, bool untilInputEnds, Output output, CancellationToken cancellation)
    {
        var tables = await TableServer.StartAsync(dynamoDb, options, output, cancellation).ConfigureAwait(false);
        await using var __ = tables.ConfigureAwait(false);
        var emulator = await RunningEmulator.StartAsync(tables.Options, output, cancellation).ConfigureAwait(false);
        await using var _ = emulator.ConfigureAwait(false);
        output.Title("AWS is emulated on this machine.");
        output.Facts(RunningEmulator.Facts(tables.Options, emulator.Endpoint, "sts get-caller-identity"));
        output.Line($"ready {emulator.Endpoint.GetLeftPart(UriPartial.Authority)}");
        if (untilInputEnds) await InputEndedAsync().ConfigureAwait(false);
        else await RunningEmulator.UntilStoppedAsync(cancellation).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static async Task InputEndedAsync()
    {
        var input = Output.Input();
        await using var _ = input.ConfigureAwait(false);
        await input.CopyToAsync(Stream.Null, CancellationToken.None).ConfigureAwait(false);
    }
}
