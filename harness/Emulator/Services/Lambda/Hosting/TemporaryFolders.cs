using System.Collections.Concurrent;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>
/// Where the environments of one function keep temporary files, which their <c>TMPDIR</c> names. One that takes the place of an environment whose process has failed finds
/// what was there.
/// </summary>
internal sealed class TemporaryFolders
{
    private readonly ConcurrentStack<string> _left = new();

    /// <param name="root">The emulator's own folder.</param>
    public string Take(string root) => _left.TryPop(out var left) ? left : Directory.CreateDirectory(Path.Combine(root, "tmp", Path.GetRandomFileName())).FullName;

    /// <summary>Nothing works in it any more.</summary>
    /// <param name="isKept">For the environment that comes next.</param>
    public void Leave(string folder, bool isKept)
    {
        if (isKept) _left.Push(folder);
        else Remove(folder);
    }

    public void Clear()
    {
        while (_left.TryPop(out var folder)) Remove(folder);
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A descendant still writes there: it goes with the emulator's folder.
        }
    }
}
