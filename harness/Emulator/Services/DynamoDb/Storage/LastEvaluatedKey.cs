using System.Buffers;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>The keys of the item at which a page was cut.</summary>
internal static class LastEvaluatedKey
{
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<KeyAttribute> attributes, ReadOnlySpan<byte> item)
    {
        var opening = "{\""u8;
        foreach (var attribute in attributes)
        {
            output.Write(opening);
            output.Write(attribute.EscapedName);
            output.Write("\":"u8);
            output.Write(AttributeEnumerator.Find(item, attribute.EscapedName));
            opening = ",\""u8;
        }

        output.Write("}"u8);
    }
}
