using System.Buffers;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Table">Its name or ARN.</param>
/// <param name="Item">Its attributes, in the request's buffer.</param>
internal sealed record PutItemRequest(string Table, ReadOnlyMemory<byte> Item, int SizeBytes, BoundExpressions Expressions, ItemParameters Sent)
    : IItemRequest<PutItemRequest>
{
    public IDisposable Memory => Sent;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => [Item];

    public long ConsumedHalves => Sent.ConsumedHalves;

    public IReadOnlyList<ThrottlingReason> Throttled => Sent.Throttled;

    public static PutItemRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = ItemParameters.Read(body);
        var constraints = new Constraints();
        constraints.ReturnConsumedCapacity(sent.ReturnConsumedCapacity);
        var table = constraints.TableName(sent.TableName);
        constraints.NotNull(sent.Item, "item");
        constraints.Legacy(sent.Legacy);
        constraints.ReturnValues(sent.ReturnValues);
        constraints.ReturnItemCollectionMetrics(sent.ReturnItemCollectionMetrics);
        constraints.ReturnValuesOnConditionCheckFailure(sent.ReturnValuesOnConditionCheckFailure);
        constraints.ThrowIfBroken();

        sent.Expressions.RefuseMixtures(Wording.Write, [ExpressionKind.ConditionExpression], ["Expected", "ConditionalOperator"]);
        var attributes = sent.Item.GetValueOrDefault();
        if (attributes.Problem is { } problem) throw Wording.Write.Invalid(problem);
        if (sent.ReturnValues is not (null or "NONE" or "ALL_OLD")) throw Wording.Write.Invalid("ReturnValues can only be ALL_OLD or NONE");
        var item = sent.Attributes(attributes);
        var sizeBytes = ItemSize.OfAttributes(item.Span);
        if (sizeBytes > ItemSize.MaxItemBytes) throw Wording.Write.Invalid("Item size has exceeded the maximum allowed size");
        sent.CheckExpected(Wording.Write);
        return new PutItemRequest(table, item, sizeBytes, sent.BindExpressions(Wording.Write), sent);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html</remarks>
internal static class PutItem
{
    public static async ValueTask ExecuteAsync(Tables tables, PutItemRequest request, IBufferWriter<byte> output)
    {
        var table = tables.GetForItems(TableNames.NameOf(request.Table));
        var key = PrimaryKey.OfItem(table.Key, request.Item.Span);
        KeyPaths.Refuse(table.Key, request.Expressions.Condition);
        IndexKeys.Check(table.Definition, request.Item.Span);
        var item = new Item(request.Item.ToArray(), request.SizeBytes);
        var written = await table.CommitAsync((table, key, item, request.Expressions.Condition), static s =>
        {
            var existing = s.table.Find(s.key);
            var isRefused = s.Condition is not null && !s.Condition.Holds(existing?.Json);
            var throttled = s.table.Capacity?.TryWrite(s.table, existing, isRefused ? existing : s.item);
            if (throttled is { Count: > 0 }) return (null, new Written(existing, isRefused) { Throttled = throttled });
            return (isRefused ? null : (ItemChange?)new ItemChange.Put(s.key, s.item), new Written(existing, isRefused));
        }).ConfigureAwait(false);

        request.Sent.RefuseIfThrottled(written.Throttled);
        written.ThrowIfRefused(request.Sent.ReturnValuesOnConditionCheckFailure);
        var response = new ResponseWriter(output);
        if (request.Sent.ReturnValues == "ALL_OLD") response.Raw("Attributes"u8, written.Before?.Json);
        request.Sent.WriteCapacity(ref response, table, written.Before, item);
        response.End();
    }
}
