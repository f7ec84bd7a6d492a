using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Table">Its name or ARN.</param>
/// <param name="StartKey">Empty to begin at the beginning.</param>
internal sealed record ScanRequest(string Table, ReadOnlyMemory<byte> StartKey, Bound<Condition>? Filter, Projection? Projection, ItemParameters Sent)
    : IItemRequest<ScanRequest>
{
    public static ScanRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = ItemParameters.Read(body);
        var constraints = new Constraints();
        constraints.OneOf(sent.Select, "select", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
        constraints.ReturnConsumedCapacity(sent.ReturnConsumedCapacity);
        var table = constraints.TableName(sent.TableName);
        constraints.Range(sent.Limit, "limit", from: 1);
        constraints.ThrowIfBroken();

        sent.Expressions.RefuseMixtures(
            Wording.Read, [ExpressionKind.ProjectionExpression, ExpressionKind.FilterExpression],
            ["AttributesToGet", "ScanFilter", "ConditionalOperator", "IndexName", "Segment", "TotalSegments"]);
        RefuseSelect(sent);
        if (sent.ExclusiveStartKey is { Problem: { } problem }) throw Wording.Read.Invalid(StartKeyProblem(problem));
        var startKey = sent.ExclusiveStartKey is { } start ? sent.Attributes(start) : default;
        var bound = sent.BindExpressions(Wording.Read);
        return new ScanRequest(table, startKey, bound.Filter, bound.Projection, sent);
    }

    private static void RefuseSelect(ItemParameters sent)
    {
        var problem = (sent.Select, sent.Expressions.HasProjection) switch
        {
            ("SPECIFIC_ATTRIBUTES", false) => "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            ("ALL_ATTRIBUTES", true) => "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
            ("COUNT", true) => "Cannot specify the ProjectionExpression when choosing to get only the Count",
            ("ALL_PROJECTED_ATTRIBUTES", true) => "Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES",
            ("ALL_PROJECTED_ATTRIBUTES", false) => "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
            _ => null,
        };
        if (problem is not null) throw Wording.Read.Invalid(problem);
    }

    /// <remarks>AWS says where the value was found for some rules and not for others.</remarks>
    private static string StartKeyProblem(string problem)
    {
        string[] bare = ["contains duplicates", "number set", "numeric value", "significant digits", "number with magnitude"];
        return bare.Any(b => problem.Contains(b, StringComparison.Ordinal)) ? problem : $"The provided starting key is invalid: {problem}";
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html</remarks>
internal static class Scan
{
    /// <summary>A page ends after the item that takes it here.</summary>
    private const long PageBytes = 1024 * 1024;

    public static void Execute(Tables tables, ScanRequest request, IBufferWriter<byte> output)
    {
        var table = tables.GetForItems(TableNames.NameOf(request.Table));
        var after = request.StartKey.IsEmpty ? null : StartKey(table.Key, request.StartKey.Span);
        KeyPaths.Refuse(table.Key, request.Projection);
        KeyPaths.Refuse(table.Key, request.Filter);

        var response = new ResponseWriter(output);
        var items = request.Sent.Select == "COUNT" ? null : response.Member("Items"u8);
        var page = ReadPage(table, after, request, items);
        response.Number("Count"u8, page.Count);
        response.Number("ScannedCount"u8, page.ScannedCount);
        if (page.Last is { } last) LastEvaluatedKey.Write(response.Member("LastEvaluatedKey"u8), table.Key, last.Json);
        new Capacity(request.Sent).Write(ref response, request.Table, Capacity.OfRead(page.SizeBytes, request.Sent.ConsistentRead ?? false));
        response.End();
    }

    /// <param name="Last">Where the page was cut; <c>null</c> at the end of the table.</param>
    private readonly record struct Page(long Count, long ScannedCount, long SizeBytes, Item? Last);

    private static Page ReadPage(Table table, byte[]? after, ScanRequest request, IBufferWriter<byte>? output)
    {
        using var projected = request.Projection is null ? null : new PooledBuffer();
        var limit = request.Sent.Limit ?? long.MaxValue;
        var (count, scanned, sizeBytes) = (0L, 0L, 0L);
        Item? last = null;
        output?.Write("["u8);
        var walk = table.Walk(after);
        while (last is null && walk.Next() is { } item)
        {
            scanned++;
            sizeBytes += item.SizeBytes;
            if (request.Filter is null || request.Filter.Holds(item.Json))
            {
                if (output is not null) WriteItem(output, item, request.Projection, projected, isFirst: count == 0);
                count++;
            }

            if (scanned == limit || sizeBytes >= PageBytes) last = item;
        }

        output?.Write("]"u8);
        return new Page(count, scanned, sizeBytes, last);
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

    private static byte[] StartKey(KeySchema schema, ReadOnlySpan<byte> key)
    {
        try
        {
            return PrimaryKey.OfKey(schema, key);
        }
        catch (AwsError refusal)
        {
            throw DynamoDbErrors.Validation($"The provided starting key is invalid: {refusal.Message}");
        }
    }
}
