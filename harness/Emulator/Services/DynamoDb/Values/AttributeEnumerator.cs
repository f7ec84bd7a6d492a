namespace TaskTracker.Emulation.Services.DynamoDb.Values;

/// <summary>The attributes of an item, or of the content of an M: <c>{"name":{…},…}</c>.</summary>
internal ref struct AttributeEnumerator(ReadOnlySpan<byte> attributes)
{
    private readonly ReadOnlySpan<byte> _json = attributes;
    private int _at = 1;

    /// <summary>Escaped, without quotes.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Where the name begins in the map.</summary>
    public int NameStart { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Name and value with what joins them, as they stand in the map.</summary>
    public ReadOnlySpan<byte> Entry { get; private set; }

    /// <summary>Where the value begins in the map.</summary>
    public int ValueStart { get; private set; }

    public bool MoveNext()
    {
        if (_at >= _json.Length || _json[_at] == '}') return false;
        if (_json[_at] == ',') _at++;
        var nameEnd = ItemJson.EndOfString(_json, _at);
        var end = ItemJson.EndOfValue(_json, nameEnd + 1);
        NameStart = _at + 1;
        Name = _json[NameStart..(nameEnd - 1)];
        ValueStart = ValueAfter(NameStart, Name.Length);
        Value = _json[ValueStart..end];
        Entry = _json[_at..end];
        _at = end;
        return true;
    }

    /// <summary>Where a value begins: behind its name, a quote and a colon.</summary>
    public static int ValueAfter(int nameStart, int nameLength) => nameStart + nameLength + 2;

    public static int Count(ReadOnlySpan<byte> attributes)
    {
        var entries = new AttributeEnumerator(attributes);
        var count = 0;
        while (entries.MoveNext()) count++;
        return count;
    }

    /// <summary>The value of an attribute; empty where there is none of that name.</summary>
    /// <param name="name">Escaped.</param>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> name)
    {
        var entries = new AttributeEnumerator(attributes);
        while (entries.MoveNext())
        {
            if (entries.Name.SequenceEqual(name)) return entries.Value;
        }

        return default;
    }
}

/// <summary>The elements of the content of a list, <c>[{…},…]</c>, or of a set, <c>["…",…]</c>.</summary>
internal ref struct ElementEnumerator(ReadOnlySpan<byte> elements)
{
    private readonly ReadOnlySpan<byte> _json = elements;
    private int _at = 1;

    /// <summary>A value of a list; of a set the text between the quotes.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Where <see cref="Current"/> begins.</summary>
    public int Start { get; private set; }

    public bool MoveNext()
    {
        if (_json[_at] == ']') return false;
        if (_json[_at] == ',') _at++;
        var isText = _json[_at] == '"';
        var end = isText ? ItemJson.EndOfString(_json, _at) : ItemJson.EndOfValue(_json, _at);
        Start = isText ? _at + 1 : _at;
        Current = _json[Start..(isText ? end - 1 : end)];
        _at = end;
        return true;
    }

    public static int Count(ReadOnlySpan<byte> elements)
    {
        var all = new ElementEnumerator(elements);
        var count = 0;
        while (all.MoveNext()) count++;
        return count;
    }

    /// <summary>The element at an index; empty beyond the end.</summary>
    public static ReadOnlySpan<byte> At(ReadOnlySpan<byte> elements, int index)
    {
        var all = new ElementEnumerator(elements);
        while (all.MoveNext())
        {
            if (index-- == 0) return all.Current;
        }

        return default;
    }

    /// <summary>Whether a set has an element.</summary>
    public static bool Contains(ReadOnlySpan<byte> set, ReadOnlySpan<byte> element)
    {
        var all = new ElementEnumerator(set);
        while (all.MoveNext())
        {
            if (all.Current.SequenceEqual(element)) return true;
        }

        return false;
    }
}
