using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>A secondary index: the items that have its key, as far as it projects them, in the order of that key. It changes with its table's items.</summary>
internal sealed class SecondaryIndex
{
    private const int MaxHashBytes = 2048;
    private const int MaxRangeBytes = 1024;

    private readonly BTree<Item> _entries = new();
    private readonly byte[][] _projected;
    private long _sizeBytes;

    public SecondaryIndex(IndexDefinition definition, KeySchema table)
    {
        Definition = definition;
        StartKey = [.. table.Attributes, .. definition.Key.Attributes.Where(a => table.Find(a.EscapedName) is null)];
        _projected = [.. StartKey.Select(a => a.EscapedName), .. definition.Included.Select(JsonText.Escape)];
    }

    public IndexDefinition Definition { get; private set; }

    /// <summary>The attributes that name an entry: the table's key and the index's.</summary>
    public IReadOnlyList<KeyAttribute> StartKey { get; }

    public long ItemCount => _entries.Count;

    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    public TreeWalk<Item> Walk(KeyRange range, bool isReverse) => _entries.Walk(range, isReverse);

    /// <summary>Throughput may change; everything else makes another index.</summary>
    public void Redefine(IndexDefinition definition) => Definition = definition;

    /// <summary>Called at the table's commit point with what was there and what is there now.</summary>
    public void Change(byte[] primaryKey, Item? before, Item? after)
    {
        var from = before is null ? null : KeyOf(before.Json, primaryKey);
        var to = after is null ? null : KeyOf(after.Json, primaryKey);
        if (from is not null && (to is null || !from.AsSpan().SequenceEqual(to))) Count(_entries.Remove(from), null);
        if (to is null || after is null) return;
        var entry = Project(after);
        if (Definition.Projection == ProjectionType.ALL || _entries.Find(to) is not { } known || !known.Json.AsSpan().SequenceEqual(entry.Json)) Count(_entries.Put(to, entry), entry);
    }

    /// <summary>Units that a write of an item costs the index: none where nothing changes that it holds, two where the item moves in it.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes</remarks>
    public long WriteUnits(Item? before, Item? after)
    {
        var from = before is null ? null : KeyOf(before.Json, primaryKey: default);
        var to = after is null ? null : KeyOf(after.Json, primaryKey: default);
        var old = from is null || before is null ? null : Project(before);
        var now = to is null || after is null ? null : Project(after);
        if (from is null || to is null || !from.AsSpan().SequenceEqual(to)) return Units(old) + Units(now);
        if (old is null || now is null || SameAttributes.In(old.Json, now.Json)) return 0;
        return Math.Max(Units(old), Units(now));
    }

    /// <summary>Whether every item of the index has an attribute if the table's has.</summary>
    public bool Projects(ReadOnlySpan<byte> escapedName)
    {
        if (Definition.Projection == ProjectionType.ALL) return true;
        foreach (var name in _projected)
        {
            if (escapedName.SequenceEqual(name)) return true;
        }

        return false;
    }

    /// <summary><c>null</c> for an item that the index does not hold.</summary>
    private byte[]? KeyOf(ReadOnlySpan<byte> item, ReadOnlySpan<byte> primaryKey)
    {
        var key = Definition.Key;
        var hash = AttributeEnumerator.Find(item, key.Hash.EscapedName);
        if (!CanBeKey(key.Hash, hash, MaxHashBytes)) return null;
        if (key.Range is null) return KeyEncoding.OfIndex(hash, default, primaryKey);
        var range = AttributeEnumerator.Find(item, key.Range.EscapedName);
        return CanBeKey(key.Range, range, MaxRangeBytes) ? KeyEncoding.OfIndex(hash, range, primaryKey) : null;
    }

    /// <summary>Items that are older than the index may have what no key can be; it leaves them out.</summary>
    private static bool CanBeKey(KeyAttribute attribute, ReadOnlySpan<byte> value, int maxBytes) =>
        ItemJson.TypeOf(value) == attribute.Type && ItemSize.OfValue(value) is var size && size > 0 && size <= maxBytes;

    private Item Project(Item item)
    {
        if (Definition.Projection == ProjectionType.ALL) return item;
        using var projected = new PooledBuffer(item.Json.Length);
        projected.Write("{"u8);
        var attributes = new AttributeEnumerator(item.Json);
        while (attributes.MoveNext())
        {
            if (!Projects(attributes.Name)) continue;
            if (projected.Length > 1) projected.Write(","u8);
            projected.Write(attributes.Entry);
        }

        projected.Write("}"u8);
        return new Item(projected.WrittenSpan.ToArray(), ItemSize.OfAttributes(projected.WrittenSpan));
    }

    private void Count(Item? before, Item? after) => Volatile.Write(ref _sizeBytes, _sizeBytes + (after?.SizeBytes ?? 0) - (before?.SizeBytes ?? 0));

    private static long Units(Item? entry) => entry is null ? 0 : Math.Max(1, (entry.SizeBytes + 1023) / 1024);
}
