using System.Diagnostics;

namespace TaskTracker.Cli;

/// <summary>An emulator in a process of its own, so that what is measured does not share a heap or a processor's time slice with what measures; it ends with this process, however that ends.</summary>
internal sealed class ChildEmulator : IAsyncDisposable
{
    private readonly Process _process;

    private ChildEmulator(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <exception cref="Failure">It does not start.</exception>
    public static async Task<ChildEmulator> StartAsync(CancellationToken cancellation)
    {
        var (program, self) = Myself();
        var start = new ProcessStartInfo(program, [.. self, "emulator", "--port", "0", "--until-input-ends"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new Failure(ExitCode.CheckFailed, $"{program} was not started.");
        while (await process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (!line.StartsWith("ready ", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);

            // A warning for each request that goes wrong would bury what the command says; who measures counts them.
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new ChildEmulator(process, new Uri(line.Split(' ')[1]));
        }

        var reason = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
        process.Dispose();
        throw new Failure(ExitCode.CheckFailed, $"The emulator ended before it was ready. {reason.Trim()}", "Try 'tasktracker emulator --port 0'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _process.Dispose();
    }

    /// <summary>This program as it was started: natively, or as an assembly given to <c>dotnet</c>.</summary>
    private static (string Program, string[] Arguments) Myself()
    {
        var program = Environment.ProcessPath ?? "tasktracker";
        var assembly = Environment.GetCommandLineArgs()[0];
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? (program, [Path.ChangeExtension(assembly, ".dll")]) : (program, []);
    }
}
