using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>Which attributes of an item an index holds besides the keys, as the wire spells it.</summary>
internal enum ProjectionType
{
    ALL,
    KEYS_ONLY,
    INCLUDE,
}

/// <summary>What a secondary index is, apart from its entries.</summary>
/// <param name="IsGlobal">Whether it has a partition key of its own.</param>
/// <param name="Included">Attributes that it holds besides the keys, where its projection is <see cref="ProjectionType.INCLUDE"/>.</param>
internal sealed record IndexDefinition(string Name, bool IsGlobal, KeySchema Key, ProjectionType Projection, ImmutableArray<string> Included)
{
    /// <summary><c>null</c> on a table that is billed on demand, and for a local index.</summary>
    public Throughput? Throughput { get; init; }
}
