using System.Collections.Concurrent;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Streams;

/// <summary>The streams of all tables, also of those that are gone, by ARN. Of a data directory, those that are open come back.</summary>
internal sealed class ItemStreams(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ItemStream> _byArn = new(StringComparer.Ordinal);

    /// <summary>Above all sequences of processes before this one.</summary>
    private long _sequence = clock.GetUtcNow().Ticks;

    /// <summary>In the order of their ARNs.</summary>
    public IReadOnlyList<ItemStream> All
    {
        get
        {
            foreach (var (arn, stream) in _byArn)
            {
                if (stream.IsGone) _byArn.TryRemove(arn, out _);
            }

            return [.. _byArn.Values.OrderBy(s => s.Arn, StringComparer.Ordinal)];
        }
    }

    public ItemStream? Find(string arn) => _byArn.GetValueOrDefault(arn) is { IsGone: false } stream ? stream : null;

    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    /// <remarks>Recorded on AWS: dynamodbstreams/test_non_existent_stream.</remarks>
    public ItemStream Get(string arn) =>
        Find(arn) ?? throw new AwsError(400, "ResourceNotFoundException", $"Requested resource not found: Stream: {arn} not found");

    /// <summary>The stream that a definition asks for: the one that is open, another one, or none.</summary>
    public ItemStream? Follow(ItemStream? current, TableDefinition table)
    {
        if (current?.Definition.Label == table.Stream?.Label) return current;
        current?.Close();
        if (table.Stream is not { } definition) return null;
        var stream = new ItemStream(table, definition, Interlocked.Read(ref _sequence), clock);
        return _byArn[stream.Arn] = stream;
    }

    /// <summary>The record of a change; called at the commit point. A write that changes nothing leaves none.</summary>
    public StreamRecord? RecordOf(Item? before, Item? after, bool isExpiry)
    {
        if (before is null && after is null) return null;
        if (before is not null && after is not null && Values.SameAttributes.In(before.Json, after.Json)) return null;
        return new StreamRecord(Interlocked.Increment(ref _sequence), clock.GetUtcNow(), before, after, isExpiry);
    }

    /// <summary>A record that was there before this process began.</summary>
    public void Restore(ItemStream stream, StreamRecord record)
    {
        _sequence = Math.Max(_sequence, record.Sequence);
        stream.Restore(record);
    }
}
