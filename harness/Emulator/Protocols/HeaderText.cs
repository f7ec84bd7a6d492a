using System.Buffers;
using System.Collections.Frozen;

namespace TaskTracker.Emulation.Protocols;

/// <summary>What may stand in a header line of an answer. The server throws at anything else, so whatever comes from outside is asked about first.</summary>
internal static class HeaderText
{
    /// <summary>Headers that belong to one connection, and so go through no gateway.</summary>
    /// <remarks>Source: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1</remarks>
    public static readonly FrozenSet<string> OfConnection = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE", "Trailer", "Upgrade");

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> ValueCharacters = SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Append('\t')));

    public static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Visible ASCII, blanks and tabs: no line can begin inside a value.</summary>
    public static bool IsValue(ReadOnlySpan<char> value) => !value.ContainsAnyExcept(ValueCharacters);
}
