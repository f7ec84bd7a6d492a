using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Transactions;

/// <summary>
/// The items that transactions are about to change: another that would change one of them, or read it, is cancelled. Those that read are in nobody's way.
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling</remarks>
internal sealed class OngoingTransactions
{
    private readonly Lock _gate = new();
    private readonly HashSet<(Table Table, string Key)> _items = [];

    /// <summary>Takes all of the items to change them, or none.</summary>
    /// <returns>A reason for each item: that another transaction has it, or none.</returns>
    public IReadOnlyList<CancellationReason> Enter(IReadOnlyList<(Table Table, byte[] Key)> items)
    {
        lock (_gate)
        {
            var reasons = ReasonsAgainst(items);
            if (reasons.Contains(CancellationReason.Conflict)) return reasons;
            foreach (var item in items) _items.Add(Name(item));
            return reasons;
        }
    }

    /// <returns>A reason for each item that is to be read: that a transaction is about to change it, or none.</returns>
    public IReadOnlyList<CancellationReason> Meet(IReadOnlyList<(Table Table, byte[] Key)> items)
    {
        lock (_gate) return ReasonsAgainst(items);
    }

    public void Leave(IReadOnlyList<(Table Table, byte[] Key)> items)
    {
        lock (_gate)
        {
            foreach (var item in items) _items.Remove(Name(item));
        }
    }

    private List<CancellationReason> ReasonsAgainst(IReadOnlyList<(Table Table, byte[] Key)> items) =>
        [.. items.Select(i => _items.Contains(Name(i)) ? CancellationReason.Conflict : CancellationReason.None)];

    private static (Table Table, string Key) Name((Table Table, byte[] Key) item) => (item.Table, Convert.ToBase64String(item.Key));
}
