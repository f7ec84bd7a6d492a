using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>A group and its streams. Changed under the service's commit point, read by anybody.</summary>
internal sealed class LogGroup(LogGroupSettings settings)
{
    /// <summary>What a group holds at most, in bytes of messages; the oldest batches make room. AWS has no such limit.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    // By the id of the first event of each: what comes back from a data directory comes stream by stream.
    private readonly PriorityQueue<(LogStream Stream, int Count, long Bytes), long> _batches = new();
    private readonly List<(string Stream, long FirstId)> _dropped = [];
    private ImmutableSortedDictionary<string, LogStream> _streams = ImmutableSortedDictionary.Create<string, LogStream>(StringComparer.Ordinal);
    private long _bytes;

    public LogGroupSettings Settings { get; set; } = settings;

    public string Name => Settings.Name;

    public IEnumerable<LogStream> Streams => _streams.Values;

    public LogStream? Find(string name) => _streams.GetValueOrDefault(name);

    /// <exception cref="Protocols.AwsError">ResourceNotFoundException.</exception>
    public LogStream Get(string name) => Find(name) ?? throw LogsErrors.NoSuchStream();

    /// <summary>Milliseconds since 1970 before which events are over, by the group's retention.</summary>
    public long OldestMs(DateTimeOffset now) => Settings.RetentionDays is { } days ? now.AddDays(-days).ToUnixTimeMilliseconds() : 0;

    public void Add(LogStream stream) => _streams = _streams.Add(stream.Name, stream);

    public void Remove(string name) => _streams = _streams.Remove(name);

    /// <summary>Batches that made room since the last call, by the ids of their first events.</summary>
    public IReadOnlyList<(string Stream, long FirstId)> TakeDropped()
    {
        var dropped = _dropped.ToArray();
        _dropped.Clear();
        return dropped;
    }

    public void Append(string stream, IReadOnlyList<LogEvent> events)
    {
        var target = Get(stream);
        target.Append(events);
        var bytes = events.Sum(e => (long)e.Message.Length);
        _batches.Enqueue((target, events.Count, bytes), events[0].Id);
        _bytes += bytes;
        while (_bytes > MaxBytes && _batches.TryDequeue(out var oldest, out var firstId))
        {
            oldest.Stream.DropOldest(oldest.Count);
            _bytes -= oldest.Bytes;
            _dropped.Add((oldest.Stream.Name, firstId));
        }
    }
}
