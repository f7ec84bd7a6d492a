namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

internal abstract record ItemChange(byte[] Key)
{
    public sealed record Put(byte[] Key, Item Item) : ItemChange(Key);

    public sealed record Deleted(byte[] Key) : ItemChange(Key);
}

/// <summary>A table and its items. Items change at the one commit point of all tables; reading waits for nobody.</summary>
internal sealed class Table
{
    private readonly BTree<Item> _items = new();
    private readonly ItemCommits _commits;
    private TableDefinition _definition;
    private long _sizeBytes;

    public Table(TableDefinition definition, ItemCommits commits)
    {
        (_definition, _commits) = (definition, commits);
        RowPrefix = ItemRows.PrefixOf(definition);
    }

    /// <summary>What the rows of its items begin with.</summary>
    public byte[] RowPrefix { get; }

    public PendingItems Pending { get; } = new();

    public TableDefinition Definition
    {
        get => Volatile.Read(ref _definition);
        set => Volatile.Write(ref _definition, value);
    }

    public KeySchema Key => Definition.Key;

    public long ItemCount => _items.Count;

    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    /// <summary>An item as it stands: for a decision as all decisions before left it, for anybody else as it is for good.</summary>
    public Item? Find(ReadOnlySpan<byte> key) =>
        !Pending.IsEmpty && _commits.IsDeciding && Pending.TryFind(key, out var decided) ? decided : _items.Find(key);

    /// <summary>Looks at items and decides on a change of this table's; see <see cref="ItemCommits"/>.</summary>
    public ValueTask<TResult> CommitAsync<TState, TResult>(TState state, Func<TState, (ItemChange? Change, TResult Result)> decide) =>
        _commits.CommitAsync(this, state, decide);

    /// <summary>The items in the order of their encoded keys.</summary>
    public BTree<Item>.Cursor Walk(byte[]? after) => _items.Walk(after);

    /// <summary>For <see cref="ItemCommits"/> alone.</summary>
    public void Apply(ItemChange change)
    {
        var (before, after) = change switch
        {
            ItemChange.Put(var key, var item) => (_items.Put(key, item), item),
            ItemChange.Deleted(var key) => (_items.Remove(key), null),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        };
        Volatile.Write(ref _sizeBytes, _sizeBytes + (after?.SizeBytes ?? 0) - (before?.SizeBytes ?? 0));
    }
}
