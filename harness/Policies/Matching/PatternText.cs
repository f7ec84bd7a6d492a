namespace TaskTracker.Policies.Matching;

/// <summary>How two patterns relate, whatever they are matched against. A policy variable stands for a text that nobody knows yet.</summary>
public static class PatternText
{
    private const char AnyRun = '*';
    private const char AnyOne = '?';

    /// <summary>One name in an ARN: neither a colon nor a slash. Only the action catalogue writes it.</summary>
    private const char OneName = '%';

    /// <summary>Whether every text that the narrow pattern matches is matched by the wide one. Says no where it cannot be sure.</summary>
    public static bool Covers(string wide, string narrow) => Covers(Read(wide), Read(narrow));

    /// <summary>Whether some ARN could be matched by both.</summary>
    public static bool Overlap(string one, string other) => Overlap(ReadArn(one), ReadArn(other));

    public static bool HasWildcard(string pattern) => Read(pattern).Any(t => t.IsRun || t.Kind is AnyOne);

    private static bool Covers(ReadOnlySpan<Token> wide, ReadOnlySpan<Token> narrow)
    {
        if (wide.IsEmpty) return narrow.IsEmpty;
        if (wide[0].Kind is AnyRun) return Covers(wide[1..], narrow) || (!narrow.IsEmpty && Covers(wide, narrow[1..]));
        if (narrow.IsEmpty) return false;
        var fits = wide[0] == narrow[0] || (wide[0].Kind is AnyOne && narrow[0].Kind is Token.Literal);
        return fits && Covers(wide[1..], narrow[1..]);
    }

    private static bool Overlap(Token[] one, Token[] other)
    {
        var seen = new bool[one.Length + 1, other.Length + 1];
        return Overlap(0, 0);

        bool Overlap(int i, int j)
        {
            if (seen[i, j]) return false;
            seen[i, j] = true;
            if (i == one.Length && j == other.Length) return true;
            if (i < one.Length && one[i].IsRun && (Overlap(i + 1, j) || (j < other.Length && one[i].Takes(other[j]) && Overlap(i, j + 1)))) return true;
            if (j < other.Length && other[j].IsRun && (Overlap(i, j + 1) || (i < one.Length && other[j].Takes(one[i]) && Overlap(i + 1, j)))) return true;
            return i < one.Length && j < other.Length && one[i].Meets(other[j]) && Overlap(i + 1, j + 1);
        }
    }

    /// <summary>In front of an ARN's fifth colon, where every part is a name, a wildcard and a variable stand for a name.</summary>
    private static Token[] ReadArn(string pattern)
    {
        var tokens = Read(pattern);
        if (tokens.Count(t => t.Text == ":") < 5) return tokens;
        for (int at = 0, colons = 0; colons < 5; at++)
        {
            if (tokens[at].Text == ":") colons++;
            else if (tokens[at].IsRun) tokens[at] = new Token(OneName, "");
        }

        return tokens;
    }

    private static Token[] Read(string pattern)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < pattern.Length; at++)
        {
            var close = pattern[at] == '$' && at + 1 < pattern.Length && pattern[at + 1] == '{' ? pattern.IndexOf('}', at) : -1;
            if (close > 0)
            {
                var body = pattern[(at + 2)..close];
                tokens.Add(body is "*" or "?" or "$" ? new Token(Token.Literal, body) : new Token(Token.Variable, body));
                at = close;
            }
            else
            {
                var kind = pattern[at] is AnyRun or AnyOne or OneName ? pattern[at] : Token.Literal;
                tokens.Add(new Token(kind, kind is Token.Literal ? pattern[at..(at + 1)] : ""));
            }
        }

        return [.. tokens];
    }

    private readonly record struct Token(char Kind, string Text)
    {
        public const char Literal = 'c';
        public const char Variable = '$';

        public bool IsRun => Kind is AnyRun or OneName or Variable;

        public bool Takes(Token other) => Kind is not OneName || other.Kind is not Literal || other.Text is not (":" or "/");

        public bool Meets(Token other) => Kind is AnyOne || other.Kind is AnyOne ? !IsRun && !other.IsRun : Kind is Literal && this == other;
    }
}
