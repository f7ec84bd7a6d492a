using System.Diagnostics;

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

    /// <summary>Puts a small disk in memory there.</summary>
    /// <param name="options">As <c>mount -o</c> takes them.</param>
    /// <returns>Whether that is allowed.</returns>
    public Task<bool> MountAsync(string options) => RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", Path);

    public Task<bool> RemountAsync(string options) => RunAsync("mount", "-o", $"remount,{options}", Path);

    public Task<bool> UnmountAsync() => RunAsync("umount", Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            if (process is null) return false;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
