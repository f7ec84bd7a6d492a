using TaskTracker.Cli.Debugging;

namespace TaskTracker.Cli.Loop;

/// <summary>The .NET SDK's server that keeps the compiler in memory from one save to the next. It ends with this process, however that ends.</summary>
internal sealed class CompilerServer : IAsyncDisposable
{
    /// <summary>One small compilation at a time: less to set up, less memory.</summary>
    private static readonly Dictionary<string, string> Frugal = new() { ["DOTNET_gcServer"] = "0", ["DOTNET_TieredPGO"] = "0" };

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private Leash? _running;

    /// <summary>Where it is called: a name of its own, so that no other build uses it.</summary>
    public string Pipe { get; } = $"tasktracker-compiler-{Guid.NewGuid():N}";

    /// <returns>Whether it did not run before.</returns>
    public async Task<bool> StartAsync(string server, string dotnet, CancellationToken cancellation)
    {
        if (_running is { Ended.IsCompleted: false }) return false;
        await DisposeAsync().ConfigureAwait(false);
        _running = await Leash.StartAsync(dotnet, ["exec", server, $"-pipename:{Pipe}"], Frugal, _ => { }).ConfigureAwait(false);

        // It says nothing when it can be called. Who calls before, starts another, and that one nobody ends.
        var socket = Path.Combine("/tmp", Pipe);
        var asked = TimeProvider.System.GetTimestamp();
        while (!File.Exists(socket) && !_running.Ended.IsCompleted && TimeProvider.System.GetElapsedTime(asked) < Patience)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is { } running) await running.DisposeAsync().ConfigureAwait(false);
        _running = null;
    }
}
