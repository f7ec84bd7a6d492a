using System.Collections.Immutable;
using TaskTracker.Emulation.Services.Logs.Metrics;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>A group, its streams and its metric filters. Changed under the service's commit point, read by anybody.</summary>
internal sealed class LogGroup(LogGroupSettings settings)
{
    /// <summary>What a group holds at most, in bytes of memory; the oldest batches make room. AWS has no such limit.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    // Beside its message, as https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html counts an event.
    private const int OverheadBytes = 26;

    // Beside its message, in memory: the event itself, and the head of the array that the message is.
    private const int EventBytes = 64;

    // A batch beside its events, with its place among the others.
    private const int BatchBytes = 128;

    // By the id of the first event of each: what comes back from a data directory comes stream by stream.
    private readonly SortedDictionary<long, Batch> _batches = [];
    private readonly List<(string Stream, long FirstId)> _dropped = [];
    private ImmutableSortedDictionary<string, LogStream> _streams = ImmutableSortedDictionary.Create<string, LogStream>(StringComparer.Ordinal);
    private long _bytes;
    private long _count;

    // The earliest time at which a batch ends: until then nothing expires.
    private long _earliestEndMs = long.MaxValue;

    public LogGroupSettings Settings { get; set; } = settings;

    public string Name => Settings.Name;

    public IEnumerable<LogStream> Streams => _streams.Values;

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<MetricFilter> Filters { get; private set; } = [];

    public long StoredBytes => _bytes + (_count * OverheadBytes);

    private long HeldBytes => _bytes + (_count * EventBytes) + (_batches.Count * (long)BatchBytes);

    public LogStream? Find(string name) => _streams.GetValueOrDefault(name);

    /// <exception cref="Protocols.AwsError">ResourceNotFoundException.</exception>
    public LogStream Get(string name) => Find(name) ?? throw LogsErrors.NoSuchStream();

    /// <summary>Milliseconds since 1970 before which events are over, by the group's retention.</summary>
    public long OldestMs(DateTimeOffset now) => Settings.RetentionDays is { } days ? now.AddDays(-days).ToUnixTimeMilliseconds() : 0;

    public void Add(LogStream stream) => _streams = _streams.Add(stream.Name, stream);

    public void Remove(string name)
    {
        var stream = Get(name);
        _streams = _streams.Remove(name);
        foreach (var firstId in _batches.Where(b => b.Value.Stream == stream).Select(b => b.Key).ToList()) Take(firstId);
    }

    public void Put(MetricFilter filter) =>
        Filters = [.. Filters.Where(f => f.Settings.Name != filter.Settings.Name).Append(filter).OrderBy(f => f.Settings.Name, StringComparer.Ordinal)];

    public void RemoveFilter(string name) => Filters = Filters.RemoveAll(f => f.Settings.Name == name);

    /// <summary>Batches that made room since the last call, by the ids of their first events.</summary>
    public IReadOnlyList<(string Stream, long FirstId)> TakeDropped()
    {
        var dropped = _dropped.ToArray();
        _dropped.Clear();
        return dropped;
    }

    /// <summary>Batches of which every event is older; the events of others are only not shown any more.</summary>
    public IReadOnlyList<(string Stream, long FirstId)> Expired(long oldestMs) =>
        oldestMs <= _earliestEndMs ? [] : [.. _batches.Where(b => b.Value.EndMs < oldestMs).Select(b => (b.Value.Stream.Name, b.Key))];

    public void Drop(IEnumerable<long> firstIds)
    {
        foreach (var firstId in firstIds) Drop(firstId);
        _earliestEndMs = _batches.Count == 0 ? long.MaxValue : _batches.Values.Min(b => b.EndMs);
    }

    public void Append(string stream, IReadOnlyList<LogEvent> events)
    {
        var batch = new Batch(Get(stream), events.Count, events.Sum(e => (long)e.Message.Length), events[^1].TimestampMs);
        batch.Stream.Append(events);
        _batches[events[0].Id] = batch;
        _bytes += batch.Bytes;
        _count += batch.Count;
        _earliestEndMs = Math.Min(_earliestEndMs, batch.EndMs);
        while (HeldBytes > MaxBytes)
        {
            var (firstId, oldest) = _batches.First();
            Drop(firstId);
            _dropped.Add((oldest.Stream.Name, firstId));
        }
    }

    private void Drop(long firstId)
    {
        if (Take(firstId) is { } batch) batch.Stream.DropOldest(batch.Count);
    }

    private Batch? Take(long firstId)
    {
        if (!_batches.Remove(firstId, out var batch)) return null;
        _bytes -= batch.Bytes;
        _count -= batch.Count;
        return batch;
    }

    /// <param name="EndMs">The time of its last event.</param>
    private sealed record Batch(LogStream Stream, int Count, long Bytes, long EndMs);
}
