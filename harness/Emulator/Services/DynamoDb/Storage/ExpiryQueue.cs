using System.Buffers.Binary;
using System.Globalization;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>The items of a table whose time will be over, in the order in which it will. It changes with the items, as an index does.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html</remarks>
internal sealed class ExpiryQueue(string attribute)
{
    private const int SecondsBytes = 8;

    /// <summary>What was over five years ago is taken for a mistake and stays.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(5 * 365);

    private readonly BTree<byte[]> _keys = new();
    private readonly byte[] _attribute = JsonText.Escape(attribute);

    public string Attribute => attribute;

    /// <summary>Called at the table's commit point.</summary>
    public void Change(byte[] key, Item? before, Item? after)
    {
        var (from, to) = (SecondsOf(before), SecondsOf(after));
        if (from == to) return;
        if (from is { } old) _keys.Remove(KeyOf(old, key));
        if (to is { } seconds) _keys.Put(KeyOf(seconds, key), key);
    }

    /// <summary>Keys of items whose time is over, the oldest first.</summary>
    public IReadOnlyList<byte[]> Due(DateTimeOffset now, int limit)
    {
        var due = new List<byte[]>();
        var walk = _keys.Walk(new KeyRange(Bound((now - MaxAge).ToUnixTimeSeconds()), Bound(now.ToUnixTimeSeconds() + 1)), isReverse: false);
        while (due.Count < limit && walk.Next() is { } key) due.Add(key);
        return due;
    }

    public bool IsOver(Item? item, DateTimeOffset now) =>
        SecondsOf(item) is { } seconds && seconds <= now.ToUnixTimeSeconds() && seconds >= (now - MaxAge).ToUnixTimeSeconds();

    /// <summary>Seconds since 1970; <c>null</c> for an item that has no time, or something else in its place.</summary>
    private long? SecondsOf(Item? item)
    {
        if (item is null) return null;
        var value = AttributeEnumerator.Find(item.Json, _attribute);
        if (ItemJson.TypeOf(value) != AttributeType.N) return null;
        var text = ItemJson.Text(value);
        var point = text.IndexOf((byte)'.');
        return long.TryParse(point < 0 ? text : text[..point], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
    }

    private static byte[] KeyOf(long seconds, byte[] key) => [.. Bound(seconds), .. key];

    private static byte[] Bound(long seconds)
    {
        var bound = new byte[SecondsBytes];
        BinaryPrimitives.WriteInt64BigEndian(bound, Math.Max(0, seconds));
        return bound;
    }
}
