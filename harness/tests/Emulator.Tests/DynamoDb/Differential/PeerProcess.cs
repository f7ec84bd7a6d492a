using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Another DynamoDB in a process of its own, of what <c>make peers</c> has installed below <c>dist/peers</c>.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <returns><c>null</c> with the reason where it cannot be had.</returns>
    public static async Task<(PeerProcess? Server, string Reason)> StartAsync(OtherDynamoDb other, CancellationToken cancellation)
    {
        var folder = Path.Combine(Root(), "dist", "peers");
        if (!File.Exists(Path.Combine(folder, other.File))) return (null, $"make peers installs it; dist/peers/{other.File} is not there");
        var port = FreePort();
        try
        {
            var process = Process.Start(new ProcessStartInfo(other.Program, other.Arguments(port))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.Combine(folder, Path.GetDirectoryName(other.File) ?? ""),
            });
            if (process is null) return (null, $"{other.Program} did not start");
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return await AnswersAsync(process, port, cancellation) ? (new PeerProcess(process, new Uri($"http://localhost:{port}")), "") : (null, $"{other.Name} ended before it served");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, $"{other.Program} is not installed");
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>A server of somebody else's says in no common way that it listens.</summary>
    private static async Task<bool> AnswersAsync(Process process, int port, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!process.HasExited && await timer.WaitForNextTickAsync(cancellation))
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return true;
            }
            catch (SocketException)
            {
            }
        }

        return false;
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
