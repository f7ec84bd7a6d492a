using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Capacity that was consumed, in halves of a unit.</summary>
/// <param name="Indexes">Those that cost something, or that were read.</param>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html</remarks>
internal readonly record struct Consumed(long TableHalves, IReadOnlyList<(IndexDefinition Index, long Halves)> Indexes)
{
    private const int WriteUnitBytes = 1024;
    private const int ReadUnitBytes = 4096;

    public long Total => TableHalves + Indexes.Sum(i => i.Halves);

    /// <summary>Halves for a read: one a unit where an item may be out of date.</summary>
    public static long OfRead(long sizeBytes, bool isConsistent) => Units(sizeBytes, ReadUnitBytes) * (isConsistent ? 2 : 1);

    /// <summary>Halves for a write to the table itself.</summary>
    public static long OfItem(Item? before, Item? after) => 2 * Units(Math.Max(before?.SizeBytes ?? 0, after?.SizeBytes ?? 0), WriteUnitBytes);

    /// <summary>A write: the larger of what was there and what is there now, and each index that changed.</summary>
    public static Consumed OfWrite(Table table, Item? before, Item? after)
    {
        var halves = OfItem(before, after);
        if (table.Indexes.Count == 0) return new Consumed(halves, []);
        var indexes = table.Indexes.Select(i => (i.Definition, Halves: 2 * i.WriteUnits(before, after))).Where(i => i.Halves > 0).ToList();
        return new Consumed(halves, indexes);
    }

    public Consumed Plus(Consumed other) =>
        new(TableHalves + other.TableHalves, [.. Indexes.Concat(other.Indexes).GroupBy(i => i.Index.Name).Select(g => (g.First().Index, g.Sum(i => i.Halves)))]);

    /// <summary>What a transaction consumes, which does everything twice.</summary>
    public Consumed Twice() => new(TableHalves * 2, [.. Indexes.Select(i => (i.Index, i.Halves * 2))]);

    private static long Units(long sizeBytes, int unitBytes) => Math.Max(1, (sizeBytes + unitBytes - 1) / unitBytes);
}
