using System.Collections.Concurrent;
using System.Diagnostics;

namespace TaskTracker.Cli.Tests;

/// <summary>The command line in a process of its own, as a person or a script runs it.</summary>
public sealed class CliProcess : IAsyncDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "tasktracker.dll");

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _results = [];
    private readonly ConcurrentQueue<string> _remarks = new();
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource<string> Line)> _awaited = [];
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource<string> Line)> _awaitedRemarks = [];
    private bool _hasEnded;

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
        _process.OutputDataReceived += (_, line) => Receive(line.Data);
        _process.ErrorDataReceived += (_, line) => Remark(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Results
    {
        get
        {
            lock (_gate) return string.Join('\n', _results);
        }
    }

    public string Remarks => string.Join('\n', _remarks);

    /// <summary>The first line of standard error that is it, be it there already or still to come.</summary>
    public Task<string> RemarkAsync(Func<string, bool> isIt)
    {
        lock (_gate)
        {
            if (_remarks.FirstOrDefault(isIt) is { } found) return Task.FromResult(found);
            var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaitedRemarks.Add((isIt, line));
            return line.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

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
    public Task<string> LineAsync(Func<string, bool> isIt)
    {
        lock (_gate)
        {
            if (_results.Find(line => isIt(line)) is { } found) return Task.FromResult(found);
            if (_hasEnded) throw EndedEarly();
            var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((isIt, line));
            return line.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <param name="signal">As <c>kill</c> spells it, such as TERM.</param>
    public async Task<CliResult> StopAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await EndAsync();
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

    private void Receive(string? line)
    {
        lock (_gate)
        {
            if (line is not null) _results.Add(line);
            else _hasEnded = true;
            foreach (var awaited in _awaited)
            {
                if (line is null) awaited.Line.TrySetException(EndedEarly());
                else if (awaited.IsIt(line)) awaited.Line.TrySetResult(line);
            }
        }
    }

    private void Remark(string? line)
    {
        lock (_gate)
        {
            _remarks.Enqueue(line ?? "");
            foreach (var awaited in _awaitedRemarks)
            {
                if (line is null) awaited.Line.TrySetException(EndedEarly());
                else if (awaited.IsIt(line)) awaited.Line.TrySetResult(line);
            }
        }
    }

    private InvalidOperationException EndedEarly() => new($"It ended before it said what was waited for:\n{string.Join('\n', _results)}\n{Remarks}");
}

/// <param name="Results">Standard output.</param>
/// <param name="Remarks">Standard error.</param>
public sealed record CliResult(int ExitCode, string Results, string Remarks);
