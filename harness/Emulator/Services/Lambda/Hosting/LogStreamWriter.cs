using System.Text;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Writes lines of a function's log, as the function's role; group and stream are made when they are missing.</summary>
/// <param name="lines">Milliseconds since 1970 and UTF-8 text of each.</param>
internal delegate void WriteLogLines(Caller caller, string group, string stream, IReadOnlyList<(long TimestampMs, byte[] Message)> lines);

/// <summary>The log stream of one environment: lines gather here and go out together. Its user makes sure that one thread at a time writes.</summary>
internal sealed class LogStreamWriter(WriteLogLines write, TimeProvider clock, Caller caller, string group, string name)
{
    private const int MaxTailBytes = 4096;

    private List<(long, byte[])> _lines = [];
    private List<byte>? _tail;

    public string Name => name;

    public void Write(string line) => Write(Encoding.UTF8.GetBytes(line));

    public void Write(byte[] line)
    {
        _lines.Add((clock.GetUtcNow().ToUnixTimeMilliseconds(), line));
        if (_tail is null) return;
        _tail.AddRange(line);
        if (_tail.Count > 16 * MaxTailBytes) _tail.RemoveRange(0, _tail.Count - MaxTailBytes);
    }

    /// <returns>Whether there was anything.</returns>
    public bool Flush()
    {
        if (_lines.Count == 0) return false;
        var lines = _lines;
        _lines = [];
        try
        {
            write(caller, group, name, lines);
        }
        catch (AwsError)
        {
            // A role that may not write leaves no log, as on AWS.
        }

        return true;
    }

    public void BeginTail() => _tail = [];

    /// <summary>The last 4 KB written since <see cref="BeginTail"/>.</summary>
    public byte[] EndTail()
    {
        byte[] tail = _tail is null ? [] : [.. _tail[Math.Max(0, _tail.Count - MaxTailBytes)..]];
        _tail = null;
        return tail;
    }
}
