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

/// <summary>The sources that the running product was made from.</summary>
internal sealed class SourceWatcher : IDisposable
{
    /// <summary>Editors save in several steps; this long after the last one they are done.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(40);

    private static readonly string[] Code = [".cs", ".csproj", ".json", ".resx"];

    private readonly Workspace _workspace;
    private readonly Channel<(string File, long At)> _files = Channel.CreateUnbounded<(string, long)>();
    private readonly FileSystemWatcher[] _watchers;

    public SourceWatcher(Workspace workspace)
    {
        _workspace = workspace;
        _watchers = [Watch(Path.Combine(workspace.Root, "functions")), Watch(workspace.Frontend)];
    }

    /// <summary>Whether a file changes before the time is over.</summary>
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
                var (file, time) = await _files.Reader.ReadAsync(cancellation).ConfigureAwait(false);
                if (PartOf(file) is not Changed.Nothing and var part) (what, last, at) = (what | part, file, time);
            }
            while (await MoreAsync(cancellation).ConfigureAwait(false) || what == Changed.Nothing);

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

    private void Hear(object sender, FileSystemEventArgs change) => _files.Writer.TryWrite((change.FullPath, TimeProvider.System.GetTimestamp()));
}
