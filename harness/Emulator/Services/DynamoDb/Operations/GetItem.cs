using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Table">Its name or ARN.</param>
internal sealed record GetItemRequest(string Table, ReadOnlyMemory<byte> Key, Projection? Projection, ItemParameters Sent) : IItemRequest<GetItemRequest>
{
    public IDisposable Memory => Sent;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => [Key];

    public long ConsumedHalves => Sent.ConsumedHalves;

    public IReadOnlyList<ThrottlingReason> Throttled => Sent.Throttled;

    public static GetItemRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = ItemParameters.Read(body);
        var constraints = new Constraints();
        constraints.ReturnConsumedCapacity(sent.ReturnConsumedCapacity);
        var table = constraints.TableName(sent.TableName);
        constraints.NotNull(sent.Key, "key");
        constraints.Legacy(sent.Legacy);
        constraints.ThrowIfBroken();

        sent.Expressions.RefuseMixtures(Wording.Read, [ExpressionKind.ProjectionExpression], ["AttributesToGet"]);
        var key = sent.Key.GetValueOrDefault();
        if (key.Problem is { } problem) throw Wording.Read.Invalid(problem);
        Wording.Read.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.AttributesToGet));
        return new GetItemRequest(table, sent.Attributes(key), sent.BindExpressions(Wording.Read).Projection, sent);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html</remarks>
internal static class GetItem
{
    public static void Execute(Tables tables, GetItemRequest request, IBufferWriter<byte> output)
    {
        var table = tables.GetForItems(TableNames.NameOf(request.Table));
        var key = PrimaryKey.OfKey(table.Key, request.Key.Span);
        KeyPaths.Refuse(table.Key, request.Projection);
        var capacity = table.Capacity;
        request.Sent.RefuseIfThrottled(capacity?.ReasonsAgainstRead());
        var item = table.Find(key);

        var response = new ResponseWriter(output);
        if (item is not null && request.Projection is { } projection) WriteProjection(ref response, projection, item);
        else response.Raw("Item"u8, item?.Json);
        request.Sent.ConsumedHalves = Consumed.OfRead(item?.SizeBytes ?? 0, request.Sent.ConsistentRead ?? false);
        var consumed = new Consumed(request.Sent.ConsumedHalves, []);
        capacity?.Read(consumed);
        new Capacity(request.Sent.ReturnConsumedCapacity).Write(ref response, request.Table, consumed);
        response.End();
    }

    private static void WriteProjection(ref ResponseWriter response, Projection projection, Item item)
    {
        using var projected = new PooledBuffer(item.Json.Length);
        projection.Write(item.Json, projected);
        response.Raw("Item"u8, projected.WrittenSpan);
    }
}
