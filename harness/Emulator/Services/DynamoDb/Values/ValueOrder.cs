using System.Buffers.Text;

namespace TaskTracker.Emulation.Services.DynamoDb.Values;

/// <summary>Equality and order of attribute values, as conditions see them.</summary>
internal static class ValueOrder
{
    /// <summary>Sets and maps are equal whatever the order of what they hold. Values of different types are not equal.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right)) return true;
        var type = ItemJson.TypeOf(left);
        if (type != ItemJson.TypeOf(right) || left.Length != right.Length) return false;
        return type switch
        {
            AttributeType.SS or AttributeType.NS or AttributeType.BS => SetsAreEqual(ItemJson.Content(left), ItemJson.Content(right)),
            AttributeType.L => ListsAreEqual(ItemJson.Content(left), ItemJson.Content(right)),
            AttributeType.M => SameAttributes.In(ItemJson.Content(left), ItemJson.Content(right)),
            _ => false,
        };
    }

    /// <summary>Only S, N and B have an order, each among themselves; <c>null</c> for anything else.</summary>
    public static int? Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var type = ItemJson.TypeOf(left);
        if (type != ItemJson.TypeOf(right)) return null;
        return type switch
        {
            AttributeType.S => JsonText.Unescape(ItemJson.Text(left)).SequenceCompareTo(JsonText.Unescape(ItemJson.Text(right))),
            AttributeType.N => DynamoNumber.Compare(ItemJson.Text(left), ItemJson.Text(right)),
            AttributeType.B => Bytes(ItemJson.Text(left)).SequenceCompareTo(Bytes(ItemJson.Text(right))),
            _ => null,
        };
    }

    public static byte[] Bytes(ReadOnlySpan<byte> base64)
    {
        var bytes = new byte[ItemSize.OfBase64(base64)];
        Base64.DecodeFromUtf8(base64, bytes, out _, out _);
        return bytes;
    }

    /// <remarks>Elements of a set are distinct, so that two of one length are equal when one holds the other.</remarks>
    private static bool SetsAreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (ElementEnumerator.Count(left) != ElementEnumerator.Count(right)) return false;
        var rights = new SetMembers(right, left);
        var lefts = new ElementEnumerator(left);
        while (lefts.MoveNext())
        {
            if (!rights.Contains(lefts.Current)) return false;
        }

        return true;
    }

    private static bool ListsAreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var lefts = new ElementEnumerator(left);
        var rights = new ElementEnumerator(right);
        while (lefts.MoveNext())
        {
            if (!rights.MoveNext() || !AreEqual(lefts.Current, rights.Current)) return false;
        }

        return !rights.MoveNext();
    }
}
