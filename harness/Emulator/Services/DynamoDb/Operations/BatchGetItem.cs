using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <summary>The items of one table that a batch asks for.</summary>
/// <param name="Table">Its name or ARN.</param>
internal sealed record BatchGet(string Table, IReadOnlyList<ReadOnlyMemory<byte>> Keys, Projection? Projection, ItemParameters Sent);

internal sealed record BatchGetItemRequest(IReadOnlyList<BatchGet> Gets, ManyParameters Many) : IItemRequest<BatchGetItemRequest>
{
    private const int MaxKeys = 100;

    public string Table => Gets[0].Table;

    public IEnumerable<(string Operation, string Table)> Further => Gets.Skip(1).Select(g => ("BatchGetItem", g.Table));

    public IDisposable Memory => Many;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => Gets.Where(g => TableNames.NameOf(g.Table) == table).SelectMany(g => g.Keys);

    public IReadOnlyList<(string Table, Consumed Consumed)> ConsumedByTable => Many.Consumed;

    public IReadOnlyList<ThrottlingReason> Throttled => Many.Throttled;

    public static BatchGetItemRequest Read(ReadOnlySpan<byte> body)
    {
        var many = ManyParameters.Read(body, areGets: true);
        if (many.Gets is { Count: 0 }) throw DynamoDbErrors.Validation("1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1");
        ManyConstraints.RequireItems(many.Gets?.Count, "BatchGetItem");
        var sent = many.Gets ?? [];
        var constraints = new Constraints();
        constraints.ReturnConsumedCapacity(many.ReturnConsumedCapacity);
        constraints.Tables(sent.Select(g => g.Table));
        foreach (var (table, one) in sent) CheckKeys(ref constraints, table, one);
        constraints.ThrowIfBroken();

        RefuseMixture(sent);
        var gets = sent.Select(g => Read(g.Table, g.Sent)).ToList();
        if (gets.Sum(g => g.Keys.Count) > MaxKeys) throw DynamoDbErrors.Validation("Too many items requested for the BatchGetItem call");
        return new BatchGetItemRequest(gets, many);
    }

    private static void CheckKeys(ref Constraints constraints, string table, ItemParameters sent)
    {
        var at = $"RequestItems.{table}.member.Keys";
        if (sent.Keys is null) constraints.Add($"Value null at 'requestItems.{table}.member.keys' failed to satisfy constraint: Member must not be null");
        if (sent.Keys is { Count: 0 }) constraints.Add($"Value at '{at}' failed to satisfy constraint: Member must have length greater than or equal to 1");
        if (sent.Keys is { Count: > MaxKeys }) constraints.Add($"Value at '{at}' failed to satisfy constraint: Member must have length less than or equal to 100");
        constraints.Legacy(sent.Legacy);
    }

    /// <summary>One way to name attributes for all tables.</summary>
    private static void RefuseMixture(IReadOnlyList<(string Table, ItemParameters Sent)> gets)
    {
        var hasBoth = gets.Any(g => g.Sent.Expressions.ProjectionMember == "ProjectionExpression") && gets.Any(g => g.Sent.Legacy.AttributesToGet is not null);
        if (!hasBoth) return;
        throw DynamoDbErrors.Validation("Can not use both expression and non-expression parameters in the same request: "
            + "Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}");
    }

    private static BatchGet Read(string table, ItemParameters sent)
    {
        sent.Expressions.RefuseMixtures(Wording.Read, [ExpressionKind.ProjectionExpression], ["AttributesToGet"]);
        Wording.Read.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.AttributesToGet));
        var projection = sent.BindExpressions(Wording.Read).Projection;
        var keys = sent.Keys ?? [];
        Wording.Read.ThrowIf(keys.Select(k => k.Problem).FirstOrDefault(p => p is not null));
        var attributes = keys.Select(sent.Attributes).ToList();
        if (attributes.DistinctBy(k => ManyConstraints.Canonical(k.Span)).Count() < attributes.Count) throw DynamoDbErrors.Validation(ManyConstraints.Duplicates);
        return new BatchGet(table, attributes, projection, sent);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html</remarks>
internal static class BatchGetItem
{
    /// <summary>What an answer holds at most; the keys of what would go beyond are given back.</summary>
    private const long MaxBytes = 16 * 1024 * 1024;

