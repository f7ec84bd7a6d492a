namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A data directory of one test's own, and the emulators that run on it one after another.</summary>
public sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tasktracker-data-").FullName;

    public string Database => System.IO.Path.Combine(Path, "state.db");

    public Task<Emulator> StartAsync() => Emulator.StartAsync(new EmulatorOptions(Port: 0) { DataDirectory = Path }, cancellation: TestContext.Current.CancellationToken);

    /// <summary>One life of an emulator.</summary>
    public async Task RunAsync(Func<SignedHttp, Task> life)
    {
        await using var emulator = await StartAsync();
        using var http = new SignedHttp(emulator.Endpoint);
        await life(http);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
