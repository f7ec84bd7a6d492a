using System.Globalization;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns;

/// <summary>One page of a list.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    private const int Size = 100;

    public static Page<T> Of(IEnumerable<T> all, int skip)
    {
        var rest = all.Skip(skip).Take(Size + 1).ToList();
        return new Page<T>([.. rest.Take(Size)], rest.Count > Size ? (skip + Size).ToString(CultureInfo.InvariantCulture) : null);
    }

    public void Write(XmlWriter xml, string list, Action<T> write)
    {
        xml.WriteStartElement(list);
        foreach (var item in Items)
        {
            xml.WriteStartElement("member");
            write(item);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        if (NextToken is not null) xml.WriteElementString("NextToken", NextToken);
    }
}

/// <summary>Where a page begins.</summary>
internal static class PageStart
{
    /// <exception cref="AwsError">InvalidParameter.</exception>
    public static int Read(QueryForm form) => form.Optional("NextToken") is not { } token ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip
        : throw SnsErrors.Invalid("NextToken");
}
