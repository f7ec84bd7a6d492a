using System.Buffers;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Throttling;

/// <summary>Writes of a batch for which nothing was left, as they are sent again.</summary>
internal sealed class UnprocessedWrites
{
    private readonly List<(string Table, bool IsPut, ReadOnlyMemory<byte> Attributes)> _writes = [];
    private readonly List<ThrottlingReason> _reasons = [];

    public int Count => _writes.Count;

    public IReadOnlyList<ThrottlingReason> Reasons => _reasons;

    /// <param name="table">As the request named it.</param>
    /// <param name="attributes">The item to put, or the key of one to delete.</param>
    public void Add(string table, bool isPut, ReadOnlyMemory<byte> attributes, IReadOnlyList<ThrottlingReason> reasons)
    {
        _writes.Add((table, isPut, attributes));
        _reasons.AddRange(reasons);
    }

    public void Write(ref ResponseWriter response)
    {
        var output = response.Member("UnprocessedItems"u8);
        var opening = "{\""u8;
        foreach (var table in _writes.GroupBy(w => w.Table))
        {
            output.Write(opening);
            output.Write(JsonText.Escape(table.Key));
            output.Write("\":"u8);
            WriteList(output, table.Select(w => (w.IsPut, w.Attributes)));
            opening = ",\""u8;
        }

        output.Write(Count == 0 ? "{}"u8 : "}"u8);
    }

    private static void WriteList(IBufferWriter<byte> output, IEnumerable<(bool IsPut, ReadOnlyMemory<byte> Attributes)> writes)
    {
        var opening = "["u8;
        foreach (var (isPut, attributes) in writes)
        {
            output.Write(opening);
            output.Write(isPut ? "{\"PutRequest\":{\"Item\":"u8 : "{\"DeleteRequest\":{\"Key\":"u8);
            output.Write(attributes.Span);
            output.Write("}}"u8);
            opening = ","u8;
        }

        output.Write("]"u8);
    }
}
