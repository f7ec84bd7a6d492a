using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>A regular expression as CloudFormation takes it, in Java's syntax; a value matches as a whole.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-regexes.html</remarks>
internal sealed class JavaPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    private JavaPattern(string text, string translated) =>
        (Text, _regex) = (text, new Regex($@"\A(?:{translated})\z", RegexOptions.CultureInvariant, Limit));

    /// <summary>As its author wrote it.</summary>
    public string Text { get; }

    /// <summary><c>null</c> for what is no pattern, and for classes within classes, which there are not here.</summary>
    public static JavaPattern? Read(string text)
    {
        try
        {
            return new JavaPatternReader(text).Translate() is { } translated ? new JavaPattern(text, translated) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the whole of the value matches; not when that takes longer than a second to find out.</summary>
    public bool IsMatch(string value)
    {
        try
        {
            return _regex.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

/// <summary>Says Java's pattern in .NET's syntax: possessive quantifiers become atomic groups, named classes become ranges, quotations are escaped.</summary>
/// <remarks>Source: https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html</remarks>
internal sealed partial class JavaPatternReader(string text)
{
    /// <summary>The first and the last characters of the ranges of a class, in their order.</summary>
    private static readonly Dictionary<string, string> Ranges = new(StringComparer.Ordinal)
    {
        ["d"] = "09",
        ["h"] = "\t\t  \u00a0\u00a0\u1680\u1680\u180e\u180e\u2000\u200a\u202f\u202f\u205f\u205f\u3000\u3000",
        ["s"] = "\t\r  ",
        ["v"] = "\n\r\u0085\u0085\u2028\u2029",
        ["w"] = "09AZ__az",
        ["ASCII"] = "\0\u007f",
        ["Alnum"] = "09AZaz",
        ["Alpha"] = "AZaz",
        ["Blank"] = "\t\t  ",
        ["Cntrl"] = "\0\u001f\u007f\u007f",
        ["Digit"] = "09",
        ["Graph"] = "!~",
        ["Lower"] = "az",
        ["Print"] = " ~",
        ["Punct"] = "!/:@[`{~",
        ["Space"] = "\t\r  ",
        ["Upper"] = "AZ",
        ["XDigit"] = "09AFaf",
    };

    private readonly StringBuilder _written = new();
    private readonly Stack<int> _groups = new();
    private int _at;
    private int _atom;

    /// <summary><c>null</c> where a class stands in a class.</summary>
    public string? Translate()
    {
        while (_at < text.Length)
        {
            switch (text[_at])
            {
                case '[':
                    if (!TryReadClass()) return null;
                    break;
                case '\\':
                    _atom = _written.Length;
                    ReadEscape(isInClass: false);
                    break;
                case '*' or '+' or '?' or '{':
                    ReadQuantifier();
                    break;
                case '(':
                    _groups.Push(_written.Length);
                    Copy(text.AsSpan(_at).StartsWith("(?") ? 2 : 1);
                    break;
                case ')':
                    Copy(1);
                    _atom = _groups.TryPop(out var start) ? start : _written.Length;
                    break;
                default:
                    _atom = _written.Length;
                    Copy(1);
                    break;
            }
        }

        return _written.ToString();
    }

    private void Copy(int length)
    {
        _written.Append(text, _at, length);
        _at += length;
    }

    private void ReadQuantifier()
    {
        Copy(text[_at] == '{' ? text.IndexOf('}', _at) is > 0 and var end ? end + 1 - _at : 1 : 1);
        if (_at == text.Length || text[_at] is not ('+' or '?')) return;
        if (text[_at] == '?')
        {
            Copy(1);
            return;
        }

        _written.Insert(_atom, "(?>").Append(')');
        _at++;
    }

    private bool TryReadClass()
    {
        _atom = _written.Length;
        Copy(text.AsSpan(_at).StartsWith("[^") ? 2 : 1);
        for (var isFirst = true; _at < text.Length; isFirst = false)
        {
            if (text[_at] == '[' || text.AsSpan(_at).StartsWith("&&")) return false;
            if (text[_at] == '\\')
            {
                ReadEscape(isInClass: true);
                continue;
            }

            var isEnd = text[_at] == ']' && !isFirst;
            Copy(1);
            if (isEnd) break;
        }

        return true;
    }

    private void ReadEscape(bool isInClass)
    {
        var escape = Escape().Match(text, _at);
        if (escape.Groups["quoted"] is { Success: true, Value: var quoted })
        {
            foreach (var letter in quoted)
            {
                _atom = _written.Length;
                _written.Append(Character(letter));
            }
        }
        else if (Ranges.TryGetValue(escape.Groups["named"].Value, out var ranges)) WriteClass(ranges, isNegated: text[_at + 1] == 'P', isInClass);
        else if (Ranges.TryGetValue(escape.Value[1..].ToLowerInvariant(), out ranges)) WriteClass(ranges, char.IsUpper(escape.Value[1]), isInClass);
        else _written.Append(escape.Value);
        _at += escape.Length;
    }

    private void WriteClass(string ranges, bool isNegated, bool isInClass)
    {
        if (!isInClass) _written.Append('[');
        foreach (var pair in (isNegated ? Others(ranges) : ranges).Chunk(2)) _written.Append(Character(pair[0])).Append('-').Append(Character(pair[1]));
        if (!isInClass) _written.Append(']');
    }

    private static string Others(string ranges)
    {
        var others = new StringBuilder();
        var next = 0;
        foreach (var pair in ranges.Chunk(2))
        {
            if (next < pair[0]) others.Append((char)next).Append((char)(pair[0] - 1));
            next = pair[1] + 1;
        }

        return others.Append((char)next).Append(char.MaxValue).ToString();
    }

    private static string Character(char letter) => $@"\u{(int)letter:X4}";

    [GeneratedRegex(
        @"\G\\(?:Q(?<quoted>.*?)(?:\\E|\z)|[pP]\{(?<named>\w*)\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c.|k<\w*>|0[0-7]{1,3}|[1-9][0-9]*|.|\z)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
