using System.Buffers;
using System.Buffers.Text;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>What an operation consumed: it is counted, and answered as far as the request asked for it.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html</remarks>
internal readonly record struct Capacity(ItemParameters Sent)
{
    private const int WriteUnitBytes = 1024;
    private const int ReadUnitBytes = 4096;

    /// <summary>Halves of a unit that a write consumes.</summary>
    public static long OfWrite(int sizeBytes) => 2 * Units(sizeBytes, WriteUnitBytes);

    /// <summary>Halves of a unit that a read consumes: one where an item may be out of date.</summary>
    public static long OfRead(long sizeBytes, bool isConsistent) => Units(sizeBytes, ReadUnitBytes) * (isConsistent ? 2 : 1);

    /// <param name="table">As the request named it.</param>
    /// <param name="halves">Of units.</param>
    public void Write(ref ResponseWriter response, string table, long halves)
    {
        Sent.ConsumedHalves = halves;
        if (Sent.ReturnConsumedCapacity is null or "NONE") return;
        var output = response.Member("ConsumedCapacity"u8);
        output.Write("{\"CapacityUnits\":"u8);
        WriteUnits(output, halves);
        if (Sent.ReturnConsumedCapacity == "INDEXES")
        {
            output.Write(",\"Table\":{\"CapacityUnits\":"u8);
            WriteUnits(output, halves);
            output.Write("}"u8);
        }

        output.Write(",\"TableName\":\""u8);
        output.Write(JsonText.Escape(table));
        output.Write("\"}"u8);
    }

    private static long Units(long sizeBytes, int unitBytes) => Math.Max(1, (sizeBytes + unitBytes - 1) / unitBytes);

    private static void WriteUnits(IBufferWriter<byte> output, long halves)
    {
        Utf8Formatter.TryFormat(halves / 2, output.GetSpan(20), out var length);
        output.Advance(length);
        output.Write(halves % 2 == 0 ? ".0"u8 : ".5"u8);
    }
}
