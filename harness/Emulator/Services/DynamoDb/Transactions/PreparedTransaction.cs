using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Transactions;

/// <summary>The actions of a transaction with the tables and the items that they are about.</summary>
internal sealed record PreparedTransaction(IReadOnlyList<TransactAction> Actions, IReadOnlyList<(Table Table, byte[] Key)> Items)
{
    /// <exception cref="AwsError">ResourceNotFoundException, ValidationException, or TransactionCanceledException: an action that does not go with its table.</exception>
    public static PreparedTransaction Of(Tables tables, IReadOnlyList<TransactAction> actions)
    {
        var found = actions.Select(a => tables.GetForItems(TableNames.NameOf(a.Table))).ToList();
        var items = new List<(Table Table, byte[] Key)>();
        var reasons = new List<CancellationReason>();
        for (var i = 0; i < actions.Count; i++)
        {
            try
            {
                items.Add((found[i], actions[i].KeyIn(found[i])));
                reasons.Add(CancellationReason.None);
            }
            catch (AwsError refusal) when (!IsAboutEmptiness(refusal))
            {
                reasons.Add(CancellationReason.Invalid(refusal));
            }
        }

        if (items.DistinctBy(i => (i.Table, Convert.ToBase64String(i.Key))).Count() < items.Count)
        {
            throw DynamoDbErrors.Validation("Transaction request cannot include multiple operations on one item");
        }

        CancellationReason.ThrowIfAny(reasons);
        return new PreparedTransaction(actions, items);
    }

    /// <summary>For a transaction that reads.</summary>
    /// <exception cref="AwsError">TransactionCanceledException: one of its tables has nothing left to read.</exception>
    public void RefuseReadIfThrottled(ManyParameters many)
    {
        if (Items.All(i => i.Table.Capacity is null)) return;
        var reasons = Items.Select(i => i.Table.Capacity?.ReasonsAgainstRead() ?? []).ToList();
        many.Throttled = [.. reasons.SelectMany(r => r)];
        CancellationReason.ThrowIfAny([.. reasons.Select(CancellationReason.ThroughputExceeded)]);
    }

    /// <summary>A key without content is refused before there is a transaction.</summary>
    private static bool IsAboutEmptiness(AwsError refusal) => refusal.Message.StartsWith("One or more parameter values are not valid.", StringComparison.Ordinal);
}
