using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>Capacity of a table that is billed for what it provides.</summary>
internal sealed record Throughput(long ReadUnits, long WriteUnits)
{
    public DateTimeOffset? LastIncrease { get; init; }

    public DateTimeOffset? LastDecrease { get; init; }

    public int DecreasesToday { get; init; }

    /// <summary>This, with what it remembers of the changes before.</summary>
    /// <exception cref="Protocols.AwsError">ValidationException: nothing changes.</exception>
    public Throughput After(Throughput? current, DateTimeOffset now)
    {
        if (current is null) return this;
        if (current.ReadUnits == ReadUnits && current.WriteUnits == WriteUnits)
        {
            throw DynamoDbErrors.Validation("The provisioned throughput for the table will not change. The requested value equals the current value. "
                + $"Current ReadCapacityUnits provisioned for the table: {current.ReadUnits}. Requested ReadCapacityUnits: {ReadUnits}. "
                + $"Current WriteCapacityUnits provisioned for the table: {current.WriteUnits}. Requested WriteCapacityUnits: {WriteUnits}. "
                + "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.");
        }

        var isIncrease = ReadUnits > current.ReadUnits || WriteUnits > current.WriteUnits;
        var isDecrease = ReadUnits < current.ReadUnits || WriteUnits < current.WriteUnits;
        return this with
        {
            LastIncrease = isIncrease ? now : current.LastIncrease,
            LastDecrease = isDecrease ? now : current.LastDecrease,
            DecreasesToday = current.DecreasesToday + (isDecrease ? 1 : 0),
        };
    }
}

/// <summary>That a table could be brought back as it was at any moment of some days.</summary>
/// <param name="Since">When it was switched on.</param>
internal sealed record PointInTimeRecovery(int Days, DateTimeOffset Since);

/// <summary>What a table is, apart from its items.</summary>
/// <param name="Id">A UUID of version 4.</param>
internal sealed record TableDefinition(string Name, string Arn, string Id, KeySchema Key, DateTimeOffset CreatedAt)
{
    /// <summary>The attributes of all keys in the order in which the client defined them.</summary>
    public required ImmutableArray<KeyAttribute> Attributes { get; init; }

    /// <summary>Local ones first, each kind in the order in which it was defined.</summary>
    public ImmutableArray<IndexDefinition> Indexes
    {
        get;
        init
        {
            field = value;
            IndexesByName = [.. value.OrderBy(i => i.Name, StringComparer.Ordinal)];
        }
    } = [];

    /// <summary>The order in which AWS looks at their keys.</summary>
    public ImmutableArray<IndexDefinition> IndexesByName { get; private init; } = [];

    /// <summary><c>null</c> for a table billed on demand.</summary>
    public Throughput? Throughput { get; init; }

    /// <summary>When billing on demand began; <c>null</c> when it never did.</summary>
    public DateTimeOffset? OnDemandSince { get; init; }

    public bool IsProtected { get; init; }

    /// <summary><c>null</c> when its changes are not streamed.</summary>
    public StreamDefinition? Stream { get; init; }

    /// <summary>The attribute that says when an item's time is over; <c>null</c> when items live for ever.</summary>
    public string? TimeToLive { get; init; }

    public PointInTimeRecovery? PointInTimeRecovery { get; init; }

    /// <summary><c>null</c> when none was ever named.</summary>
    public string? TableClass { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
