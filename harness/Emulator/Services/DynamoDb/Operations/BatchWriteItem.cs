using System.Buffers;
using System.Globalization;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <summary>An item to put, or the key of one to delete.</summary>
/// <param name="SizeBytes">Of the item.</param>
internal readonly record struct BatchWrite(ReadOnlyMemory<byte> Attributes, bool IsPut, int SizeBytes);

internal sealed record BatchWriteItemRequest(IReadOnlyList<(string Table, IReadOnlyList<BatchWrite> Writes)> Writes, ManyParameters Many)
    : IItemRequest<BatchWriteItemRequest>
{
    private const int MaxWrites = 25;

    public string Table => Writes[0].Table;

    public IEnumerable<(string Operation, string Table)> Further => Writes.Skip(1).Select(w => ("BatchWriteItem", w.Table));

    public IDisposable Memory => Many;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) =>
        Writes.Where(w => TableNames.NameOf(w.Table) == table).SelectMany(w => w.Writes).Select(w => w.Attributes);

    public IReadOnlyList<(string Table, Consumed Consumed)> ConsumedByTable => Many.Consumed;

    public IReadOnlyList<ThrottlingReason> Throttled => Many.Throttled;

    public static BatchWriteItemRequest Read(ReadOnlySpan<byte> body)
    {
        var many = ManyParameters.Read(body);
        ManyConstraints.RequireItems(many.Writes?.Count, "BatchWriteItem");
        var sent = many.Writes ?? [];
        var constraints = new Constraints();
        constraints.ReturnConsumedCapacity(many.ReturnConsumedCapacity);
        constraints.ReturnItemCollectionMetrics(many.ReturnItemCollectionMetrics);
        constraints.Tables(sent.Select(w => w.Table));
        foreach (var (table, writes) in sent) CheckWrites(ref constraints, table, writes);
        constraints.ThrowIfBroken();

        var read = sent.Select(w => (w.Table, (IReadOnlyList<BatchWrite>)[.. w.Writes.Select(Read)])).ToList();
        if (sent.Sum(w => w.Writes.Count) > MaxWrites) throw DynamoDbErrors.Validation("Too many items requested for the BatchWriteItem call");
        return new BatchWriteItemRequest(read, many);
    }

    private static void CheckWrites(ref Constraints constraints, string table, IReadOnlyList<SentPart> writes)
    {
        if (writes.Count is 0 or > MaxWrites)
        {
            // What AWS shows of a request is the name of its class and a number. https://github.com/boto/boto3/issues/483
            var shown = writes.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"com.amazonaws.dynamodb.v20120810.WriteRequest@{i:x8}"));
            constraints.Add($"Value '{{{table}=[{string.Join(", ", shown)}]}}' at 'requestItems' failed to satisfy constraint: "
                + "Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]");
        }

        for (var i = 0; i < writes.Count; i++)
        {
            if (writes[i].Kinds is not [var kind] || writes[i].Sent is not { } sent) continue;
            var at = $"requestItems.{table}.member.{i + 1}.member.{(kind == "PutRequest" ? "putRequest.item" : "deleteRequest.key")}";
            constraints.NotNull(kind == "PutRequest" ? sent.Item : sent.Key, at);
        }
    }

    private static BatchWrite Read(SentPart write)
    {
        if (write.Kinds is not ["PutRequest" or "DeleteRequest"] || write.Sent is not { } sent)
        {
            throw DynamoDbErrors.Validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        }

        var isPut = write.Kinds[0] == "PutRequest";
        var attributes = (isPut ? sent.Item : sent.Key).GetValueOrDefault();
        Wording.Read.ThrowIf(attributes.Problem);
        var read = sent.Attributes(attributes);
        var sizeBytes = ItemSize.OfAttributes(read.Span);
        if (sizeBytes > ItemSize.MaxItemBytes) throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        return new BatchWrite(read, isPut, sizeBytes);
    }
}

/// <summary>Writes that have nothing to do with each other: each is there by itself.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html</remarks>
internal static class BatchWriteItem
{
    public static async ValueTask ExecuteAsync(Tables tables, BatchWriteItemRequest request, IBufferWriter<byte> output)
    {
        var prepared = request.Writes.Select(w => (w.Table, w.Writes, Prepared: Prepare(tables, w.Table, w.Writes))).ToList();
        var capacity = new Capacity(request.Many.ReturnConsumedCapacity);
        var consumed = new List<(string Table, Consumed Consumed)>();
        var metrics = new CollectionMetricsList();
        var unprocessed = new UnprocessedWrites();
        foreach (var (name, writes, (table, changes)) in prepared)
        {
            // Each write is a commit of its own; all of them are on their way before the first is waited for.
            var commits = changes.ConvertAll(change => CommitAsync(table, change).AsTask());
            var written = await Task.WhenAll(commits).ConfigureAwait(false);
            var total = new Consumed(0, []);
            for (var i = 0; i < written.Length; i++)
            {
                if (written[i].Throttled is { Count: > 0 } reasons)
                {
                    unprocessed.Add(name, writes[i].IsPut, writes[i].Attributes, reasons);
                    continue;
                }

                var (before, after) = (written[i].Before, (changes[i] as ItemChange.Put)?.Item);
                total = total.Plus(capacity.IsWanted ? Consumed.OfWrite(table, before, after) : new Consumed(Consumed.OfItem(before, after), []));
                if (request.Many.ReturnItemCollectionMetrics == "SIZE") metrics.Add(name, table, before ?? after);
            }

            consumed.Add((name, total));
        }

        request.Many.Throttled = unprocessed.Reasons;
        if (unprocessed.Count == prepared.Sum(p => p.Writes.Count)) throw DynamoDbErrors.ThroughputExceeded(unprocessed.Reasons);
        request.Many.Consumed = consumed;
        var response = new ResponseWriter(output);
        unprocessed.Write(ref response);
        metrics.Write(ref response);
        capacity.Write(ref response, consumed);
        response.End();
    }

    private static ValueTask<Written> CommitAsync(Table table, ItemChange change) => table.CommitAsync((table, change), static s =>
    {
        var before = s.table.Find(s.change.Key);
        var throttled = s.table.Capacity?.TryWrite(s.table, before, (s.change as ItemChange.Put)?.Item);
        var isNothing = throttled is { Count: > 0 } || (before is null && s.change is ItemChange.Deleted);
        return (isNothing ? null : s.change, new Written(before, IsRefused: false) { Throttled = throttled });
    });

    private static (Table Table, List<ItemChange> Changes) Prepare(Tables tables, string name, IReadOnlyList<BatchWrite> writes)
    {
        var table = tables.GetForItems(TableNames.NameOf(name));
        var changes = writes.Select(w => Prepare(table, w)).ToList();
        var keys = changes.Select(c => Convert.ToHexString(c.Key)).Distinct().Count();
        return keys == changes.Count ? (table, changes) : throw DynamoDbErrors.Validation(ManyConstraints.Duplicates);
    }

    private static ItemChange Prepare(Table table, BatchWrite write)
    {
        if (!write.IsPut) return new ItemChange.Deleted(PrimaryKey.OfKey(table.Key, write.Attributes.Span));
        var key = PrimaryKey.OfAttributes(table.Key, write.Attributes.Span);
        IndexKeys.Check(table.Definition, write.Attributes.Span);
        return new ItemChange.Put(key, new Item(write.Attributes.ToArray(), write.SizeBytes));
    }
}
