using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Reads;

/// <summary>What a Query or a Scan does with the entries it comes by.</summary>
internal sealed record PageTerms(Bound<Condition>? Filter, Projection? Projection, ItemParameters Sent)
{
    public bool IsReverse => Sent.ScanIndexForward is false;

    public bool IsConsistent => Sent.ConsistentRead ?? false;
}

/// <summary>Reads one page and writes the answer while it reads.</summary>
internal static class Pages
{
    /// <summary>A page ends after the item that takes it here.</summary>
    private const long PageBytes = 1024 * 1024;

    public static void Answer(ReadSource source, KeyRange range, PageTerms terms, IBufferWriter<byte> output)
    {
        var capacity = source.Table.Capacity;
        terms.Sent.RefuseIfThrottled(capacity?.ReasonsAgainstRead(source.Index?.Definition));
        var response = new ResponseWriter(output);
        var items = terms.Sent.Select == "COUNT" ? null : response.Member("Items"u8);
        var page = Read(source, range, terms, items);
        response.Number("Count"u8, page.Count);
        response.Number("ScannedCount"u8, page.ScannedCount);
        if (page.Last is { } last) LastEvaluatedKey.Write(response.Member("LastEvaluatedKey"u8), source.StartKey, last.Json);
        var consumed = ConsumedBy(page, source, terms);
        terms.Sent.ConsumedHalves = consumed.Total;
        capacity?.Read(consumed);
        new Capacity(terms.Sent.ReturnConsumedCapacity).Write(ref response, terms.Sent.TableName ?? "", consumed);
        response.End();
    }

    /// <param name="FetchedHalves">Of units, for items that were read from the table because the index does not hold all that was asked for.</param>
    /// <param name="Last">Where the page was cut; <c>null</c> at the end.</param>
    private readonly record struct Page(long Count, long ScannedCount, long SizeBytes, long FetchedHalves, Item? Last);

    private static Page Read(ReadSource source, KeyRange range, PageTerms terms, IBufferWriter<byte>? output)
    {
        using var projected = terms.Projection is null ? null : new PooledBuffer();
        var limit = terms.Sent.Limit ?? long.MaxValue;
        var fetches = Selection.NeedsTable(source, terms);
        var (count, scanned, sizeBytes, fetchedHalves) = (0L, 0L, 0L, 0L);
        Item? last = null;
        output?.Write("["u8);
        var walk = source.Walk(range, terms.IsReverse);
        while (last is null && walk.Next() is { } entry)
        {
            scanned++;
            sizeBytes += entry.SizeBytes;
            var item = fetches ? source.ItemOf(entry) ?? entry : entry;
            if (fetches) fetchedHalves += Consumed.OfRead(item.SizeBytes, terms.IsConsistent);
            if (terms.Filter is null || terms.Filter.Holds(item.Json))
            {
                if (output is not null) WriteItem(output, item, terms.Projection, projected, isFirst: count == 0);
                count++;
            }

            if (scanned == limit || sizeBytes >= PageBytes) last = entry;
        }

        output?.Write("]"u8);
        return new Page(count, scanned, sizeBytes, fetchedHalves, last);
    }

    private static Consumed ConsumedBy(Page page, ReadSource source, PageTerms terms)
    {
        var halves = Consumed.OfRead(page.SizeBytes, terms.IsConsistent);
        return source.Index is { } index ? new Consumed(page.FetchedHalves, [(index.Definition, halves)]) : new Consumed(halves, []);
    }

    private static void WriteItem(IBufferWriter<byte> output, Item item, Projection? projection, PooledBuffer? projected, bool isFirst)
    {
        if (!isFirst) output.Write(","u8);
        if (projection is null || projected is null)
        {
            output.Write(item.Json);
            return;
        }

        projected.Clear();
        projection.Write(item.Json, projected);
        output.Write(projected.WrittenSpan);
    }
}
