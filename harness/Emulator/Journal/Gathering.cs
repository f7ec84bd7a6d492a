using System.Diagnostics;

namespace TaskTracker.Emulation.Journal;

/// <summary>
/// How long a group of changes waits for more of them. Those whose changes were just written ask for their next ones at once; if the first of them had the disk to
/// itself, all others would wait for two writes instead of one. So a group waits until it is as large as the last ones were.
/// </summary>
/// <remarks>Used by the thread that writes, but for <see cref="Expected"/>.</remarks>
internal sealed class Gathering
{
    private TimeSpan _lastWrite;
    private int _last;
    private volatile int _expected;

    /// <summary>A disk that is quicker than that is not worth waiting for others.</summary>
    public TimeSpan Quick { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>A group of so many is not waited with; 0 when none is.</summary>
    public int Expected => _expected;

    /// <summary>At most a quarter of what a write takes.</summary>
    public TimeSpan Patience => _lastWrite > 4 * Quick ? _lastWrite / 4 : Quick;

    /// <summary>Told what each group was and took.</summary>
    public void Wrote(int count, long startedAt)
    {
        _lastWrite = Stopwatch.GetElapsedTime(startedAt);
        _expected = _lastWrite < Quick ? 0 : Math.Max(count, _last);
        _last = count;
    }
}
