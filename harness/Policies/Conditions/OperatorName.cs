using System.Collections.Frozen;

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
internal sealed record OperatorName(Comparison Comparison, Order Order, bool Negated, Quantifier Quantifier, bool IfExists)
{
    private static readonly FrozenDictionary<string, (Comparison Comparison, Order Order, bool Negated)> Known =
        new Dictionary<string, (Comparison, Order, bool)>
        {
            ["StringEquals"] = (Comparison.Text, Order.Same, false),
            ["StringNotEquals"] = (Comparison.Text, Order.Same, true),
            ["StringEqualsIgnoreCase"] = (Comparison.TextIgnoringCase, Order.Same, false),
            ["StringNotEqualsIgnoreCase"] = (Comparison.TextIgnoringCase, Order.Same, true),
            ["StringLike"] = (Comparison.TextLike, Order.Same, false),
            ["StringNotLike"] = (Comparison.TextLike, Order.Same, true),
            ["NumericEquals"] = (Comparison.Number, Order.Same, false),
            ["NumericNotEquals"] = (Comparison.Number, Order.Same, true),
            ["NumericLessThan"] = (Comparison.Number, Order.Less, false),
            ["NumericLessThanEquals"] = (Comparison.Number, Order.LessOrSame, false),
            ["NumericGreaterThan"] = (Comparison.Number, Order.Greater, false),
            ["NumericGreaterThanEquals"] = (Comparison.Number, Order.GreaterOrSame, false),
            ["DateEquals"] = (Comparison.Date, Order.Same, false),
            ["DateNotEquals"] = (Comparison.Date, Order.Same, true),
            ["DateLessThan"] = (Comparison.Date, Order.Less, false),
            ["DateLessThanEquals"] = (Comparison.Date, Order.LessOrSame, false),
            ["DateGreaterThan"] = (Comparison.Date, Order.Greater, false),
            ["DateGreaterThanEquals"] = (Comparison.Date, Order.GreaterOrSame, false),
            ["Bool"] = (Comparison.Bool, Order.Same, false),
            ["BinaryEquals"] = (Comparison.Binary, Order.Same, false),
            ["IpAddress"] = (Comparison.Address, Order.Same, false),
            ["NotIpAddress"] = (Comparison.Address, Order.Same, true),
            ["ArnEquals"] = (Comparison.Arn, Order.Same, false),
            ["ArnLike"] = (Comparison.Arn, Order.Same, false),
            ["ArnNotEquals"] = (Comparison.Arn, Order.Same, true),
            ["ArnNotLike"] = (Comparison.Arn, Order.Same, true),
            ["Null"] = (Comparison.Null, Order.Same, false),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>As the policy spells it.</summary>
    public string Text { get; private init; } = "";

    /// <returns>Null when there is no such operator.</returns>
    public static OperatorName? Read(string name)
    {
        var text = name;
        var quantifier = Strip(ref name, "ForAllValues:") ? Quantifier.ForAllValues : Strip(ref name, "ForAnyValue:") ? Quantifier.ForAnyValue : Quantifier.None;
        var ifExists = name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        if (ifExists) name = name[..^"IfExists".Length];
        if (!Known.TryGetValue(name, out var known) || (ifExists && known.Comparison is Comparison.Null)) return null;
        return new OperatorName(known.Comparison, known.Order, known.Negated, quantifier, ifExists) { Text = text };
    }

    private static bool Strip(ref string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return false;
        name = name[prefix.Length..];
        return true;
    }
}
