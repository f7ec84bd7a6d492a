namespace TaskTracker.Emulation.Services.DynamoDb.Values;

/// <summary>Says of many elements whether a set has them: it looks through a few, and hashes many once.</summary>
internal readonly ref struct SetMembers
{
    private const int Few = 32;

    private readonly ReadOnlySpan<byte> _set;
    private readonly bool _areMany;
    private readonly TextPlaces _places;

    /// <param name="set">The content of the set, <c>["…",…]</c>.</param>
    /// <param name="others">The content of the set whose elements it will be asked about.</param>
    public SetMembers(ReadOnlySpan<byte> set, ReadOnlySpan<byte> others)
    {
        _set = set;
        var count = ElementEnumerator.Count(set);
        if (count <= Few || ElementEnumerator.Count(others) <= Few) return;
        _areMany = true;
        _places = new TextPlaces(set, count);
        var elements = new ElementEnumerator(set);
        while (elements.MoveNext()) _places.Add(elements.Start, elements.Current.Length);
    }

    public bool Contains(ReadOnlySpan<byte> element) => _areMany ? _places.Find(element) != 0 : ElementEnumerator.Contains(_set, element);
}
