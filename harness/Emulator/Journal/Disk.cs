using System.Runtime.InteropServices;

namespace TaskTracker.Emulation.Journal;

/// <summary>Takes care that what was done with files is on the disk: a power cut undoes what the kernel alone knows.</summary>
internal static partial class Disk
{
    /// <summary>Waits until what a file holds is on the disk.</summary>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Puts a file in the place of another, such that after a power cut there is one of the two, whole.</summary>
    public static void Replace(string file, string by)
    {
        Flush(by);
        File.Move(by, file, overwrite: true);
        FlushFolder(Path.GetDirectoryName(file) ?? ".");
    }

    /// <summary>Waits until the names in a folder are on the disk. There are file systems that cannot be asked for it; Windows has nothing of the kind.</summary>
    public static void FlushFolder(string folder)
    {
        const int ReadOnly = 0;
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) return;
        _ = Synchronize(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
