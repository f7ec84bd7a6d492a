using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

internal abstract record ItemChange(byte[] Key)
{
    public sealed record Put(byte[] Key, Item Item) : ItemChange(Key);

    public sealed record Deleted(byte[] Key) : ItemChange(Key)
    {
        /// <summary>Whether nobody asked for it, but the item's time was over.</summary>
        public bool IsExpiry { get; init; }
    }
}

/// <summary>A table, its items and its indexes. Items change at the one commit point of all tables, and the indexes with them; reading waits for nobody.</summary>
internal sealed class Table
{
    private readonly BTree<Item> _items = new();
    private readonly ItemCommits _commits;
    private readonly ItemStreams _streams;
    private readonly TimeProvider _clock;
    private TableDefinition _definition;
    private SecondaryIndex[] _indexes;
    private ItemStream? _stream;
    private ExpiryQueue? _expiry;
    private ProvisionedCapacity? _capacity;
    private long _sizeBytes;

    /// <param name="clock">Virtual.</param>
    public Table(TableDefinition definition, ItemCommits commits, ItemStreams streams, TimeProvider clock)
    {
        (_definition, _commits, _streams, _clock) = (definition, commits, streams, clock);
        _stream = streams.Follow(null, definition);
        _expiry = definition.TimeToLive is { } attribute ? new ExpiryQueue(attribute) : null;
        _indexes = [.. definition.Indexes.Select(i => new SecondaryIndex(i, definition.Key))];
        _capacity = ProvisionedCapacity.Of(definition, clock, before: null);
        RowPrefix = ItemRows.PrefixOf(definition);
    }

    /// <summary>What the rows of its items begin with.</summary>
    public byte[] RowPrefix { get; }

    public PendingItems Pending { get; } = new();

    public TableDefinition Definition => Volatile.Read(ref _definition);

    public KeySchema Key => Definition.Key;

    public IReadOnlyList<SecondaryIndex> Indexes => Volatile.Read(ref _indexes);

    /// <summary>The stream of its changes that is open; <c>null</c> without one.</summary>
    public ItemStream? Stream => _stream;

    /// <summary>Items whose time will be over; <c>null</c> when they live for ever.</summary>
    public ExpiryQueue? Expiry => Volatile.Read(ref _expiry);

    /// <summary>What it has left to read and write; <c>null</c> on demand, where nobody counts.</summary>
    public ProvisionedCapacity? Capacity => Volatile.Read(ref _capacity);

    public long ItemCount => _items.Count;

    public long SizeBytes => Volatile.Read(ref _sizeBytes);

    /// <summary>An item as it stands: for a decision as all decisions before left it, for anybody else as it is for good.</summary>
    public Item? Find(ReadOnlySpan<byte> key) =>
        !Pending.IsEmpty && _commits.IsDeciding && Pending.TryFind(key, out var decided) ? decided : _items.Find(key);

    /// <summary>Looks at items and decides on a change of this table's; see <see cref="ItemCommits"/>.</summary>
    public ValueTask<TResult> CommitAsync<TState, TResult>(TState state, Func<TState, (ItemChange? Change, TResult Result)> decide) =>
        _commits.CommitAsync(this, state, decide);

    public TreeWalk<Item> Walk(KeyRange range, bool isReverse) => _items.Walk(range, isReverse);

    /// <summary>Indexes that are new are filled from the items before anybody sees them.</summary>
    public void Redefine(TableDefinition definition) => _commits.Hold(() =>
    {
        Volatile.Write(ref _indexes, [.. definition.Indexes.Select(IndexFor)]);
        Volatile.Write(ref _expiry, ExpiryFor(definition.TimeToLive));
        Volatile.Write(ref _capacity, ProvisionedCapacity.Of(definition, _clock, _capacity));
        _stream = _streams.Follow(_stream, definition);
        Volatile.Write(ref _definition, definition);
    });

    /// <summary>Nothing is streamed of a table that is gone.</summary>
    public void Close() => _commits.Hold(() => _stream?.Close());

    /// <summary>An item that was there before this process began.</summary>
    public void Load(byte[] key, Item item) => Follow(key, _items.Put(key, item), item);

    /// <summary>For <see cref="ItemCommits"/> alone: what is to be streamed of a change that is decided and not yet pending.</summary>
    public StreamedChange? Streamed(ItemChange change) =>
        _stream is { } stream && _streams.RecordOf(Find(change.Key), (change as ItemChange.Put)?.Item, IsExpiry(change)) is { } record
            ? new StreamedChange(stream, record)
            : null;

    /// <summary>For <see cref="ItemCommits"/> alone.</summary>
    public void Apply(ItemChange change) => Apply(change, Streamed(change));

    /// <summary>For <see cref="ItemCommits"/> alone.</summary>
    public void Apply(ItemChange change, StreamedChange? streamed)
    {
        var (before, after) = change switch
        {
            ItemChange.Put(var key, var item) => (_items.Put(key, item), item),
            ItemChange.Deleted(var key) => (_items.Remove(key), null),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        };
        Follow(change.Key, before, after);
        streamed?.Stream.Add(streamed.Record);
    }

    private static bool IsExpiry(ItemChange change) => change is ItemChange.Deleted { IsExpiry: true };

    private void Follow(byte[] key, Item? before, Item? after)
    {
        Volatile.Write(ref _sizeBytes, _sizeBytes + (after?.SizeBytes ?? 0) - (before?.SizeBytes ?? 0));
        foreach (var index in _indexes) index.Change(key, before, after);
        _expiry?.Change(key, before, after);
    }

    private ExpiryQueue? ExpiryFor(string? attribute)
    {
        if (attribute is null || attribute == _expiry?.Attribute) return attribute is null ? null : _expiry;
        var expiry = new ExpiryQueue(attribute);
        var items = _items.Walk(default, isReverse: false);
        while (items.Next() is { } item) expiry.Change(PrimaryKey.OfItem(Key, item.Json), before: null, item);
        return expiry;
    }

    private SecondaryIndex IndexFor(IndexDefinition definition)
    {
        var index = Array.Find(_indexes, i => i.Definition.Name == definition.Name);
        if (index is not null)
        {
            index.Redefine(definition);
            return index;
        }

        index = new SecondaryIndex(definition, Key);
        var items = _items.Walk(default, isReverse: false);
        while (items.Next() is { } item) index.Change(PrimaryKey.OfItem(Key, item.Json), before: null, item);
        return index;
    }
}
