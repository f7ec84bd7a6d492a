using System.Buffers;
using System.IO.Hashing;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Transactions;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Fingerprint">Of the whole request, to know it again by.</param>
internal sealed record TransactWriteItemsRequest(IReadOnlyList<TransactAction> Actions, UInt128 Fingerprint, ManyParameters Many) : IItemRequest<TransactWriteItemsRequest>
{
    /// <summary>Of all items together.</summary>
    private const long MaxBytes = 4 * 1024 * 1024;

    public string Table => Actions[0].Table;

    public IEnumerable<(string Operation, string Table)> Further => Actions.Select(a => (a.Operation, a.Table));

    public IDisposable Memory => Many;

    public IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => Actions.Where(a => TableNames.NameOf(a.Table) == table).Select(a => a.Attributes);

    public IReadOnlyList<(string Table, Consumed Consumed)> ConsumedByTable => Many.Consumed;

    public IReadOnlyList<ThrottlingReason> Throttled => Many.Throttled;

    public static TransactWriteItemsRequest Read(ReadOnlySpan<byte> body)
    {
        var many = ManyParameters.Read(body);
        var constraints = new Constraints();
        constraints.ReturnConsumedCapacity(many.ReturnConsumedCapacity);
        constraints.ReturnItemCollectionMetrics(many.ReturnItemCollectionMetrics);
        constraints.Length(many.ClientRequestToken, "clientRequestToken", from: 1, to: 36);
        constraints.Transaction(many.TransactItems);
        var parts = many.TransactItems ?? [];
        for (var i = 0; i < parts.Count; i++) TransactAction.Check(ref constraints, parts[i], i + 1);
        constraints.ThrowIfBroken();

        var actions = parts.Select(p => TransactAction.Read(p, ["Put", "Update", "Delete", "ConditionCheck"])).ToList();
        if (actions.Sum(a => (long)a.SizeBytes) > MaxBytes) throw DynamoDbErrors.Validation("Transaction request size has exceeded the maximum allowed size of 4 MB");
        return new TransactWriteItemsRequest(actions, XxHash128.HashToUInt128(body), many);
    }
}

/// <summary>Either everything happens or nothing, whatever the tables, and nobody sees a part of it.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html</remarks>
internal static class TransactWriteItems
{
    public static async ValueTask ExecuteAsync(Tables tables, TransactionRegister register, TransactWriteItemsRequest request, IBufferWriter<byte> output)
    {
        var transaction = PreparedTransaction.Of(tables, request.Actions);
        var token = request.Many.ClientRequestToken;
        if (token is not null && !register.Tokens.Begin(token, request.Fingerprint))
        {
            transaction.RefuseReadIfThrottled(request.Many);
            Answer(request, transaction, [.. transaction.Items.Select(i => i.Table.Find(i.Key)).Select(i => (i, i))], "ReadCapacityUnits", output);
            return;
        }

        var isDone = false;
        try
        {
            var images = await CommitAsync(tables, register, transaction, request.Many).ConfigureAwait(false);
            isDone = true;
            Answer(request, transaction, images, "WriteCapacityUnits", output);
        }
        finally
        {
            if (token is not null) register.Tokens.End(token, isDone);
        }
    }

    private static async ValueTask<IReadOnlyList<(Item? Before, Item? After)>> CommitAsync(
        Tables tables, TransactionRegister register, PreparedTransaction transaction, ManyParameters many)
    {
        CancellationReason.ThrowIfAny(register.Ongoing.Enter(transaction.Items));
        try
        {
            var token = many.ClientRequestToken;
            var decision = await tables.Items.CommitAsync(transaction, Decide, token is null ? null : rows => register.Tokens.Keep(token, rows)).ConfigureAwait(false);
            many.Throttled = decision.Throttled;
            CancellationReason.ThrowIfAny(decision.Reasons);
            return decision.Images;
        }
        finally
        {
            register.Ongoing.Leave(transaction.Items);
        }
    }

    /// <param name="Throttled">What has nothing left for an action that could be done otherwise.</param>
    private sealed record Decision(List<CancellationReason> Reasons, List<(Item? Before, Item? After)> Images, List<ThrottlingReason> Throttled);

    private static (IReadOnlyList<ItemWrite> Changes, Decision Decision) Decide(PreparedTransaction transaction)
    {
        var writes = new List<ItemWrite>();
        var (reasons, images, throttled) = (new List<CancellationReason>(), new List<(Item? Before, Item? After)>(), new List<ThrottlingReason>());
        for (var i = 0; i < transaction.Actions.Count; i++)
        {
            var (table, key) = transaction.Items[i];
            var before = table.Find(key);
            var reason = Try(transaction.Actions[i], table, before, out var after);
            if (reason == CancellationReason.None && table.Capacity?.ReasonsAgainstWrite(Consumed.OfWrite(table, before, after)) is { Count: > 0 } exceeded)
            {
                throttled.AddRange(exceeded);
                reason = CancellationReason.ThroughputExceeded(exceeded);
            }

            reasons.Add(reason);
            images.Add((before, after));
            if (transaction.Actions[i].Kind == "ConditionCheck") continue;
            if (after is not null) writes.Add(new ItemWrite(table, new ItemChange.Put(key, after)));
            else if (before is not null) writes.Add(new ItemWrite(table, new ItemChange.Deleted(key)));
        }

        return (reasons.All(r => r == CancellationReason.None) ? writes : [], new Decision(reasons, images, throttled));
    }

    private static CancellationReason Try(TransactAction action, Table table, Item? before, out Item? after)
    {
        after = before;
        if (action.Expressions.Condition is { } condition && !condition.Holds(before?.Json))
        {
            return CancellationReason.ConditionFailed(action.Sent.ReturnValuesOnConditionCheckFailure == "ALL_OLD" ? before?.Json : null);
        }

        try
        {
            after = action.Apply(table, before);
            return CancellationReason.None;
        }
        catch (AwsError refusal)
        {
            return CancellationReason.Invalid(refusal);
        }
    }

    private static void Answer(
        TransactWriteItemsRequest request, PreparedTransaction transaction, IReadOnlyList<(Item? Before, Item? After)> images, string side, IBufferWriter<byte> output)
    {
        var consumed = new Dictionary<string, Consumed>(StringComparer.Ordinal);
        var metrics = new CollectionMetricsList();
        var isWrite = side == "WriteCapacityUnits";
        for (var i = 0; i < images.Count; i++)
        {
            var ((table, _), (before, after), name) = (transaction.Items[i], images[i], transaction.Actions[i].Table);
            var one = (isWrite ? Consumed.OfWrite(table, before, after) : new Consumed(Consumed.OfRead(before?.SizeBytes ?? 0, isConsistent: true), [])).Twice();
            if (isWrite) table.Capacity?.Write(one);
            else table.Capacity?.Read(one);
            consumed[name] = consumed.GetValueOrDefault(name, new Consumed(0, [])).Plus(one);
            if (request.Many.ReturnItemCollectionMetrics == "SIZE") metrics.Add(name, table, before ?? after);
        }

        request.Many.Consumed = [.. consumed.Select(c => (c.Key, c.Value))];
        var response = new ResponseWriter(output);
        metrics.Write(ref response);
        new Capacity(request.Many.ReturnConsumedCapacity) { Side = side }.Write(ref response, request.Many.Consumed);
        response.End();
    }
}
