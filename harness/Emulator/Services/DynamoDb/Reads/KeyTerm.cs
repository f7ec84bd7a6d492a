using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Reads;

/// <summary>What a Query asks of one attribute of the key.</summary>
/// <param name="Operator">As <c>KeyConditions</c> spells it, such as <c>BEGINS_WITH</c>.</param>
internal sealed record KeyTerm(string Name, string Operator, IReadOnlyList<ReadOnlyMemory<byte>> Values)
{
    public bool IsIndexable => Operator is not ("NULL" or "NOT_NULL" or "NE" or "CONTAINS" or "NOT_CONTAINS" or "IN");

    /// <summary>Whether a value of a sort key fulfils it.</summary>
    public bool Holds(ReadOnlySpan<byte> value) => Operator switch
    {
        "EQ" => ValueOrder.Compare(value, Values[0].Span) == 0,
        "LT" => ValueOrder.Compare(value, Values[0].Span) < 0,
        "LE" => ValueOrder.Compare(value, Values[0].Span) <= 0,
        "GT" => ValueOrder.Compare(value, Values[0].Span) > 0,
        "GE" => ValueOrder.Compare(value, Values[0].Span) >= 0,
        "BETWEEN" => ValueOrder.Compare(value, Values[0].Span) >= 0 && ValueOrder.Compare(value, Values[1].Span) <= 0,
        _ => KeyEncoding.Bytes(value).StartsWith(KeyEncoding.Bytes(Values[0].Span)),
    };

    /// <summary>The keys of a partition whose sort key fulfils it.</summary>
    /// <param name="partition">What all keys of the partition begin with.</param>
    /// <param name="isIndex">Whether the keys are those of an index.</param>
    public KeyRange In(byte[] partition, bool isIndex)
    {
        var all = KeyRange.StartingWith(partition);
        return Operator switch
        {
            "EQ" => new KeyRange(Start(0), End(0)),
            "LT" => all with { Before = Start(0) },
            "LE" => all with { Before = End(0) },
            "GT" => all with { From = End(0) },
            "GE" => all with { From = Start(0) },
            "BETWEEN" => new KeyRange(Start(0), End(1)),
            _ => KeyRange.StartingWith([.. partition, .. Sort(0)]),
        };

        byte[] Sort(int value)
        {
            var bytes = KeyEncoding.Bytes(Values[value].Span);
            return (isIndex ? KeyEncoding.Delimited(bytes) : bytes).ToArray();
        }

        byte[] Start(int value) => isIndex ? [.. partition, .. Sort(value), 0, 0] : [.. partition, .. Sort(value)];

        byte[] End(int value) => isIndex ? [.. partition, .. Sort(value), 0, 1] : [.. partition, .. Sort(value), 0];
    }
}
