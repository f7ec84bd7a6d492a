using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Throttling;

/// <summary>What a table that is billed for what it provides, and each of its global indexes, has left to read and to write. It is in no journal: a process begins with all of it full.</summary>
/// <remarks>
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-provisioned-capacity-exceeded-mitigation.html. What is refused and what is
/// taken: decision 0055.
/// </remarks>
internal sealed class ProvisionedCapacity
{
    private readonly Buckets _table;
    private readonly Dictionary<string, Buckets> _indexes;

    private ProvisionedCapacity(Buckets table, Dictionary<string, Buckets> indexes) => (_table, _indexes) = (table, indexes);

    /// <param name="clock">Virtual: who moves it on has capacity again.</param>
    /// <param name="before">What was left until now, where the table was billed that way.</param>
    /// <returns><c>null</c> for a table billed on demand, which is never throttled.</returns>
    public static ProvisionedCapacity? Of(TableDefinition definition, TimeProvider clock, ProvisionedCapacity? before)
    {
        if (definition.Throughput is not { } throughput) return null;
        var table = Buckets.Of(throughput, before?._table, clock, new ThrottlingReason(definition.Name, Index: null, definition.Arn, IsWrite: false));
        var indexes = new Dictionary<string, Buckets>(StringComparer.Ordinal);
        foreach (var index in definition.Indexes)
        {
            if (index.Throughput is not { } own) continue;
            var reason = new ThrottlingReason(definition.Name, index.Name, $"{definition.Arn}/index/{index.Name}", IsWrite: false);
            indexes[index.Name] = Buckets.Of(own, before?._indexes.GetValueOrDefault(index.Name), clock, reason);
        }

        return new ProvisionedCapacity(table, indexes);
    }

    /// <param name="index">What is read instead of the table.</param>
    /// <returns>Why it cannot be read now; empty when it can.</returns>
    public IReadOnlyList<ThrottlingReason> ReasonsAgainstRead(IndexDefinition? index = null)
    {
        var read = index is null ? _table : BucketsOf(index);
        return read.Reads.IsEmpty ? [read.Reason] : [];
    }

    /// <summary>An index that the write would change holds it up as the table does.</summary>
    /// <returns>Why it cannot be written now; empty when it can.</returns>
    public IReadOnlyList<ThrottlingReason> ReasonsAgainstWrite(Consumed consumed) =>
        [.. consumed.Indexes.Select(i => BucketsOf(i.Index)).Prepend(_table).Distinct().Where(b => b.Writes.IsEmpty).Select(b => b.Reason with { IsWrite = true })];

    /// <summary>Takes what one write of an item needs, or nothing.</summary>
    /// <param name="after">Of a condition that did not hold what there was before: such a write costs as much as if it had changed nothing.</param>
    /// <returns>Why it cannot be written now; empty when it can.</returns>
    public IReadOnlyList<ThrottlingReason> TryWrite(Table table, Item? before, Item? after)
    {
        var consumed = Consumed.OfWrite(table, before, after);
        var reasons = ReasonsAgainstWrite(consumed);
        if (reasons.Count == 0) Write(consumed);
        return reasons;
    }

    public void Read(Consumed consumed)
    {
        _table.Reads.Take(consumed.TableHalves);
        foreach (var (index, halves) in consumed.Indexes) BucketsOf(index).Reads.Take(halves);
    }

    public void Write(Consumed consumed)
    {
        _table.Writes.Take(consumed.TableHalves);
        foreach (var (index, halves) in consumed.Indexes) BucketsOf(index).Writes.Take(halves);
    }

    /// <summary>A local index lives on its table's.</summary>
    private Buckets BucketsOf(IndexDefinition index) => _indexes.GetValueOrDefault(index.Name) ?? _table;

    /// <param name="Reason">Against a read.</param>
    private sealed record Buckets(CapacityBucket Reads, CapacityBucket Writes, ThrottlingReason Reason)
    {
        public static Buckets Of(Throughput throughput, Buckets? before, TimeProvider clock, ThrottlingReason reason) => before is null
            ? new Buckets(new CapacityBucket(throughput.ReadUnits, clock), new CapacityBucket(throughput.WriteUnits, clock), reason)
            : new Buckets(before.Reads.With(throughput.ReadUnits), before.Writes.With(throughput.WriteUnits), reason);
    }
}
