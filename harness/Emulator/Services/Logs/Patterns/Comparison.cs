using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

internal enum Comparator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>What a value is compared with.</summary>
internal abstract record Operand
{
    /// <summary>A number without quotes.</summary>
    public sealed record Number(double Value, string Written) : Operand;

    /// <summary>A text; an asterisk at its beginning or end stands for any other.</summary>
    public sealed record Text(string Value, bool IsQuoted) : Operand
    {
        private readonly string _fixed = Value.Length > 1 && Value.StartsWith('*') && Value.EndsWith('*') ? Value[1..^1] : Value.StartsWith('*') ? Value[1..] : Value.TrimEnd('*');

        public bool Fits(string value) => (Value.StartsWith('*'), Value.EndsWith('*')) switch
        {
            (false, false) => value == Value,
            (true, false) => value.EndsWith(_fixed, StringComparison.Ordinal),
            (false, true) => value.StartsWith(_fixed, StringComparison.Ordinal),
            _ => value.Contains(_fixed, StringComparison.Ordinal),
        };
    }

    public sealed record Expression(Regex Regex) : Operand;
}

/// <summary>An operator and what stands to the right of it.</summary>
internal sealed partial record Comparison(Comparator Comparator, Operand Operand)
{
    private const string WordSigns = "_.*-+:/#";

    // The longer ones first. The second is how older examples of AWS spell the first.
    private static readonly (string Token, Comparator Comparator)[] Tokens =
    [
        ("!=", Comparator.NotEqual), ("=!", Comparator.NotEqual), (">=", Comparator.GreaterOrEqual), ("<=", Comparator.LessOrEqual), ("=", Comparator.Equal),
        (">", Comparator.Greater), ("<", Comparator.Less),
    ];

    private bool IsOrder => Comparator is not (Comparator.Equal or Comparator.NotEqual);

    /// <exception cref="Protocols.AwsError">InvalidParameterException: malformed.</exception>
    public static Comparison Read(PatternReader reader)
    {
        foreach (var (token, comparator) in Tokens)
        {
            if (!reader.Takes(token)) continue;
            var comparison = new Comparison(comparator, ReadOperand(reader));
            return comparison.IsOrder && comparison.Operand is not Operand.Number ? throw reader.Fail($"'{token}' compares with numbers only") : comparison;
        }

        throw reader.Fail("an operator is missing");
    }

    /// <summary>For a text that may be a number, as every column is.</summary>
    public bool HoldsForColumn(string value) => Operand is Operand.Number && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? HoldsForNumber(number, value)
        : HoldsForText(value);

    public bool HoldsForText(string value)
    {
        if (IsOrder) return false;
        var isEqual = Operand switch
        {
            Operand.Number number => value == number.Written,
            Operand.Text text => text.Fits(value),
            Operand.Expression expression => expression.Regex.IsMatch(value),
            _ => throw new InvalidOperationException($"There is no operand {Operand.GetType().Name}."),
        };
        return isEqual == (Comparator == Comparator.Equal);
    }

    /// <param name="text">How the number is written.</param>
    public bool HoldsForNumber(double value, string text)
    {
        if (Operand is not Operand.Number number) return Operand is Operand.Text { IsQuoted: true } ? Comparator == Comparator.NotEqual : HoldsForText(text);
        return Comparator switch
        {
            Comparator.Equal => value == number.Value,
            Comparator.NotEqual => value != number.Value,
            Comparator.Less => value < number.Value,
            Comparator.LessOrEqual => value <= number.Value,
            Comparator.Greater => value > number.Value,
            _ => value >= number.Value,
        };
    }

    private static Operand ReadOperand(PatternReader reader)
    {
        if (reader.Next == '"') return new Operand.Text(reader.Quoted(), IsQuoted: true);
        if (reader.Next == '%') return new Operand.Expression(reader.Expression());
        var word = reader.Run(c => !char.IsWhiteSpace(c) && c is not (',' or ']' or '}' or ')' or '&' or '|' or '"'));
        if (word.Length == 0) throw reader.Fail("a value is missing");
        if (word.Any(c => !char.IsLetterOrDigit(c) && !WordSigns.Contains(c))) throw LogsErrors.BadTerm(word);
        return NumberRegex().IsMatch(word) ? new Operand.Number(double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture), word) : new Operand.Text(word, IsQuoted: false);
    }

    [GeneratedRegex(@"^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberRegex();
}
