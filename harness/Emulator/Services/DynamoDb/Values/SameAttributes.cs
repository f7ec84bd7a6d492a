namespace TaskTracker.Emulation.Services.DynamoDb.Values;

/// <summary>Whether two items have the same attributes, in whatever order.</summary>
internal static class SameAttributes
{
    public static bool In(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right)) return true;
        if (left.Length != right.Length) return false;
        var attributes = new AttributeEnumerator(left);
        while (attributes.MoveNext())
        {
            var other = AttributeEnumerator.Find(right, attributes.Name);
            if (other.IsEmpty || !ValueOrder.AreEqual(attributes.Value, other)) return false;
        }

        return AttributeEnumerator.Count(left) == AttributeEnumerator.Count(right);
    }
}
