namespace TaskTracker.Emulation.Journal;

/// <summary>Rows on their way to the disk, and what follows when they are there.</summary>
/// <param name="after">An entry without which this one makes no sense: if that one fails, so does this; <c>null</c> for none.</param>
internal abstract class LedgerEntry(int space, RowBatch rows, LedgerEntry? after)
{
    private LedgerEntry? _after = after;

    public int Space => space;

    public IReadOnlyList<RowWrite> Writes => rows.Writes;

    /// <summary>Set when the entry is queued: those that share it are on the disk together.</summary>
    public LedgerGroup? Group { get; set; }

    /// <summary>Why it is not on the disk and never will be; <c>null</c> as long as nothing went wrong.</summary>
    public string? Failure { get; private set; }

    /// <summary>Shares the failure of what it rests on. Called in the order of the entries, before they are written: one that rests on a failed one fails those that rest on it.</summary>
    public void Inherit()
    {
        Failure = _after?.Failure;
        _after = null;
    }

    public void Settle(string? failure)
    {
        Failure ??= failure;
        if (Failure is null) Durable();
        else Failed();
    }

    /// <exception cref="NotDurable">It is not on the disk and will never be.</exception>
    public async ValueTask WaitAsync()
    {
        if (Group is { } group) await group.Settled.ConfigureAwait(false);
        if (Failure is { } failure) throw new NotDurable(failure);
    }

    /// <summary>Called on the ledger's thread, in the order of the entries.</summary>
    protected abstract void Durable();

    protected abstract void Failed();
}

/// <summary>Entries that become durable with one write to the disk.</summary>
internal sealed class LedgerGroup
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<LedgerEntry> Entries { get; } = [];

    public Task Settled => _settled.Task;

    public void Settle() => _settled.SetResult();
}
