using System.Buffers;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>What may stand in a header line, and how the gateway writes names.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Visible ASCII, blanks and tabs: no line can begin inside a value.</summary>
    public static bool IsValue(string value)
    {
        foreach (var c in value)
        {
            if (c is (< ' ' and not '\t') or > '~') return false;
        }

        return true;
    }

    /// <summary>As AWS was recorded to write names over HTTP/1.1: <c>x-custom-header</c> becomes <c>X-Custom-Header</c>.</summary>
    public static string TitleCase(string name) => IsTitleCase(name) ? name : string.Create(name.Length, name, static (text, from) =>
    {
        var isFirst = true;
        for (var i = 0; i < from.Length; i++)
        {
            text[i] = isFirst ? char.ToUpperInvariant(from[i]) : char.ToLowerInvariant(from[i]);
            isFirst = from[i] == '-';
        }
    });

    private static bool IsTitleCase(string name)
    {
        var isFirst = true;
        foreach (var c in name)
        {
            if (isFirst ? char.IsAsciiLetterLower(c) : char.IsAsciiLetterUpper(c)) return false;
            isFirst = c == '-';
        }

        return true;
    }
}
