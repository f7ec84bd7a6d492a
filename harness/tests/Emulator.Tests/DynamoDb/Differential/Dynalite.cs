using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>dynalite, which was checked against AWS call by call, in a process of its own. npm installs it below <c>dist/</c>.</summary>
internal sealed class Dynalite : IDisposable
{
    private const string Version = "4.0.0";

    private readonly Process _process;

    private Dynalite(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <returns><c>null</c> with the reason where it cannot be had.</returns>
    public static async Task<(Dynalite? Server, string Reason)> StartAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(Root(), "dist", "peers");
        var script = Path.Combine(folder, "node_modules", "dynalite", "cli.js");
        if (!File.Exists(script) && await InstallAsync(folder, cancellation) is { } reason) return (null, reason);
        var port = FreePort();
        string[] arguments = [script, "--port", $"{port}", "--createTableMs", "0", "--deleteTableMs", "0"];
        var process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, WorkingDirectory = folder });
        if (process is null) return (null, "node did not start");
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Contains("Listening", StringComparison.OrdinalIgnoreCase)) return (new Dynalite(process, new Uri($"http://localhost:{port}")), "");
        }

        return (null, "dynalite ended before it served");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static async Task<string?> InstallAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, $"dynalite@{Version}"]));
            if (npm is null) return "npm did not start";
            await npm.WaitForExitAsync(cancellation);
            return npm.ExitCode == 0 ? null : "npm could not install dynalite";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not installed";
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TaskTracker.sln"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint?)socket.LocalEndPoint)?.Port ?? 0;
    }
}
