using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Tests;

/// <summary>A server by other people that runs on this machine.</summary>
public sealed class PeerServer : IAsyncDisposable
{
    private readonly Process _process;

    private PeerServer(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <summary>Checked against AWS call by call by its authors: https://github.com/architect/dynalite</summary>
    public static Task<PeerServer> DynaliteAsync() =>
        StartAsync("node", "node_modules/dynalite/cli.js", port => ["cli.js", "--port", $"{port}", "--deleteTableMs", "0"]);

    /// <summary>AWS's own, of January 2020.</summary>
    public static Task<PeerServer> DynamoDbLocalAsync(bool isShared) => StartAsync(
        "java", "dynamodb-local/DynamoDBLocal.jar",
        port => ["-Xmx256m", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory", "-port", $"{port}", .. isShared ? ["-sharedDb"] : Array.Empty<string>()]);

    /// <summary>https://docs.getmoto.org/en/latest/docs/server_mode.html</summary>
    public static Task<PeerServer> MotoAsync() => StartAsync("moto_server", file: null, port => ["--port", $"{port}"]);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    /// <param name="file">Below <c>dist/peers</c>; <c>null</c> for a program on the path.</param>
    private static async Task<PeerServer> StartAsync(string program, string? file, Func<int, string[]> arguments)
    {
        var peers = Path.Combine(Workspace.Find(AppContext.BaseDirectory)?.Packages ?? ".", "peers");
        Assert.SkipUnless(file is null || File.Exists(Path.Combine(peers, file)), $"dist/peers/{file} is not there.");
        var port = FreePort();
        var start = new ProcessStartInfo(program, arguments(port))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = file is null ? Path.GetTempPath() : Path.Combine(peers, Path.GetDirectoryName(file) ?? ""),
        };
        try
        {
            var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} was not started.");
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await ListensAsync(process, port);
            return new PeerServer(process, new Uri($"http://localhost:{port}"));
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }
    }

    private static async Task ListensAsync(Process process, int port)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            Assert.False(process.HasExited, "It ended before it listened.");
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
