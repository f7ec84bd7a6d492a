using System.Buffers.Binary;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>
/// Items as rows: <c>u [16: id of the table] [key]</c>, <c>[4: size] [JSON]</c>. A table that comes back under an old name has another id, so that a late row of
/// the one that is gone belongs to nothing.
/// </summary>
internal static class ItemRows
{
    private const byte ItemPrefix = (byte)'u';
    private const int PrefixBytes = 17;
    private const int SizeBytes = sizeof(int);

    /// <summary>What the rows of a table's items begin with.</summary>
    public static byte[] PrefixOf(TableDefinition definition) => [ItemPrefix, .. Guid.Parse(definition.Id).ToByteArray(bigEndian: true)];

    public static void Write(Table table, ItemChange change, RowBatch rows)
    {
        var key = new byte[PrefixBytes + change.Key.Length];
        table.RowPrefix.CopyTo(key, 0);
        change.Key.CopyTo(key, PrefixBytes);
        if (change is not ItemChange.Put(_, var item))
        {
            rows.Remove(key);
            return;
        }

        var value = new byte[SizeBytes + item.Json.Length + RowBatch.SealBytes];
        BinaryPrimitives.WriteInt32BigEndian(value, item.SizeBytes);
        item.Json.CopyTo(value, SizeBytes);
        rows.PutSealed(key, value);
    }

    /// <summary>Puts rows back into their tables, which are there already.</summary>
    internal sealed class Loader
    {
        private Table? _table;

        /// <summary>Removes what belongs to no table.</summary>
        public RowBatch Orphans { get; } = new();

        public void Add(Tables tables, byte[] key, ReadOnlySpan<byte> value)
        {
            // Rows of one table stand together.
            if (_table is null || !key.AsSpan().StartsWith(_table.RowPrefix)) _table = tables.All.FirstOrDefault(t => Owns(t, key));
            if (_table is null) Orphans.Remove(key);
            else _table.Load(key[PrefixBytes..], new Item(value[SizeBytes..].ToArray(), BinaryPrimitives.ReadInt32BigEndian(value)));
        }

        private static bool Owns(Table table, byte[] key) => key.AsSpan().StartsWith(table.RowPrefix);
    }
}
