using System.Globalization;
using System.Text;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="After">The key of the last one seen; empty for the beginning.</param>
internal sealed record PageRequest(int MaxItems, string After)
{
    /// <exception cref="AwsError">ValidationError.</exception>
    public static PageRequest Read(QueryForm form)
    {
        var most = form.Optional("MaxItems") ?? "100";
        if (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var items) || items is < 1 or > 1000)
        {
            throw IamErrors.BadValue("maxItems", most, "Member must have value between 1 and 1000");
        }

        return new PageRequest(items, form.Optional("Marker") is { } marker ? KeyOf(marker) : "");
    }

    /// <param name="all">In any order.</param>
    /// <param name="key">What the list is sorted by, unique in it.</param>
    public Page<T> Cut<T>(IEnumerable<T> all, Func<T, string> key)
    {
        var rest = all.OrderBy(key, StringComparer.Ordinal).Where(i => After.Length == 0 || string.CompareOrdinal(key(i), After) > 0).Take(MaxItems + 1).ToList();
        if (rest.Count <= MaxItems) return new Page<T>(rest, null);
        rest.RemoveAt(MaxItems);
        return new Page<T>(rest, Convert.ToBase64String(Encoding.UTF8.GetBytes(key(rest[^1]))));
    }

    private static string KeyOf(string marker)
    {
        var bytes = new byte[marker.Length];
        return Convert.TryFromBase64String(marker, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : throw IamErrors.InvalidInput($"Invalid Marker: {marker}");
    }
}

/// <param name="Marker">Where the next page begins; <c>null</c> at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Marker)
{
    public void Write(XmlWriter xml, string element, Action<T> write)
    {
        xml.WriteElementString("IsTruncated", Marker is null ? "false" : "true");
        xml.WriteStartElement(element);
        foreach (var item in Items) write(item);
        xml.WriteEndElement();
        if (Marker is not null) xml.WriteElementString("Marker", Marker);
    }
}
