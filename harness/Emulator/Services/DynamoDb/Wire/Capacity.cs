using System.Buffers;
using System.Buffers.Text;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Writes what an operation consumed, as far as the request asked for it.</summary>
internal readonly record struct Capacity(string? Detail)
{
    public bool IsWanted => Detail is not (null or "NONE");

    /// <summary>For transactions: the side of which the units are, besides <c>CapacityUnits</c>.</summary>
    public string? Side { get; init; }

    /// <param name="table">As the request named it.</param>
    public void Write(ref ResponseWriter response, string table, Consumed consumed)
    {
        if (IsWanted) Write(response.Member("ConsumedCapacity"u8), table, consumed);
    }

    /// <summary>For operations on many tables.</summary>
    public void Write(ref ResponseWriter response, IEnumerable<(string Table, Consumed Consumed)> tables)
    {
        if (!IsWanted) return;
        var output = response.Member("ConsumedCapacity"u8);
        var opening = "["u8;
        foreach (var (table, consumed) in tables)
        {
            output.Write(opening);
            Write(output, table, consumed);
            opening = ","u8;
        }

        output.Write(opening.SequenceEqual("["u8) ? "[]"u8 : "]"u8);
    }

    private void Write(IBufferWriter<byte> output, string table, Consumed consumed)
    {
        output.Write("{"u8);
        WriteUnits(output, consumed.Total);
        if (Detail == "INDEXES")
        {
            output.Write(",\"Table\":{"u8);
            WriteUnits(output, consumed.TableHalves);
            output.Write("}"u8);
            WriteIndexes(output, ",\"LocalSecondaryIndexes\":{\""u8, consumed, isGlobal: false);
            WriteIndexes(output, ",\"GlobalSecondaryIndexes\":{\""u8, consumed, isGlobal: true);
        }

        output.Write(",\"TableName\":\""u8);
        output.Write(JsonText.Escape(table));
        output.Write("\"}"u8);
    }

    private void WriteIndexes(IBufferWriter<byte> output, ReadOnlySpan<byte> opening, Consumed consumed, bool isGlobal)
    {
        var isOpen = false;
        foreach (var (index, halves) in consumed.Indexes)
        {
            if (index.IsGlobal != isGlobal) continue;
            output.Write(isOpen ? ",\""u8 : opening);
            output.Write(JsonText.Escape(index.Name));
            output.Write("\":{"u8);
            WriteUnits(output, halves);
            output.Write("}"u8);
            isOpen = true;
        }

        if (isOpen) output.Write("}"u8);
    }

    private void WriteUnits(IBufferWriter<byte> output, long halves)
    {
        if (Side is not null)
        {
            output.Write("\""u8);
            output.Write(JsonText.Escape(Side));
            WriteNumber(output, "\":"u8, halves);
            output.Write(","u8);
        }

        WriteNumber(output, "\"CapacityUnits\":"u8, halves);
    }

    private static void WriteNumber(IBufferWriter<byte> output, ReadOnlySpan<byte> name, long halves)
    {
        output.Write(name);
        Utf8Formatter.TryFormat(halves / 2, output.GetSpan(20), out var length);
        output.Advance(length);
        output.Write(halves % 2 == 0 ? ".0"u8 : ".5"u8);
    }
}
