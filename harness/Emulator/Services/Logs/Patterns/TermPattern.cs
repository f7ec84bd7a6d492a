using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>A pattern for text: every term must occur, none of those behind <c>-</c>, and at least one of those behind <c>?</c> where there are no others.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html</remarks>
internal sealed class TermPattern : FilterPattern
{
    private readonly IReadOnlyList<Term> _all;
    private readonly IReadOnlyList<Term> _none;
    private readonly IReadOnlyList<Term> _any;

    private TermPattern(ILookup<char, Term> terms, bool hasExpressions)
        : base(hasExpressions)
    {
        (_all, _none) = ([.. terms['\0']], [.. terms['-']]);

        // Beside other terms, optional ones decide nothing.
        _any = _all.Count + _none.Count > 0 ? [] : [.. terms['?']];
    }

    public static TermPattern Read(PatternReader reader)
    {
        var terms = new List<(char Kind, Term Term)>();
        while (reader.Next != '\0')
        {
            var kind = reader.Takes("?") ? '?' : reader.Takes("-") ? '-' : '\0';
            terms.Add((kind, ReadTerm(reader)));
        }

        return new TermPattern(terms.ToLookup(t => t.Kind, t => t.Term), reader.HasExpressions);
    }

    public override bool Matches(LogLine line)
    {
        foreach (var term in _all)
        {
            if (!term.IsIn(line)) return false;
        }

        foreach (var term in _none)
        {
            if (term.IsIn(line)) return false;
        }

        if (_any.Count == 0) return true;
        foreach (var term in _any)
        {
            if (term.IsIn(line)) return true;
        }

        return false;
    }

    private static Term ReadTerm(PatternReader reader)
    {
        switch (reader.Next)
        {
            case '\0': throw reader.Fail("a term is empty");
            case '%': return new Term.Expression(reader.Expression());
            case '"': return new Term.Phrase(Encoding.UTF8.GetBytes(reader.Quoted()));
        }

        var word = reader.Run(c => !char.IsWhiteSpace(c) && c is not '"');
        foreach (var letter in word)
        {
            if (!char.IsLetterOrDigit(letter) && letter != '_') throw LogsErrors.BadTerm(word);
        }

        return new Term.Phrase(Encoding.UTF8.GetBytes(word));
    }

    private abstract record Term
    {
        public abstract bool IsIn(LogLine line);

        /// <param name="Bytes">UTF-8, as messages are.</param>
        public sealed record Phrase(byte[] Bytes) : Term
        {
            public override bool IsIn(LogLine line) => line.Bytes.IndexOf(Bytes) >= 0;
        }

        public sealed record Expression(Regex Regex) : Term
        {
            public override bool IsIn(LogLine line) => Regex.IsMatch(line.Text);
        }
    }
}
