using System.Diagnostics;

namespace TaskTracker.Cli.Tests;

/// <summary>The command line in a process of its own, as a person or a script runs it.</summary>
public sealed class CliProcess : IAsyncDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "tasktracker.dll");

    private readonly Process _process;
    private readonly Lines _results = new();
    private readonly Lines _remarks = new();

    private CliProcess(string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _results.Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => _remarks.Receive(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Results => _results.Text;

    public string Remarks => _remarks.Text;

    /// <summary>Lines of standard error so far.</summary>
    public int RemarkCount => _remarks.Count;

    public static CliProcess Start(string folder, params string[] arguments) => new(folder, arguments);

    public static async Task<CliResult> RunAsync(string folder, params string[] arguments)
    {
        await using var process = new CliProcess(folder, arguments);
        return await process.EndAsync();
    }

    public static async Task<CliResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var process = new CliProcess(folder, arguments, environment);
        return await process.EndAsync();
    }

    /// <summary>The endpoint in the line that begins with <c>ready</c>.</summary>
    public async Task<Uri> ReadyAsync() => new((await LineAsync(line => line.StartsWith("ready ", StringComparison.Ordinal))).Split(' ')[1]);

    /// <summary>The first line of standard output that is it, be it there already or still to come.</summary>
    public Task<string> LineAsync(Func<string, bool> isIt) => _results.FirstAsync(isIt, 0, () => $"{Results}\n{Remarks}");

    /// <summary>The same of standard error.</summary>
    /// <param name="after">How many lines of it came before those that count.</param>
    public Task<string> RemarkAsync(Func<string, bool> isIt, int after = 0) => _remarks.FirstAsync(isIt, after, () => $"{Results}\n{Remarks}");

    /// <param name="signal">As <c>kill</c> spells it, such as TERM.</param>
    public async Task<CliResult> StopAsync(string signal)
    {
        await SignalAsync(signal);
        return await EndAsync();
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<CliResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliResult(_process.ExitCode, Results, Remarks);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}

/// <param name="Results">Standard output.</param>
/// <param name="Remarks">Standard error.</param>
public sealed record CliResult(int ExitCode, string Results, string Remarks);
