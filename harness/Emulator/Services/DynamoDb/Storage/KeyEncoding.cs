using System.Buffers.Binary;
using System.IO.Hashing;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>
/// A primary key as bytes whose order is that of a Scan: hash of the partition key, partition key, sort key.
/// <c>[8: hash] [2: length of partition key] [partition key] [sort key]</c>.
/// The key of an entry of an index ends with the key of the item, since many items may have the same key in an index; what stands before it must
/// then tell its own end: <c>… [sort key, each 0 followed by 255] [0] [0] [primary key]</c>.
/// </summary>
internal static class KeyEncoding
{
    private const int HashBytes = 8;
    private const int LengthBytes = 2;

    /// <param name="hash">The value of the partition key, of the type that the schema says.</param>
    /// <param name="range">Of the sort key; empty where the table has none.</param>
    public static byte[] Encode(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> range)
    {
        var partition = Bytes(hash);
        var sort = range.IsEmpty ? default : Bytes(range);
        var key = new byte[HashBytes + LengthBytes + partition.Length + sort.Length];
        BinaryPrimitives.WriteUInt64BigEndian(key, XxHash3.HashToUInt64(partition));
        BinaryPrimitives.WriteUInt16BigEndian(key.AsSpan(HashBytes), (ushort)partition.Length);
        partition.CopyTo(key.AsSpan(HashBytes + LengthBytes));
        sort.CopyTo(key.AsSpan(HashBytes + LengthBytes + partition.Length));
        return key;
    }

    /// <summary>What the keys of all items of a partition begin with.</summary>
    public static byte[] Partition(ReadOnlySpan<byte> hash) => Encode(hash, default);

    /// <param name="range">Empty where the index has no sort key.</param>
    /// <param name="primaryKey">Of the item, encoded.</param>
    public static byte[] OfIndex(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> range, ReadOnlySpan<byte> primaryKey) =>
        [.. Partition(hash), .. range.IsEmpty ? default : Delimited(Bytes(range)), 0, 0, .. primaryKey];

    /// <summary>Bytes in which no 0 is followed by another, so that two of them can end what they are the beginning of. The order stays.</summary>
    public static ReadOnlySpan<byte> Delimited(ReadOnlySpan<byte> bytes)
    {
        var zeros = bytes.Count((byte)0);
        if (zeros == 0) return bytes;
        var delimited = new byte[bytes.Length + zeros];
        var at = 0;
        foreach (var b in bytes)
        {
            delimited[at++] = b;
            if (b == 0) delimited[at++] = 255;
        }

        return delimited;
    }

    /// <summary>Bytes in the order that DynamoDB sorts values of the type in.</summary>
    public static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> value)
    {
        var text = ItemJson.Text(value);
        return ItemJson.TypeOf(value) switch
        {
            AttributeType.S => JsonText.Unescape(text),
            AttributeType.N => Number(text),
            _ => ValueOrder.Bytes(text),
        };
    }

    /// <summary><c>[sign: 0, 1, 2] [exponent] [two digits a byte]…</c>; for a negative number all but the sign is inverted, and ends in 255.</summary>
    private static byte[] Number(ReadOnlySpan<byte> text)
    {
        var sign = DynamoNumber.Sign(text);
        if (sign == 0) return [1];

        var integer = DynamoNumber.Integer(text).TrimStart((byte)'0');
        var fraction = DynamoNumber.Fraction(text);
        var leadingZeros = integer.IsEmpty ? fraction.Length - fraction.TrimStart((byte)'0').Length : 0;
        var exponent = integer.IsEmpty ? -leadingZeros - 1 : integer.Length - 1;
        Span<byte> digits = stackalloc byte[DynamoNumber.MaxLength];
        integer.CopyTo(digits);
        fraction[leadingZeros..].CopyTo(digits[integer.Length..]);
        var significant = digits[..(integer.Length + fraction.Length - leadingZeros)].TrimEnd((byte)'0');

        var pairs = (significant.Length + 1) / 2;
        var bytes = new byte[2 + pairs + (sign < 0 ? 1 : 0)];
        bytes[0] = (byte)(sign + 1);
        bytes[1] = (byte)(exponent - DynamoNumber.MinExponent);
        for (var i = 0; i < pairs; i++)
        {
            var tens = significant[i * 2] - '0';
            var ones = (i * 2) + 1 < significant.Length ? significant[(i * 2) + 1] - '0' : 0;
            bytes[2 + i] = (byte)((tens * 10) + ones);
        }

        if (sign < 0) Invert(bytes);
        return bytes;
    }

    private static void Invert(byte[] bytes)
    {
        for (var i = 1; i < bytes.Length; i++) bytes[i] = (byte)~bytes[i];
    }
}
