using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Loop;

/// <summary>What a changed file belongs to.</summary>
[Flags]
internal enum Changed
{
    Nothing = 0,
    Functions = 1,
    Template = 2,
    Page = 4,
}

/// <param name="File">The last of them, relative to the checkout.</param>
/// <param name="At">When it was saved, as a timestamp.</param>
internal sealed record SavedFiles(Changed What, string File, long At);

/// <summary>The sources that the running product is made from, as they change from its construction on.</summary>
internal sealed class SourceWatcher : IDisposable
{
    /// <summary>Editors save in several steps; this long after the last one they are done.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(40);

    private static readonly string[] Code = [".cs", ".csproj", ".json", ".resx"];

    private readonly Workspace _workspace;
    private readonly Channel<SavedFile> _files = Channel.CreateUnbounded<SavedFile>();
    private readonly FileSystemWatcher[] _watchers;

    public SourceWatcher(Workspace workspace)
    {
        _workspace = workspace;
        // What is missing altogether, the deployment tells.
        string[] folders = [Path.Combine(workspace.Root, "functions"), workspace.Frontend];
        _watchers = [.. folders.Where(Directory.Exists).Select(Watch)];
    }

    /// <summary>Whether a file changes, or has changed, before the time is over.</summary>
    public Task<bool> ChangesWithinAsync(TimeSpan time, CancellationToken cancellation) =>
        ChangesBeforeAsync(Task.Delay(time, TimeProvider.System, cancellation), cancellation);

    /// <summary>Whether a file changes before something else ends.</summary>
    public async Task<bool> ChangesBeforeAsync(Task end, CancellationToken cancellation)
    {
        var change = _files.Reader.WaitToReadAsync(cancellation).AsTask();
        var isChanged = await Task.WhenAny(change, end).ConfigureAwait(false) == change;
        cancellation.ThrowIfCancellationRequested();
        return isChanged;
    }

    /// <summary>One batch per burst of changes.</summary>
    public async IAsyncEnumerable<SavedFiles> BatchesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var what = Changed.Nothing;
            var (last, at) = ("", 0L);
            do
            {
                var file = await _files.Reader.ReadAsync(cancellation).ConfigureAwait(false);
                (what, last, at) = (what | file.What, file.Path, file.At);
            }
            while (await MoreAsync(cancellation).ConfigureAwait(false));

            yield return new SavedFiles(what, Path.GetRelativePath(_workspace.Root, last), at);
        }
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers) watcher.Dispose();
    }

    private async Task<bool> MoreAsync(CancellationToken cancellation)
    {
        if (_files.Reader.TryPeek(out _)) return true;
        await Task.Delay(Calm, TimeProvider.System, cancellation).ConfigureAwait(false);
        return _files.Reader.TryPeek(out _);
    }

    private Changed PartOf(string file)
    {
        if (file == _workspace.Template) return Changed.Template;
        var parts = Path.GetRelativePath(_workspace.Root, file).Split(Path.DirectorySeparatorChar);
        if (parts.Any(p => p is "bin" or "obj" or "node_modules" || p.StartsWith('.') || p.EndsWith('~'))) return Changed.Nothing;
        return parts switch
        {
            ["frontend", not "tests", ..] => Changed.Page,
            ["functions", "TaskTracker.Functions", not "Properties", ..] when Code.Contains(Path.GetExtension(file)) => Changed.Functions,
            _ => Changed.Nothing,
        };
    }

    private FileSystemWatcher Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Changed += Hear;
        watcher.Created += Hear;
        watcher.Deleted += Hear;
        watcher.Renamed += Hear;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Hear(object sender, FileSystemEventArgs change)
    {
        if (PartOf(change.FullPath) is not Changed.Nothing and var what) _files.Writer.TryWrite(new SavedFile(what, change.FullPath, TimeProvider.System.GetTimestamp()));
    }

    private readonly record struct SavedFile(Changed What, string Path, long At);
}
