namespace TaskTracker.Policies.Requests;

/// <summary>What a request says of a key that was not set; <c>null</c> when it says nothing. Asked only for keys that a statement on the request reads.</summary>
public delegate ContextValue? FindContextValue(string key);

/// <summary>The context keys of a request and their values. Kept and cleared between requests, it allocates nothing. Names of keys ignore case.</summary>
/// <param name="find">Where values come from that were not set.</param>
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

    /// <summary>A key without a value is missing.</summary>
    internal bool TryGet(string key, out ContextValue value) => Find(key, out value) && value.Count > 0;

    /// <summary>A policy variable stands for a key with exactly one value.</summary>
    internal bool TryGetSingle(string key, out ContextValue value) => Find(key, out value) && value.Count == 1;

    private bool Find(string key, out ContextValue value)
    {
        if (_values.TryGetValue(key, out value)) return true;
        if (find?.Invoke(key) is not { } found) return false;
        value = found;
        return true;
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