    public static void Execute(Tables tables, BatchGetItemRequest request, IBufferWriter<byte> output)
    {
        var reads = request.Gets.Select(g => Prepare(tables, g)).ToList();
        var response = new ResponseWriter(output);
        var consumed = new List<(string Table, Consumed Consumed)>();
        var unprocessed = new List<(BatchGet Get, List<int> Keys)>();
        var (sizeBytes, throttled) = (0L, new List<ThrottlingReason>());

        var responses = response.Member("Responses"u8);
        var opening = "{\""u8;
        foreach (var (table, get, keys) in reads)
        {
            responses.Write(opening);
            responses.Write(JsonText.Escape(get.Table));
            responses.Write("\":["u8);
            var (halves, left) = WriteItems(responses, table, get, keys, ref sizeBytes, throttled);
            responses.Write("]"u8);
            consumed.Add((get.Table, new Consumed(halves, [])));
            if (left.Count > 0) unprocessed.Add((get, left));
            opening = ",\""u8;
        }

        responses.Write("}"u8);
        request.Many.Throttled = throttled;
        if (throttled.Count == request.Gets.Sum(g => g.Keys.Count)) throw DynamoDbErrors.ThroughputExceeded(throttled);
        WriteUnprocessed(response.Member("UnprocessedKeys"u8), unprocessed);
        request.Many.Consumed = consumed;
        new Capacity(request.Many.ReturnConsumedCapacity).Write(ref response, consumed);
        response.End();
    }

    private static (Table Table, BatchGet Get, List<byte[]> Keys) Prepare(Tables tables, BatchGet get)
    {
        var table = tables.GetForItems(TableNames.NameOf(get.Table));
        var keys = get.Keys.Select(k => PrimaryKey.OfKey(table.Key, k.Span)).ToList();
        KeyPaths.Refuse(table.Key, get.Projection);
        return (table, get, keys);
    }

    private static (long Halves, List<int> Left) WriteItems(
        IBufferWriter<byte> output, Table table, BatchGet get, List<byte[]> keys, ref long sizeBytes, List<ThrottlingReason> throttled)
    {
        using var projected = new PooledBuffer();
        var (halves, left, isFirst) = (0L, new List<int>(), true);
        for (var i = 0; i < keys.Count; i++)
        {
            if (table.Capacity?.ReasonsAgainstRead() is { Count: > 0 } reasons)
            {
                throttled.AddRange(reasons);
                left.Add(i);
                continue;
            }

            var item = table.Find(keys[i]);
            if (sizeBytes + (item?.SizeBytes ?? 0) > MaxBytes)
            {
                left.Add(i);
                continue;
            }

            var cost = Consumed.OfRead(item?.SizeBytes ?? 0, get.Sent.ConsistentRead ?? false);
            table.Capacity?.Read(new Consumed(cost, []));
            halves += cost;
            if (item is null) continue;
            sizeBytes += item.SizeBytes;
            if (!isFirst) output.Write(","u8);
            output.Write(Project(item, get.Projection, projected));
            isFirst = false;
        }

        return (halves, left);
    }

    private static ReadOnlySpan<byte> Project(Item item, Projection? projection, PooledBuffer projected)
    {
        if (projection is null) return item.Json;
        projected.Clear();
        projection.Write(item.Json, projected);
        return projected.WrittenSpan;
    }

    private static void WriteUnprocessed(IBufferWriter<byte> output, List<(BatchGet Get, List<int> Keys)> unprocessed)
    {
        var opening = "{"u8;
        foreach (var (get, keys) in unprocessed)
        {
            output.Write(opening);
            output.Write("\""u8);
            output.Write(JsonText.Escape(get.Table));
            output.Write("\":{\"Keys\":["u8);
            for (var i = 0; i < keys.Count; i++)
            {
                if (i > 0) output.Write(","u8);
                output.Write(get.Keys[keys[i]].Span);
            }

            output.Write("]"u8);
            if (get.Sent.ConsistentRead is true) output.Write(",\"ConsistentRead\":true"u8);
            get.Sent.Expressions.WriteProjection(output);
            output.Write("}"u8);
            opening = ","u8;
        }

        output.Write(opening.SequenceEqual("{"u8) ? "{}"u8 : "}"u8);
    }
}
