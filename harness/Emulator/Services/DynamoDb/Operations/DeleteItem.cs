using System.Buffers;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Table">Its name or ARN.</param>
internal sealed record DeleteItemRequest(string Table, ReadOnlyMemory<byte> Key, BoundExpressions Expressions, ItemParameters Sent)
    : IItemRequest<DeleteItemRequest>
{
    public IDisposable Memory => Sent;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => [Key];

    public long ConsumedHalves => Sent.ConsumedHalves;

    public IReadOnlyList<ThrottlingReason> Throttled => Sent.Throttled;

    public static DeleteItemRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = ItemParameters.Read(body);
        var constraints = new Constraints();
        constraints.ReturnConsumedCapacity(sent.ReturnConsumedCapacity);
        var table = constraints.TableName(sent.TableName);
        constraints.NotNull(sent.Key, "key");
        constraints.Legacy(sent.Legacy);
        constraints.ReturnValues(sent.ReturnValues);
        constraints.ReturnItemCollectionMetrics(sent.ReturnItemCollectionMetrics);
        constraints.ReturnValuesOnConditionCheckFailure(sent.ReturnValuesOnConditionCheckFailure);
        constraints.ThrowIfBroken();

        sent.Expressions.RefuseMixtures(Wording.Write, [ExpressionKind.ConditionExpression], ["Expected", "ConditionalOperator"]);
        var key = sent.Key.GetValueOrDefault();
        if (key.Problem is { } problem) throw Wording.Write.Invalid(problem);
        if (sent.ReturnValues is not (null or "NONE" or "ALL_OLD")) throw Wording.Write.Invalid("ReturnValues can only be ALL_OLD or NONE");
        sent.CheckExpected(Wording.Write);
        return new DeleteItemRequest(table, sent.Attributes(key), sent.BindExpressions(Wording.Write), sent);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html</remarks>
internal static class DeleteItem
{
    public static async ValueTask ExecuteAsync(Tables tables, DeleteItemRequest request, IBufferWriter<byte> output)
    {
        var table = tables.GetForItems(TableNames.NameOf(request.Table));
        var key = PrimaryKey.OfKey(table.Key, request.Key.Span);
        KeyPaths.Refuse(table.Key, request.Expressions.Condition);
        var written = await table.CommitAsync((table, key, request.Expressions.Condition), static s =>
        {
            var existing = s.table.Find(s.key);
            var isRefused = s.Condition is not null && !s.Condition.Holds(existing?.Json);
            var throttled = s.table.Capacity?.TryWrite(s.table, existing, isRefused ? existing : null);
            if (throttled is { Count: > 0 }) return (null, new Written(existing, isRefused) { Throttled = throttled });
            return (isRefused || existing is null ? null : (ItemChange?)new ItemChange.Deleted(s.key), new Written(existing, isRefused));
        }).ConfigureAwait(false);

        request.Sent.RefuseIfThrottled(written.Throttled);
        written.ThrowIfRefused(request.Sent.ReturnValuesOnConditionCheckFailure);
        var response = new ResponseWriter(output);
        if (request.Sent.ReturnValues == "ALL_OLD") response.Raw("Attributes"u8, written.Before?.Json);
        request.Sent.WriteCapacity(ref response, table, written.Before, after: null);
        response.End();
    }
}
