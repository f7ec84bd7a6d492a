using System.Diagnostics;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A data directory of one test's own, and the emulators that run on it one after another.</summary>
public sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tasktracker-data-").FullName;

    private string Image => Path + ".img";

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

    /// <summary>Puts a file system there that is kept in a file next to it, and whose kernel makes it read-only when something is wrong with it.</summary>
    /// <returns>Whether that is allowed, and the programs for it are there.</returns>
    public async Task<bool> MountImageAsync()
    {
        if (!File.Exists(Image))
        {
            await File.WriteAllBytesAsync(Image, new byte[16 * 1024 * 1024]);
            if (!await RunAsync("mkfs.ext4", "-q", "-F", Image)) return false;
        }

        return await RunAsync("mount", "-t", "ext4", "-o", "loop,errors=remount-ro", Image, Path);
    }

    /// <summary>Tells the kernel that something is wrong with it.</summary>
    /// <remarks>https://www.kernel.org/doc/html/latest/admin-guide/ext4.html: <c>abort</c>, which is for tests of this.</remarks>
    public Task<bool> BreakImageAsync() => RemountAsync("abort");

    public Task<bool> RemountAsync(string options) => RunAsync("mount", "-o", $"remount,{options}", Path);

    public Task<bool> UnmountAsync() => RunAsync("umount", Path);

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        File.Delete(Image);
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
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
