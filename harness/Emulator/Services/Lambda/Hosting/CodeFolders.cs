namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Function code on disk, unpacked once however many functions and environments run it, removed when the last is gone.</summary>
internal sealed class CodeFolders(Func<string> root)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _bySha = new(StringComparer.Ordinal);
    private bool _isClosed;

    /// <summary>Unpacks the code unless it is there, and keeps it until <see cref="Release"/>.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="Protocols.AwsError">InvalidParameterValueException: the archive is damaged or too large. ServiceException: the emulator is stopping.</exception>
    public async Task<string> UseAsync(string sha256, byte[] zip, CancellationToken cancellation)
    {
        Entry entry;
        lock (_gate)
        {
            if (_isClosed) throw LambdaErrors.Stopping();
            if (!_bySha.TryGetValue(sha256, out var known)) _bySha[sha256] = known = new Entry(NewFolder(sha256));
            entry = known;
            entry.Users++;
            entry.Unpacking ??= UnpackAsync(entry.Folder, zip);
        }

        var isReady = false;
        try
        {
            await entry.Unpacking.WaitAsync(cancellation).ConfigureAwait(false);
            isReady = true;
            return entry.Folder;
        }
        finally
        {
            if (!isReady) _ = ReleaseAfterAsync(entry.Unpacking, sha256);
        }
    }

    /// <summary>Keeps code that somebody uses until another <see cref="Release"/>.</summary>
    /// <returns>Whether it is there.</returns>
    public bool TryKeep(string sha256)
    {
        lock (_gate)
        {
            if (!_bySha.TryGetValue(sha256, out var entry)) return false;
            entry.Users++;
            return true;
        }
    }

    public void Release(string sha256)
    {
        lock (_gate)
        {
            if (!_bySha.TryGetValue(sha256, out var entry) || --entry.Users > 0) return;
            _bySha.Remove(sha256);
            if (Directory.Exists(entry.Folder)) Directory.Delete(entry.Folder, recursive: true);
        }
    }

    /// <summary>Whoever waited has gone; until its files are there nobody removes them.</summary>
    private async Task ReleaseAfterAsync(Task unpacking, string sha256)
    {
        await unpacking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Release(sha256);
    }

    /// <summary>Nothing is unpacked any more when this is complete, so that the root can be removed for good.</summary>
    public async Task CloseAsync()
    {
        Task[] unpacking;
        lock (_gate)
        {
            _isClosed = true;
            unpacking = [.. _bySha.Values.Select(e => e.Unpacking).OfType<Task>()];
        }

        await Task.WhenAll(unpacking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private string NewFolder(string sha256) => Path.Combine(root(), "code", Convert.ToHexStringLower(Convert.FromBase64String(sha256)));

    private static async Task UnpackAsync(string folder, byte[] zip)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await ZipPackage.UnpackAsync(zip, folder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw LambdaErrors.Machine($"The code cannot be unpacked: {refused.Message}");
        }
    }

    private sealed class Entry(string folder)
    {
        public string Folder { get; } = folder;

        public int Users { get; set; }

        public Task? Unpacking { get; set; }
    }
}
