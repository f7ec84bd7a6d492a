using System.Buffers.Binary;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Streams;

/// <summary>A change's record, and the stream that it belongs to.</summary>
internal sealed record StreamedChange(ItemStream Stream, StreamRecord Record);

/// <summary>
/// Records of open streams as rows: <c>v [16: id of the table] [8: when the stream was switched on] [8: sequence]</c>,
/// <c>[8: time] [1: whether the item's time was over] [item before] [item after]</c>, of each item <c>[4: size] [4: length, -1 for none] [JSON]</c>.
/// </summary>
internal static class StreamRows
{
    public const byte RecordPrefix = (byte)'v';
    private const int HeadBytes = sizeof(long) + 1;
    private const int ItemHeadBytes = 2 * sizeof(int);

    /// <summary>What the rows of all of a table's streams begin with.</summary>
    public static byte[] PrefixOf(TableDefinition table) => [RecordPrefix, .. Guid.Parse(table.Id).ToByteArray(bigEndian: true)];

    public static byte[] PrefixOf(TableDefinition table, StreamDefinition stream) => [.. PrefixOf(table), .. Bytes(stream.CreatedAt.UtcTicks)];

    public static void Write(StreamedChange change, RowBatch rows)
    {
        var (stream, record) = change;
        var (before, after) = (record.Before, record.After);
        var value = new byte[HeadBytes + (2 * ItemHeadBytes) + (before?.Json.Length ?? 0) + (after?.Json.Length ?? 0)];
        BinaryPrimitives.WriteInt64BigEndian(value, record.At.UtcTicks);
        value[sizeof(long)] = record.IsExpiry ? (byte)1 : (byte)0;
        var rest = Write(after, Write(before, value.AsSpan(HeadBytes)));
        if (!rest.IsEmpty) throw new InvalidOperationException("A record is shorter than it was measured.");
        rows.Put(KeyOf(stream, record.Sequence), value);
        if (stream.TakeTrimmed() is { } trimmed) rows.RemoveBetween(KeyOf(stream, 0), KeyOf(stream, trimmed + 1));
    }

    public static StreamRecord Read(byte[] key, ReadOnlySpan<byte> value)
    {
        var rest = value[HeadBytes..];
        var before = ReadItem(ref rest);
        var after = ReadItem(ref rest);
        return new StreamRecord(
            BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(key.Length - sizeof(long))), new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(value), TimeSpan.Zero),
            before, after, value[sizeof(long)] == 1);
    }

    private static byte[] KeyOf(ItemStream stream, long sequence) => [.. stream.RowPrefix, .. Bytes(sequence)];

    private static Span<byte> Write(Item? item, Span<byte> to)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, item?.SizeBytes ?? 0);
        BinaryPrimitives.WriteInt32BigEndian(to[sizeof(int)..], item?.Json.Length ?? -1);
        item?.Json.CopyTo(to[ItemHeadBytes..]);
        return to[(ItemHeadBytes + (item?.Json.Length ?? 0))..];
    }

    private static Item? ReadItem(ref ReadOnlySpan<byte> from)
    {
        var (size, length) = (BinaryPrimitives.ReadInt32BigEndian(from), BinaryPrimitives.ReadInt32BigEndian(from[sizeof(int)..]));
        var json = from.Slice(ItemHeadBytes, Math.Max(0, length)).ToArray();
        from = from[(ItemHeadBytes + json.Length)..];
        return length < 0 ? null : new Item(json, size);
    }

    private static byte[] Bytes(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
