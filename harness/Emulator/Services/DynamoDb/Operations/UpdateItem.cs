using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Table">Its name or ARN.</param>
internal sealed record UpdateItemRequest(string Table, ReadOnlyMemory<byte> Key, BoundExpressions Expressions, ItemParameters Sent)
    : IItemRequest<UpdateItemRequest>
{
    public IDisposable Memory => Sent;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => [Key];

    public long ConsumedHalves => Sent.ConsumedHalves;

    public IReadOnlyList<ThrottlingReason> Throttled => Sent.Throttled;

    /// <summary>The older form makes no item where it only takes attributes away.</summary>
    public bool OnlyRemoves => Sent.Legacy.AttributeUpdates is { Count: > 0 } updates && updates.All(u => u.Action == "DELETE");

    public static UpdateItemRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = ItemParameters.Read(body);
        var constraints = new Constraints();

        // AWS looks at this one before all others.
        constraints.ReturnValues(sent.ReturnValues);
        constraints.ThrowIfBroken();
        var table = constraints.TableName(sent.TableName);
        constraints.ReturnConsumedCapacity(sent.ReturnConsumedCapacity);
        constraints.ReturnItemCollectionMetrics(sent.ReturnItemCollectionMetrics);
        constraints.NotNull(sent.Key, "key");
        constraints.Legacy(sent.Legacy);
        constraints.ReturnValuesOnConditionCheckFailure(sent.ReturnValuesOnConditionCheckFailure);
        constraints.ThrowIfBroken();

        sent.Expressions.RefuseMixtures(
            Wording.Write, [ExpressionKind.UpdateExpression, ExpressionKind.ConditionExpression], ["AttributeUpdates", "Expected", "ConditionalOperator"]);
        var key = sent.Key.GetValueOrDefault();
        if (key.Problem is { } problem) throw Wording.Write.Invalid(problem);
        Wording.Write.ThrowIf(LegacyConstraints.ProblemIn(sent.Legacy.AttributeUpdates, sent.Values));
        sent.CheckExpected(Wording.Write);
        return new UpdateItemRequest(table, sent.Attributes(key), sent.BindExpressions(Wording.Write), sent);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html</remarks>
internal static class UpdateItem
{
    public static async ValueTask ExecuteAsync(Tables tables, UpdateItemRequest request, IBufferWriter<byte> output)
    {
        var table = tables.GetForItems(TableNames.NameOf(request.Table));
        var key = PrimaryKey.OfKey(table.Key, request.Key.Span);
        KeyPaths.RefuseChange(table.Key, request.Expressions.Update);
        KeyPaths.Refuse(table.Key, request.Expressions.Condition);
        IndexKeys.CheckUpdate(table.Definition, request.Expressions.Update);
        var written = await table.CommitAsync((table, key, request), static s =>
        {
            var existing = s.table.Find(s.key);
            var isRefused = s.request.Expressions.Condition is { } condition && !condition.Holds(existing?.Json);
            var updated = isRefused || (existing is null && s.request.OnlyRemoves) ? existing : Updated(s.table, s.request, existing);
            var throttled = s.table.Capacity?.TryWrite(s.table, existing, updated);
            if (throttled is { Count: > 0 }) return (null, new Written(existing, isRefused) { Throttled = throttled });
            return (isRefused || updated is null ? null : (ItemChange?)new ItemChange.Put(s.key, updated), new Written(existing, isRefused, updated));
        }).ConfigureAwait(false);

        request.Sent.RefuseIfThrottled(written.Throttled);
        written.ThrowIfRefused(request.Sent.ReturnValuesOnConditionCheckFailure);
        var response = new ResponseWriter(output);
        WriteAttributes(ref response, request, written);
        request.Sent.WriteCapacity(ref response, table, written.Before, written.After);
        response.End();
    }

    private static Item Updated(Table table, UpdateItemRequest request, Item? existing)
    {
        var updated = ItemUpdate.Apply(request.Expressions.Update, request.Key, existing);
        IndexKeys.Check(table.Definition, updated.Json);
        return updated;
    }

    private static void WriteAttributes(ref ResponseWriter response, UpdateItemRequest request, Written written)
    {
        switch (request.Sent.ReturnValues)
        {
            case "ALL_OLD":
                response.Raw("Attributes"u8, written.Before?.Json);
                break;
            case "ALL_NEW":
                response.Raw("Attributes"u8, written.After?.Json);
                break;
            case "UPDATED_OLD" when written.Before is { } before:
                WriteUpdated(ref response, request, before);
                break;
            case "UPDATED_NEW" when written.After is { } after:
                WriteUpdated(ref response, request, after);
                break;
        }
    }

    /// <summary>The parts of an item that the update is about; none at all where there are none.</summary>
    private static void WriteUpdated(ref ResponseWriter response, UpdateItemRequest request, Item item)
    {
        if (request.Expressions.Update is not { } update) return;
        using var projected = new PooledBuffer(item.Json.Length);
        var touched = update.Tree.Select(action => update.Path(action.Path)).ToArray();
        if (Projection.Of(touched).Write(item.Json, projected)) response.Raw("Attributes"u8, projected.WrittenSpan);
    }
}
