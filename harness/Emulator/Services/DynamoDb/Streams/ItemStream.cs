using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Streams;

/// <summary>Some records of a stream.</summary>
/// <param name="IsEnd">Whether none can follow: the stream is closed.</param>
/// <param name="Newest">The sequence of the newest record there is.</param>
internal sealed record StreamPage(IReadOnlyList<StreamRecord> Records, bool IsEnd, long Newest);

/// <summary>The changes of a table's items for a day, in the order in which they happened. It has one shard, which is open as long as the stream is on.</summary>
internal sealed class ItemStream(TableDefinition table, StreamDefinition definition, long start, TimeProvider clock)
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly RecordRing _records = new();
    private TaskCompletionSource? _arrival;
    private long _newest = start;
    private long _trimmed = start;
    private long _trimmedRows = start;
    private DateTimeOffset? _closedAt;

    public StreamDefinition Definition => definition;

    public string TableName => table.Name;

    public KeySchema Key => table.Key;

    public string Arn { get; } = ArnOf(table, definition);

    /// <summary>The sequence that its first record comes after.</summary>
    public long Start { get; private set; } = start;

    /// <summary>What the rows of its records begin with.</summary>
    public byte[] RowPrefix { get; } = StreamRows.PrefixOf(table, definition);

    public string ShardId { get; } = $"shardId-{definition.CreatedAt.ToUnixTimeMilliseconds():D20}-{table.Id[..8]}";

    public bool IsOpen => _closedAt is null;

    /// <summary>Of the last record, once none can follow.</summary>
    public long? EndingSequence
    {
        get
        {
            lock (_gate) return _closedAt is null ? null : _newest;
        }
    }

    /// <summary>A closed stream can be read for a day.</summary>
    public bool IsGone => _closedAt is { } closed && clock.GetUtcNow() - closed > Retention;

    /// <summary>The sequence of the last record that is too old to be read.</summary>
    public long Trimmed
    {
        get
        {
            lock (_gate)
            {
                Trim();
                return _trimmed;
            }
        }
    }

    public static string ArnOf(TableDefinition table, StreamDefinition definition) => $"{table.Arn}/stream/{definition.Label}";

    public void Add(StreamRecord record)
    {
        lock (_gate)
        {
            Trim();
            _records.Add(record);
            _newest = record.Sequence;
            Signal();
        }
    }

    /// <summary>Records come back in their order, before any other comes.</summary>
    public void Restore(StreamRecord record)
    {
        lock (_gate)
        {
            if (_records.Count == 0) Start = _trimmed = _trimmedRows = record.Sequence - 1;
            _records.Add(record);
            _newest = record.Sequence;
        }
    }

    /// <summary>What <see cref="Trimmed"/> has risen to since the last call; <c>null</c> when it has not.</summary>
    public long? TakeTrimmed()
    {
        lock (_gate)
        {
            Trim();
            if (_trimmed == _trimmedRows) return null;
            return _trimmedRows = _trimmed;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closedAt ??= clock.GetUtcNow();
            Signal();
        }
    }

    /// <param name="after">The sequence of the last record that the reader has seen.</param>
    public StreamPage Read(long after, int limit)
    {
        lock (_gate)
        {
            Trim();
            var records = _records.After(after, limit);
            var last = records.Count > 0 ? records[^1].Sequence : Math.Max(after, _trimmed);
            return new StreamPage(records, _closedAt is not null && last >= _newest, _newest);
        }
    }

    /// <summary>Done when there are records after one, or none can follow.</summary>
    public Task WaitAsync(long after)
    {
        lock (_gate)
        {
            if (_newest > after || _closedAt is not null) return Task.CompletedTask;
            _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _arrival.Task;
        }
    }

    private void Trim()
    {
        var oldest = clock.GetUtcNow() - Retention;
        while (_records.First is { } first && first.At < oldest)
        {
            _trimmed = first.Sequence;
            _records.RemoveFirst();
        }
    }

    private void Signal()
    {
        _arrival?.TrySetResult();
        _arrival = null;
    }
}
