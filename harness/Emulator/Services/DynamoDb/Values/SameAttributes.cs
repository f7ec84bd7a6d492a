namespace TaskTracker.Emulation.Services.DynamoDb.Values;

/// <summary>Whether two items, or the contents of two maps, have the same attributes, in whatever order.</summary>
internal static class SameAttributes
{
    private const int Few = 32;

    public static bool In(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right)) return true;
        if (left.Length != right.Length) return false;
        var count = AttributeEnumerator.Count(left);
        if (count != AttributeEnumerator.Count(right)) return false;
        return count <= Few ? FewIn(left, right) : ManyIn(left, right, count);
    }

    private static bool FewIn(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var attributes = new AttributeEnumerator(left);
        while (attributes.MoveNext())
        {
            var other = AttributeEnumerator.Find(right, attributes.Name);
            if (other.IsEmpty || !ValueOrder.AreEqual(attributes.Value, other)) return false;
        }

        return true;
    }

    /// <summary>Goes through each once, and not through one for each attribute of the other.</summary>
    private static bool ManyIn(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int count)
    {
        var names = new TextPlaces(right, count);
        var attributes = new AttributeEnumerator(right);
        while (attributes.MoveNext()) names.Add(attributes.NameStart, attributes.Name.Length);

        attributes = new AttributeEnumerator(left);
        while (attributes.MoveNext())
        {
            var name = names.Find(attributes.Name);
            if (name == 0) return false;
            var valueStart = AttributeEnumerator.ValueAfter(name, attributes.Name.Length);
            if (!ValueOrder.AreEqual(attributes.Value, right[valueStart..ItemJson.EndOfValue(right, valueStart)])) return false;
        }

        return true;
    }
}
