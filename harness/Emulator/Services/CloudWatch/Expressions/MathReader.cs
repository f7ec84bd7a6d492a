using System.Globalization;

namespace TaskTracker.Emulation.Services.CloudWatch.Expressions;

/// <summary>Reads an expression; what binds least is read first.</summary>
internal sealed class MathReader(string id, string text)
{
    private const int MostDepth = 100;

    // From what binds least to what binds most; of equal rank the left comes first. Longer spellings stand before their beginnings.
    private static readonly string[][] Ranks = [["||", "OR"], ["&&", "AND"], ["==", "!=", "<=", ">=", "<", ">"], ["+", "-"], ["*", "/"], ["^"]];

    private int _at;
    private int _depth;

    /// <param name="id">Of the query, for the refusal.</param>
    /// <exception cref="Protocols.AwsError">ValidationError: malformed, or with a function that there is not here.</exception>
    public static MathExpression Read(string id, string text)
    {
        var reader = new MathReader(id, text);
        var expression = reader.ReadRank(0);
        return reader.Next == '\0' ? expression : throw reader.Fail($"Unexpected '{text[reader._at..]}'");
    }

    private char Next
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
            return _at < text.Length ? text[_at] : '\0';
        }
    }

    private MathExpression ReadRank(int rank)
    {
        if (rank == Ranks.Length) return ReadOne();
        var left = ReadRank(rank + 1);
        while (TakeOperator(Ranks[rank]) is { } symbol) left = new MathExpression.Joined(Plain(symbol), left, ReadRank(rank + 1));
        return left;
    }

    private MathExpression ReadOne()
    {
        if (++_depth > MostDepth) throw Fail("It is nested too deeply");
        var one = Next switch
        {
            '-' => Negated(),
            '(' => Between('(', ')', () => ReadRank(0)),
            '[' => Between('[', ']', () => new MathExpression.List(ReadSeveral(']'))),
            '"' or '\'' => ReadText(),
            >= '0' and <= '9' or '.' => ReadNumber(),
            var letter when char.IsAsciiLetter(letter) => ReadName(),
            '\0' => throw Fail("It ends too early"),
            var other => throw Fail($"Unexpected '{other}'"),
        };
        _depth--;
        return one;
    }

    private MathExpression.Negated Negated()
    {
        _at++;
        return new MathExpression.Negated(ReadOne());
    }

    private MathExpression Between(char opening, char closing, Func<MathExpression> read)
    {
        if (Next == opening) _at++;
        var inner = read();
        if (Next != closing) throw Fail($"'{closing}' is missing");
        _at++;
        return inner;
    }

    private List<MathExpression> ReadSeveral(char closing)
    {
        var items = new List<MathExpression>();
        if (Next == closing) return items;
        do
        {
            items.Add(ReadRank(0));
        }
        while (TakeOperator([","]) is not null);
        return items;
    }

    private MathExpression.Text ReadText()
    {
        var end = text.IndexOf(text[_at], _at + 1);
        if (end < 0) throw Fail("A quoted text does not end");
        var read = text[(_at + 1)..end];
        _at = end + 1;
        return new MathExpression.Text(read);
    }

    private MathExpression.Number ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.')) _at++;
        if (_at + 1 < text.Length && text[_at] is 'e' or 'E' && (char.IsAsciiDigit(text[_at + 1]) || text[_at + 1] is '-' or '+'))
        {
            for (_at += 2; _at < text.Length && char.IsAsciiDigit(text[_at]);) _at++;
        }

        return double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new MathExpression.Number(number)
            : throw Fail($"'{text[start.._at]}' is no number");
    }

    private MathExpression ReadName()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
        var name = text[start.._at];
        if (Next != '(') return new MathExpression.Name(name);
        if (!MathFunctions.IsKnown(name)) throw CloudWatchErrors.NotSupported($"The function {name} of metric math (in the query {id})");
        return Between('(', ')', () => new MathExpression.Call(name, ReadSeveral(')')));
    }

    private string? TakeOperator(IReadOnlyList<string> symbols)
    {
        if (Next == '\0') return null;
        foreach (var symbol in symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0) continue;
            var end = _at + symbol.Length;
            if (char.IsAsciiLetter(symbol[0]) && end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) continue;
            _at = end;
            return symbol;
        }

        return null;
    }

    private static string Plain(string symbol) => symbol switch { "OR" => "||", "AND" => "&&", _ => symbol };

    private Protocols.AwsError Fail(string why) => CloudWatchErrors.BadExpression(id, why);
}
