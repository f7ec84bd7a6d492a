using System.Buffers;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Transactions;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record TransactGetItemsRequest(IReadOnlyList<TransactAction> Actions, ManyParameters Many) : IItemRequest<TransactGetItemsRequest>
{
    public string Table => Actions[0].Table;

    public IEnumerable<(string Operation, string Table)> Further => Actions.Select(a => (a.Operation, a.Table));

    public IDisposable Memory => Many;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => Actions.Where(a => TableNames.NameOf(a.Table) == table).Select(a => a.Attributes);

    public IReadOnlyList<(string Table, Consumed Consumed)> ConsumedByTable => Many.Consumed;

    public IReadOnlyList<ThrottlingReason> Throttled => Many.Throttled;

    public static TransactGetItemsRequest Read(ReadOnlySpan<byte> body)
    {
        var many = ManyParameters.Read(body);
        var constraints = new Constraints();
        constraints.ReturnConsumedCapacity(many.ReturnConsumedCapacity);
        constraints.Transaction(many.TransactItems);
        var parts = many.TransactItems ?? [];
        for (var i = 0; i < parts.Count; i++) TransactAction.Check(ref constraints, parts[i], i + 1);
        constraints.ThrowIfBroken();
        return new TransactGetItemsRequest([.. parts.Select(p => TransactAction.Read(p, ["Get"]))], many);
    }
}

/// <summary>All items as of one moment.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html</remarks>
internal static class TransactGetItems
{
    /// <summary>Of all items together, whatever of them is answered.</summary>
    private const long MaxBytes = 4 * 1024 * 1024;

    public static async ValueTask ExecuteAsync(Tables tables, TransactionRegister register, TransactGetItemsRequest request, IBufferWriter<byte> output)
    {
        var transaction = PreparedTransaction.Of(tables, request.Actions);
        CancellationReason.ThrowIfAny(register.Ongoing.Meet(transaction.Items));
        transaction.RefuseReadIfThrottled(request.Many);
        var items = await tables.Items.CommitAsync(transaction, static t => ((IReadOnlyList<ItemWrite>)[], t.Items.Select(i => i.Table.Find(i.Key)).ToList())).ConfigureAwait(false);
        if (items.Sum(i => (long)(i?.SizeBytes ?? 0)) > MaxBytes) throw DynamoDbErrors.Validation("The aggregate size of the items in the transaction exceeded 4 MB");
        Answer(request, transaction, items, output);
    }

    private static void Answer(TransactGetItemsRequest request, PreparedTransaction transaction, List<Item?> items, IBufferWriter<byte> output)
    {
        var response = new ResponseWriter(output);
        var responses = response.Member("Responses"u8);
        var consumed = new Dictionary<string, Consumed>(StringComparer.Ordinal);
        using var projected = new PooledBuffer();
        var opening = "["u8;
        for (var i = 0; i < items.Count; i++)
        {
            responses.Write(opening);
            Write(responses, items[i], request.Actions[i], projected);
            var one = new Consumed(Consumed.OfRead(items[i]?.SizeBytes ?? 0, isConsistent: true), []).Twice();
            transaction.Items[i].Table.Capacity?.Read(one);
            var table = request.Actions[i].Table;
            consumed[table] = consumed.GetValueOrDefault(table, new Consumed(0, [])).Plus(one);
            opening = ","u8;
        }

        responses.Write("]"u8);
        request.Many.Consumed = [.. consumed.Select(c => (c.Key, c.Value))];
        new Capacity(request.Many.ReturnConsumedCapacity) { Side = "ReadCapacityUnits" }.Write(ref response, request.Many.Consumed);
        response.End();
    }

    private static void Write(IBufferWriter<byte> output, Item? item, TransactAction action, PooledBuffer projected)
    {
        var one = new ResponseWriter(output);
        if (item is not null && action.Expressions.Projection is { } projection)
        {
            projected.Clear();
            projection.Write(item.Json, projected);
            one.Raw("Item"u8, projected.WrittenSpan);
        }
        else
        {
            one.Raw("Item"u8, item?.Json);
        }

        one.End();
    }
}
