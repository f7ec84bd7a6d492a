using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>One attribute of a primary key.</summary>
/// <param name="Type">S, N or B.</param>
internal sealed record KeyAttribute(string Name, AttributeType Type)
{
    /// <summary>As it stands in items.</summary>
    public byte[] EscapedName { get; } = JsonText.Escape(Name);
}

/// <summary>The key of a table or of an index.</summary>
/// <param name="Range"><c>null</c> for a key of a partition key alone.</param>
internal sealed record KeySchema(KeyAttribute Hash, KeyAttribute? Range)
{
    public int Count => Range is null ? 1 : 2;

    public IReadOnlyList<KeyAttribute> Attributes { get; } = Range is null ? [Hash] : [Hash, Range];

    public KeyAttribute? Find(ReadOnlySpan<byte> escapedName) =>
        escapedName.SequenceEqual(Hash.EscapedName) ? Hash
        : Range is not null && escapedName.SequenceEqual(Range.EscapedName) ? Range
        : null;
}
