namespace TaskTracker.Policies.Conditions;

internal enum Comparison
{
    Text,
    TextIgnoringCase,
    TextLike,
    Number,
    Date,
    Bool,
    Binary,
    Address,
    Arn,
    Null,
}

internal enum Order
{
    Same,
    Less,
    LessOrSame,
    Greater,
    GreaterOrSame,
}

internal enum Quantifier
{
    None,
    ForAllValues,
    ForAnyValue,
}

/// <summary>The name of a condition operator, read into what it means.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html</remarks>
/// <param name="Text">As the policy spells it.</param>
internal sealed record OperatorName(Comparison Comparison, Order Order, bool Negated, Quantifier Quantifier, bool IfExists, string Text)
{
    /// <returns>Null when there is no such operator.</returns>
    public static OperatorName? Read(string name)
    {
        var text = name;
        var quantifier = Strip(ref name, "ForAllValues:") ? Quantifier.ForAllValues : Strip(ref name, "ForAnyValue:") ? Quantifier.ForAnyValue : Quantifier.None;
        var ifExists = name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        if (ifExists) name = name[..^"IfExists".Length];
        if (MeaningOf(name.ToLowerInvariant()) is not { } known || (ifExists && known.Comparison is Comparison.Null)) return null;
        return new OperatorName(known.Comparison, known.Order, known.Negated, quantifier, ifExists, text);
    }

    /// <summary>What each operator means, by its name in lower case: names ignore case.</summary>
    private static (Comparison Comparison, Order Order, bool Negated)? MeaningOf(string name) => name switch
    {
        "stringequals" => (Comparison.Text, Order.Same, false),
        "stringnotequals" => (Comparison.Text, Order.Same, true),
        "stringequalsignorecase" => (Comparison.TextIgnoringCase, Order.Same, false),
        "stringnotequalsignorecase" => (Comparison.TextIgnoringCase, Order.Same, true),
        "stringlike" => (Comparison.TextLike, Order.Same, false),
        "stringnotlike" => (Comparison.TextLike, Order.Same, true),
        "numericequals" => (Comparison.Number, Order.Same, false),
        "numericnotequals" => (Comparison.Number, Order.Same, true),
        "numericlessthan" => (Comparison.Number, Order.Less, false),
        "numericlessthanequals" => (Comparison.Number, Order.LessOrSame, false),
        "numericgreaterthan" => (Comparison.Number, Order.Greater, false),
        "numericgreaterthanequals" => (Comparison.Number, Order.GreaterOrSame, false),
        "dateequals" => (Comparison.Date, Order.Same, false),
        "datenotequals" => (Comparison.Date, Order.Same, true),
        "datelessthan" => (Comparison.Date, Order.Less, false),
        "datelessthanequals" => (Comparison.Date, Order.LessOrSame, false),
        "dategreaterthan" => (Comparison.Date, Order.Greater, false),
        "dategreaterthanequals" => (Comparison.Date, Order.GreaterOrSame, false),
        "bool" => (Comparison.Bool, Order.Same, false),
        "binaryequals" => (Comparison.Binary, Order.Same, false),
        "ipaddress" => (Comparison.Address, Order.Same, false),
        "notipaddress" => (Comparison.Address, Order.Same, true),
        "arnequals" => (Comparison.Arn, Order.Same, false),
        "arnlike" => (Comparison.Arn, Order.Same, false),
        "arnnotequals" => (Comparison.Arn, Order.Same, true),
        "arnnotlike" => (Comparison.Arn, Order.Same, true),
        "null" => (Comparison.Null, Order.Same, false),
        _ => null,
    };

    private static bool Strip(ref string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return false;
        name = name[prefix.Length..];
        return true;
    }
}
