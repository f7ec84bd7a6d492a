using System.Diagnostics;
using System.Globalization;

namespace TaskTracker.Bench;

/// <summary>A server in a process of its own, from its start to its end.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint, TimeSpan startup)
    {
        _process = process;
        Endpoint = endpoint;
        Startup = startup;
    }

    public int Id => _process.Id;

    public Uri Endpoint { get; }

    /// <summary>From the start of the process to the line that says it serves.</summary>
    public TimeSpan Startup { get; }

    /// <param name="endpointOf">Finds the endpoint in a line of its output; <c>null</c> until it serves.</param>
    public static ServerProcess Start(string file, IEnumerable<string> arguments, string? folder, Func<string, Uri?> endpointOf)
    {
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, WorkingDirectory = folder ?? "" })
            ?? throw new InvalidOperationException($"{file} did not start.");
        var output = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            output.Add(line);
            if (endpointOf(line) is not { } endpoint) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new ServerProcess(process, endpoint, Stopwatch.GetElapsedTime(started));
        }

        throw new InvalidOperationException($"{file} ended before it served: {string.Join('\n', output)}");
    }

    /// <summary>In MB; of this process alone.</summary>
    public double ResidentMb()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
