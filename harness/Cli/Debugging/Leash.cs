using System.Diagnostics;
using System.Globalization;

namespace TaskTracker.Cli.Debugging;

/// <summary>A program that ends with this process, however that ends: a shell holds a pipe from it, and the pipe's end is the sign.</summary>
internal sealed class Leash : IAsyncDisposable
{
    private const string Script = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        echo $child
        { cat <&3; kill $child; } >/dev/null 2>&1 &
        wait $child
        kill $! 2>/dev/null
        """;

    private readonly Process _shell;

    private Leash(Process shell, int id, Task<string> rest) => (_shell, Id, Ended) = (shell, id, rest);

    /// <summary>The program's, not that of its shell.</summary>
    public int Id { get; }

    /// <summary>Its last line, once it has ended by itself or otherwise.</summary>
    public Task<string> Ended { get; }

    /// <param name="said">Hears each line that it writes.</param>
    public static async Task<Leash> StartAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, Action<string> said)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "leash", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var shell = Process.Start(start) ?? throw new Failure(ExitCode.CheckFailed, $"{program} was not started.");
        var id = await shell.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false);
        var heard = Task.WhenAll(HearAsync(shell.StandardOutput, said), HearAsync(shell.StandardError, said));
        return new Leash(shell, int.Parse(id ?? "0", CultureInfo.InvariantCulture), LastAsync(heard));
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _shell.Dispose();
    }

    private static async Task<string> HearAsync(StreamReader output, Action<string> said)
    {
        var last = "";
        while (await output.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            if (line.Trim().Length > 0) last = line.Trim();
            said(line);
        }

        return last;
    }

    private static async Task<string> LastAsync(Task<string[]> heard) => (await heard.ConfigureAwait(false)).LastOrDefault(line => line.Length > 0) ?? "it said nothing";
}
