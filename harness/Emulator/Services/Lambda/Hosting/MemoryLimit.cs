using System.Buffers.Text;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Holds a process to its function's memory: by a control group, or else by looking at its resident memory and killing it.</summary>
internal sealed class MemoryLimit : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ChildProcess _process;
    private readonly int _megabytes;
    private readonly PeakMemory _peak;
    private readonly MemoryCgroup? _group;
    private readonly ITimer? _timer;
    private volatile int _seenMb;
    private volatile bool _isExceeded;

    /// <param name="mayGroup">Whether a control group may be used where there are any.</param>
    public MemoryLimit(ChildProcess process, int megabytes, bool mayGroup = true)
    {
        (_process, _megabytes, _peak) = (process, megabytes, new PeakMemory(process.Id));
        _group = mayGroup ? MemoryCgroup.TryHold(process.Id, megabytes) : null;
        if (_group is null) _timer = TimeProvider.System.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>Whether the process has ended for its memory.</summary>
    public bool IsExceeded => _isExceeded || _group?.HasKilled == true;

    /// <summary>The most memory that the process has had, in whole megabytes, which is kept for when it has ended; of one that has ended, the most that was noted.</summary>
    /// <remarks>A control group counts only what the process has taken since it is in there.</remarks>
    public int NotePeakMb() => _peak.ReadMb() is > 0 and var peak ? _seenMb = peak : Math.Min(Math.Max(_seenMb, _group?.PeakMb ?? 0), _megabytes);

    public void Dispose()
    {
        _timer?.Dispose();
        _peak.Dispose();
        _group?.Remove();
    }

    private void Look()
    {
        var resident = ResidentMb(_process.Id);
        _seenMb = Math.Max(_seenMb, resident);
        if (resident <= _megabytes) return;
        _isExceeded = true;
        _process.Kill();
    }

    private static int ResidentMb(int processId)
    {
        Span<byte> text = stackalloc byte[128];
        try
        {
            using var file = File.OpenHandle($"/proc/{processId}/statm");
            text = text[..RandomAccess.Read(file, text, 0)];
        }
        catch (IOException)
        {
            return 0;
        }

        var second = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(second, out long pages, out _) ? (int)((pages * Environment.SystemPageSize) >> 20) : 0;
    }
}
