using System.Buffers;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>What to do about names that come twice in a map, and elements that come twice in a set.</summary>
internal static class Duplicates
{
    /// <summary>Rewrites the map that begins at <paramref name="start"/> so that each name keeps its last value.</summary>
    public static void KeepLast(PooledBuffer output, int start)
    {
        var map = output.WrittenSpan[start..].ToArray();
        var lastOf = new Dictionary<string, (int Start, int Length)>(StringComparer.Ordinal);
        var entries = new AttributeEnumerator(map);
        while (entries.MoveNext())
        {
            lastOf[Encoding.UTF8.GetString(entries.Name)] = (entries.ValueStart + entries.Value.Length - entries.Entry.Length, entries.Entry.Length);
        }

        output.Truncate(start);
        output.Write("{"u8);
        foreach (var (at, length) in lastOf.Values)
        {
            if (output.Length > start + 1) output.Write(","u8);
            output.Write(map.AsSpan(at, length));
        }

        output.Write("}"u8);
    }

    /// <param name="elements">The content of the set.</param>
    public static string Describe(ReadOnlySpan<byte> elements, AttributeType type)
    {
        var text = Encoding.UTF8.GetString(elements);
        return type switch
        {
            AttributeType.SS => $"One or more parameter values were invalid: Input collection {text.Replace("\",\"", "\", \"", StringComparison.Ordinal)} contains duplicates.",
            AttributeType.NS => "Input collection contains duplicates",
            _ => $"One or more parameter values were invalid: Input collection {text}of type BS contains duplicates.",
        };
    }
}
