using System.CommandLine;
using TaskTracker.Cli.Debugging;
using TaskTracker.Deployment.Development;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker debug</c>: the functions under Amazon's Lambda test tool, each a process that waits for a debugger.</summary>
internal static class DebugCommand
{
    public static Command Create(Output output)
    {
        var options = new DeploymentOptionSet();
        var port = Port("--port", "The test tool's Lambda, and its page.", 5050);
        var apiPort = Port("--api-port", "The test tool's API.", 5051);
        var tool = new Option<string?>("--tool") { HelpName = "PATH", Description = "The test tool's program; without it the tool is installed below .tasktracker." };
        tool.MustBe("the path of a program that is there", File.Exists);
        var command = new Command("debug", "Runs the functions under Amazon.Lambda.TestTool, one process each, with the table of what is deployed.") { port, apiPort, tool };
        options.AddTo(command, withJson: false);
        command.SetAction((parsed, cancellation) =>
        {
            var ports = new DebugPorts(parsed.GetRequiredValue(port), parsed.GetRequiredValue(apiPort));
            return Failures.AskAsync(() => RunAsync(options.Find(parsed), parsed.GetValue(tool), ports, output, cancellation));
        });
        return command;
    }

    private static async Task<int> RunAsync(Deployed deployed, string? tool, DebugPorts ports, Output output, CancellationToken cancellation)
    {
        var record = deployed.Record ?? throw Deployed.NotDeployed(deployed.Target);
        var workspace = Checkout.Here();
        var program = tool is not null ? Path.GetFullPath(tool) : await output.DuringAsync(
            "installing the test tool", _ => TestTool.InstallAsync(workspace, cancellation)).ConfigureAwait(false);
        var package = await output.DuringAsync(
            "building the functions", _ => new DevelopmentBuild(workspace.Root, TimeProvider.System).BuildAsync(cancellation)).ConfigureAwait(false);

        var session = new DebugSession(record, deployed.Connection, output);
        await using var _ = session.ConfigureAwait(false);
        var processes = await session.StartAsync(program, workspace, package, ports, cancellation).ConfigureAwait(false);
        output.Title("The functions wait for a debugger.");
        output.Facts([.. processes.Select(p => (p.Function, $"process {p.Process}")), ("API", $"http://localhost:{ports.ApiPort}/tasks"), ("test tool", $"http://localhost:{ports.Port}"), ("table", record.Table)]);
        output.Line($"ready http://localhost:{ports.ApiPort}");
        var stopped = RunningEmulator.UntilStoppedAsync(cancellation);
        return await Task.WhenAny(session.Ended, stopped).ConfigureAwait(false) == stopped
            ? ExitCode.Ok
            : throw new Failure(ExitCode.CheckFailed, $"The test tool ended: {await session.Ended.ConfigureAwait(false)}");
    }

    private static Option<int> Port(string name, string description, int usual)
    {
        var port = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        port.MustBe("a number from 1 to 65535", text => int.TryParse(text, out var number) && number is >= 1 and <= 65535);
        return port;
    }
}
