using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Protocols;

/// <summary>The condition keys of the tags that a request gives: <c>aws:RequestTag/Name</c> and <c>aws:TagKeys</c>.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html</remarks>
internal static class RequestTags
{
    private const string One = "aws:RequestTag/";
    private const string All = "aws:TagKeys";

    public static bool IsOne(string key) => key.StartsWith(One, StringComparison.OrdinalIgnoreCase) || key.Equals(All, StringComparison.OrdinalIgnoreCase);

    public static ContextValue? Find(string key, IEnumerable<KeyValuePair<string, string>>? tags)
    {
        if (tags is null) return null;
        if (key.Equals(All, StringComparison.OrdinalIgnoreCase)) return ContextValue.Of(tags.Select(t => t.Key).ToList());
        if (!key.StartsWith(One, StringComparison.OrdinalIgnoreCase)) return null;
        var name = key[One.Length..];
        return tags.Where(t => t.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(t => (ContextValue?)ContextValue.Of(t.Value)).FirstOrDefault();
    }
}
