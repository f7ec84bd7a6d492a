using System.ComponentModel;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Packaging;
using TaskTracker.Deployment.Resources;

namespace TaskTracker.Cli.Debugging;

/// <summary>Amazon.Lambda.TestTool: a Lambda and an API Gateway for one function process each, made for stepping through code.</summary>
/// <remarks>Source: https://github.com/aws/aws-lambda-dotnet/tree/master/Tools/LambdaTestTool-v2</remarks>
internal static class TestTool
{
    private const string Package = "amazon.lambda.testtool";
    private const string Version = "0.15.0";

    /// <summary>Installs the tool below <c>.tasktracker</c> unless it is there.</summary>
    /// <returns>Path of its program.</returns>
    /// <exception cref="Failure">The package feeds do not have it.</exception>
    public static async Task<string> InstallAsync(Workspace workspace, CancellationToken cancellation)
    {
        var folder = Path.Combine(workspace.Root, ".tasktracker", "tools");
        var program = Path.Combine(folder, "dotnet-lambda-test-tool");
        if (File.Exists(program)) return program;
        string[] arguments = ["tool", "install", Package, "--version", Version, "--tool-path", folder];
        var (exitCode, output) = await InstallAsync(arguments, workspace.Root, cancellation).ConfigureAwait(false);
        return exitCode == 0 && File.Exists(program) ? program : throw new Failure(
            ExitCode.Usage, $"Amazon.Lambda.TestTool {Version} could not be installed: {FirstLine(output)}",
            "Where it is installed already, name its program with --tool PATH. Without it: 'tasktracker up', save a file of functions/, and attach the debugger to the process "
            + "'dotnet … bootstrap.dll' of the function; harness/docs/DEBUGGING.md says how.");
    }

    /// <summary>The routes as the tool reads them from <c>APIGATEWAY_EMULATOR_ROUTE_CONFIG</c>.</summary>
    public static string RouteConfig(IEnumerable<ApiRoute> routes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var route in routes)
            {
                json.WriteStartObject();
                json.WriteString("LambdaResourceName", route.Function);
                json.WriteString("HttpMethod", route.Method);
                json.WriteString("Path", route.Path);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <param name="mode">HttpV2 or Rest.</param>
    public static string[] Arguments(int port, int apiPort, string mode) =>
        ["start", "--lambda-emulator-port", $"{port}", "--api-gateway-emulator-port", $"{apiPort}", "--api-gateway-emulator-mode", mode, "--no-launch-window"];

    /// <summary>Waits until it takes connections.</summary>
    /// <exception cref="Failure">It ended instead.</exception>
    public static async Task AnswersAsync(Leash tool, int port, CancellationToken cancellation)
    {
        while (!await TakesConnectionsAsync(port, cancellation).ConfigureAwait(false))
        {
            var pause = Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
            if (await Task.WhenAny(tool.Ended, pause).ConfigureAwait(false) != tool.Ended) continue;
            throw new Failure(ExitCode.CheckFailed, $"The test tool ended before it served: {await tool.Ended.ConfigureAwait(false)}", "Choose other ports with --port and --api-port.");
        }
    }

    private static async Task<(int ExitCode, string Output)> InstallAsync(string[] arguments, string folder, CancellationToken cancellation)
    {
        try
        {
            var result = await OtherProgram.RunAsync("dotnet", arguments, folder, cancellation).ConfigureAwait(false);
            return (result.ExitCode, result.Output);
        }
        catch (Win32Exception)
        {
            return (1, "there is no 'dotnet' on the PATH");
        }
    }

    private static async Task<bool> TakesConnectionsAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("localhost", port, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string FirstLine(string output) => output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "no reason was given";
}
