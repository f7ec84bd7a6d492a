namespace TaskTracker.Emulation.Protocols;

/// <summary>Decoded name and value pairs of a query string or a form body, in the order sent.</summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    private QueryParameters(List<KeyValuePair<string, string>> pairs) => _pairs = pairs;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>The last value of that name, or <c>null</c>.</summary>
    public string? this[string name]
    {
        get
        {
            for (var i = _pairs.Count - 1; i >= 0; i--)
            {
                if (_pairs[i].Key == name) return _pairs[i].Value;
            }

            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;

    /// <summary>Splits at <c>&amp;</c> and the first <c>=</c>; a name without <c>=</c> has an empty value; <c>+</c> is a blank.</summary>
    public static QueryParameters Parse(ReadOnlySpan<char> raw)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var range in raw.Split('&'))
        {
            var part = raw[range];
            if (part.IsEmpty) continue;
            var equals = part.IndexOf('=');
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? default : part[(equals + 1)..];
            pairs.Add(new(Decode(name), Decode(value)));
        }

        return new QueryParameters(pairs);
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '+') < 0) return text.ToString();
        return Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
    }
}
