using System.Buffers.Binary;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>Encoded keys from one to another.</summary>
/// <param name="From">The first that belongs; <c>null</c> for no bound.</param>
/// <param name="Before">The first that does not belong any more; <c>null</c> for no bound.</param>
internal readonly record struct KeyRange(byte[]? From, byte[]? Before)
{
    /// <summary>All keys that begin with some bytes.</summary>
    public static KeyRange StartingWith(byte[] prefix) => new(prefix, AfterAll(prefix));

    /// <summary>One of the equal parts of all hashes.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan</remarks>
    public static KeyRange OfSegment(long segment, long total) => new(SegmentStart(segment, total), segment + 1 == total ? null : SegmentStart(segment + 1, total));

    /// <summary>The rest of the range after a key, in the direction of the walk.</summary>
    public KeyRange After(byte[] key, bool isReverse) => isReverse ? this with { Before = key } : this with { From = [.. key, 0] };

    /// <summary>Whether a key that a walk has come to is still within its end.</summary>
    public bool Holds(ReadOnlySpan<byte> key, bool isReverse) => isReverse
        ? From is null || key.SequenceCompareTo(From) >= 0
        : Before is null || key.SequenceCompareTo(Before) < 0;

    /// <summary>Whether a key lies between both ends.</summary>
    public bool Contains(ReadOnlySpan<byte> key) => Holds(key, isReverse: true) && Holds(key, isReverse: false);

    /// <summary>The first key after all those that begin with the prefix.</summary>
    public static byte[] AfterAll(ReadOnlySpan<byte> prefix)
    {
        var last = prefix.LastIndexOfAnyExcept((byte)255);
        byte[] after = [.. prefix[..(last + 1)]];
        after[last]++;
        return after;
    }

    private static byte[] SegmentStart(long segment, long total)
    {
        var start = new byte[8];
        var hash = ((UInt128)(ulong)segment << 64) / (ulong)total;
        BinaryPrimitives.WriteUInt64BigEndian(start, (ulong)hash);
        return start;
    }
}
