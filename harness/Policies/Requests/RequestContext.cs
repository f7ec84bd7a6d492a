namespace TaskTracker.Policies.Requests;

/// <summary>What a request says of a key that was not set; <c>null</c> when it says nothing. Asked only for keys that a statement on the request reads.</summary>
public delegate ContextValue? FindContextValue(string key);

/// <summary>The context keys of a request and their values. Kept and cleared between requests, it allocates nothing. Names of keys ignore case.</summary>
/// <param name="find">Where values come from that were not set; each key is asked for once, and its answer is kept until the context is cleared.</param>
/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html</remarks>
public sealed class RequestContext(FindContextValue? find = null)
{
    private readonly Dictionary<string, ContextValue> _values = new(StringComparer.OrdinalIgnoreCase);

    public RequestContext Set(string key, ContextValue value)
    {
        _values[key] = value;
        return this;
    }

    public RequestContext Set(string key, string value) => Set(key, ContextValue.Of(value));

    public void Clear() => _values.Clear();

    /// <summary>How many keys have a value here, or were found to have none.</summary>
    public int Count => _values.Count;

    /// <summary>All of them: set into another context, they lead to the same decision.</summary>
    /// <param name="target">As long as there are keys.</param>
    public void CopyTo(Span<KeyValuePair<string, ContextValue>> target)
    {
        var at = 0;
        foreach (var value in _values) target[at++] = value;
    }

    /// <summary>Whether these are its keys and values, in its order.</summary>
    public bool Is(ReadOnlySpan<KeyValuePair<string, ContextValue>> values)
    {
        if (values.Length != _values.Count) return false;
        var at = 0;
        foreach (var (key, value) in _values)
        {
            if (values[at].Key != key || values[at].Value != value) return false;
            at++;
        }

        return true;
    }

    /// <summary>Whether an explanation will need every key, and not only those before the first that fails.</summary>
    internal bool IsKept => find is not null;

    internal void Read(string key) => Find(key, out _);

    /// <summary>A key without a value is missing.</summary>
    internal bool TryGet(string key, out ContextValue value) => Find(key, out value) && value.Count > 0;

    /// <summary>A policy variable stands for a key with exactly one value.</summary>
    internal bool TryGetSingle(string key, out ContextValue value) => Find(key, out value) && value.Count == 1;

    private bool Find(string key, out ContextValue value)
    {
        if (_values.TryGetValue(key, out value)) return true;
        if (find is null) return false;
        value = find(key) ?? ContextValue.Missing;
        _values[key] = value;
        return value.Count > 0;
    }

    /// <summary>The values of a key as a condition would read them as text; none when it is missing.</summary>
    internal IReadOnlyList<string> TextsOf(string key)
    {
        if (!TryGet(key, out var value)) return [];
        var texts = new string[value.Count];
        Span<char> scratch = stackalloc char[64];
        for (var i = 0; i < texts.Length; i++) texts[i] = value.TextAt(i, scratch).ToString();
        return texts;
    }
}
