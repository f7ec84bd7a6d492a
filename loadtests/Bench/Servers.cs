using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TaskTracker.Bench;

/// <summary>How the servers under measurement are started.</summary>
/// <param name="cli">Path of the built <c>tasktracker.dll</c>, or of the native executable.</param>
internal sealed class Servers(string root, string cli)
{
    private const string DynaliteVersion = "4.0.0";

    public ServerProcess Emulator(string iam) => Ours(["emulator", "--port", "0", "--iam", iam], folder: null);

    /// <summary>One that keeps its state in that folder.</summary>
    public ServerProcess Durable(string folder) => Ours(["emulator", "--port", "0", "--data", folder], folder: null);

    /// <summary>The whole product, deployed from the package that was built. Besides, it prepares for what may be saved.</summary>
    public ServerProcess Product(string folder) => Ours(["up", "--port", "0"], folder);

    /// <summary>The same stack on an emulator that does nothing else.</summary>
    public ServerProcess Stack(string folder)
    {
        var emulator = Emulator("enforce");
        var (file, arguments) = Command(["deploy", "--endpoint", emulator.Endpoint.GetLeftPart(UriPartial.Authority)]);
        using var deploying = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{file} did not start.");
        var output = deploying.StandardOutput.ReadToEnd();
        deploying.WaitForExit();
        if (deploying.ExitCode == 0) return emulator;
        emulator.Dispose();
        throw new InvalidOperationException($"The deployment ended with {deploying.ExitCode}: {output}");
    }

    /// <summary>The peer for DynamoDB; <c>null</c> with a reason where npm cannot install it.</summary>
    public ServerProcess? Dynalite(out string? reason)
    {
        var folder = Path.Combine(root, "dist", "peers");
        var script = Path.Combine(folder, "node_modules", "dynalite", "cli.js");
        reason = File.Exists(script) ? null : Install(folder);
        if (reason is not null) return null;
        var port = FreePort();
        return ServerProcess.Start("node", [script, "--port", $"{port}", "--createTableMs", "0", "--deleteTableMs", "0"], folder,
            line => line.Contains("Listening", StringComparison.OrdinalIgnoreCase) ? new Uri($"http://localhost:{port}") : null);
    }

    private ServerProcess Ours(IReadOnlyList<string> arguments, string? folder)
    {
        var (file, all) = Command(arguments);
        return ServerProcess.Start(file, all, folder, Ready);
    }

    private (string File, IReadOnlyList<string> Arguments) Command(IReadOnlyList<string> arguments) =>
        cli.EndsWith(".dll", StringComparison.Ordinal) ? ("dotnet", [cli, .. arguments]) : (cli, arguments);

    /// <summary>The endpoint in the line that ours print when they serve.</summary>
    public static Uri? Ready(string line) => line.StartsWith("ready", StringComparison.Ordinal) ? new Uri(line.Split(' ')[1]) : null;

    private static string? Install(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, $"dynalite@{DynaliteVersion}"]));
            npm?.WaitForExit();
            return npm?.ExitCode == 0 ? null : "npm could not install dynalite";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not installed";
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint?)socket.LocalEndPoint)?.Port ?? 0;
    }
}
