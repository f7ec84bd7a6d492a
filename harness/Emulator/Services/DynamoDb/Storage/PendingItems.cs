using System.IO.Hashing;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>A table's items as decisions have left them that are not on the disk yet. Used under the commit point's gate.</summary>
internal sealed class PendingItems
{
    private readonly Dictionary<byte[], (Item? Item, LedgerEntry Commit)> _items = new(KeyBytes.Comparer);
    private volatile int _count;

    /// <summary>May be asked by anybody.</summary>
    public bool IsEmpty => _count == 0;

    public void Put(ItemChange change, LedgerEntry commit)
    {
        _items[change.Key] = ((change as ItemChange.Put)?.Item, commit);
        _count = _items.Count;
    }

    /// <param name="item">As it will be; <c>null</c> when it will be gone.</param>
    public bool TryFind(ReadOnlySpan<byte> key, out Item? item)
    {
        var isPending = _items.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var found);
        item = found.Item;
        return isPending;
    }

    public void Forget(byte[] key, LedgerEntry commit)
    {
        if (_items.TryGetValue(key, out var found) && found.Commit == commit) _items.Remove(key);
        _count = _items.Count;
    }

    private sealed class KeyBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly KeyBytes Comparer = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
