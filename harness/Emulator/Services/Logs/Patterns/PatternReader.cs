using System.Text;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>Reads a pattern from left to right.</summary>
/// <param name="what">What a refusal calls the pattern.</param>
internal sealed class PatternReader(string text, string what)
{
    private const int MostExpressions = 2;
    private const string ExpressionSigns = "_#=@/;,-:^$?[]{}|\\*+. ";

    private int _at;
    private int _expressions;

    public bool HasExpressions => _expressions > 0;

    /// <summary>The next character that is no blank; NUL at the end.</summary>
    public char Next
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
            return _at < text.Length ? text[_at] : '\0';
        }
    }

    /// <summary>Where it stands, to come back to.</summary>
    public int Place
    {
        get => _at;
        set => _at = value;
    }

    public AwsError Fail(string why) => LogsErrors.Invalid($"Invalid {what}: {why}");

    /// <summary>Steps over a token, if it comes next.</summary>
    public bool Takes(string token)
    {
        if (Next == '\0' || string.CompareOrdinal(text, _at, token, 0, token.Length) != 0) return false;
        _at += token.Length;
        return true;
    }

    /// <exception cref="AwsError">InvalidParameterException: something else comes.</exception>
    public void Expect(string token)
    {
        if (!Takes(token)) throw Fail(Next == '\0' ? $"'{token}' is missing" : $"'{token}' is expected before '{text[_at..]}'");
    }

    public void ExpectEnd()
    {
        if (Next != '\0') throw Fail($"nothing is expected after it, but '{text[_at..]}' follows");
    }

    /// <summary>The characters that come next as long as they are wanted; blanks before them do not count.</summary>
    public string Run(Func<char, bool> isWanted)
    {
        var start = Next == '\0' ? text.Length : _at;
        while (_at < text.Length && isWanted(text[_at])) _at++;
        return text[start.._at];
    }

    /// <summary>What stands between quotes; a backslash makes a quote or a backslash part of it.</summary>
    public string Quoted()
    {
        var term = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '"' or '\\') _at++;
            else if (text[_at] == '"')
            {
                _at++;
                return term.ToString();
            }

            term.Append(text[_at]);
        }

        throw Fail("a quoted term does not end");
    }

    /// <summary>A regular expression between percent signs.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-syntax</remarks>
    public Regex Expression()
    {
        var start = ++_at;
        while (_at < text.Length && text[_at] != '%') _at += text[_at] == '\\' ? 2 : 1;
        if (_at >= text.Length) throw Fail("a regular expression does not end");
        var expression = text[start.._at++];
        if (++_expressions > MostExpressions) throw Fail($"it has more than {MostExpressions} regular expressions");
        if (expression.Length == 0) throw Fail("a regular expression is empty");
        foreach (var sign in expression)
        {
            if (!char.IsAsciiLetterOrDigit(sign) && !ExpressionSigns.Contains(sign)) throw Fail($"'{sign}' is not supported in a regular expression");
        }

        try
        {
            // Takes time in proportion to the line, whatever the expression.
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            throw Fail($"the regular expression {expression} is malformed");
        }
    }
}
