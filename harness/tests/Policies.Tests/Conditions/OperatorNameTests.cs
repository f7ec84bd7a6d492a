using TaskTracker.Policies.Conditions;

namespace TaskTracker.Policies.Tests.Conditions;

public sealed class OperatorNameTests
{
    [Theory]
    [InlineData("StringEquals", Comparison.Text, Order.Same, false)]
    [InlineData("StringNotEquals", Comparison.Text, Order.Same, true)]
    [InlineData("StringEqualsIgnoreCase", Comparison.TextIgnoringCase, Order.Same, false)]
    [InlineData("StringNotEqualsIgnoreCase", Comparison.TextIgnoringCase, Order.Same, true)]
    [InlineData("StringLike", Comparison.TextLike, Order.Same, false)]
    [InlineData("StringNotLike", Comparison.TextLike, Order.Same, true)]
    [InlineData("NumericEquals", Comparison.Number, Order.Same, false)]
    [InlineData("NumericNotEquals", Comparison.Number, Order.Same, true)]
    [InlineData("NumericLessThan", Comparison.Number, Order.Less, false)]
    [InlineData("NumericLessThanEquals", Comparison.Number, Order.LessOrSame, false)]
    [InlineData("NumericGreaterThan", Comparison.Number, Order.Greater, false)]
    [InlineData("NumericGreaterThanEquals", Comparison.Number, Order.GreaterOrSame, false)]
    [InlineData("DateEquals", Comparison.Date, Order.Same, false)]
    [InlineData("DateNotEquals", Comparison.Date, Order.Same, true)]
    [InlineData("DateLessThan", Comparison.Date, Order.Less, false)]
    [InlineData("DateLessThanEquals", Comparison.Date, Order.LessOrSame, false)]
    [InlineData("DateGreaterThan", Comparison.Date, Order.Greater, false)]
    [InlineData("DateGreaterThanEquals", Comparison.Date, Order.GreaterOrSame, false)]
    [InlineData("Bool", Comparison.Bool, Order.Same, false)]
    [InlineData("BinaryEquals", Comparison.Binary, Order.Same, false)]
    [InlineData("IpAddress", Comparison.Address, Order.Same, false)]
    [InlineData("NotIpAddress", Comparison.Address, Order.Same, true)]
    [InlineData("ArnEquals", Comparison.Arn, Order.Same, false)]
    [InlineData("ArnLike", Comparison.Arn, Order.Same, false)]
    [InlineData("ArnNotEquals", Comparison.Arn, Order.Same, true)]
    [InlineData("ArnNotLike", Comparison.Arn, Order.Same, true)]
    [InlineData("Null", Comparison.Null, Order.Same, false)]
    internal void Every_operator_is_known_by_its_name_whatever_its_case(string name, Comparison comparison, Order order, bool isNegated)
    {
        OperatorName? Expected(string text) => new(comparison, order, isNegated, Quantifier.None, IfExists: false, text);

        Assert.Equal(Expected(name), OperatorName.Read(name));
        Assert.Equal(Expected(name.ToUpperInvariant()), OperatorName.Read(name.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("ForAllValues:StringLikeIfExists", Quantifier.ForAllValues, true)]
    [InlineData("foranyvalue:stringlike", Quantifier.ForAnyValue, false)]
    internal void What_stands_around_a_name_is_read_too(string name, Quantifier quantifier, bool ifExists) =>
        Assert.Equal(new OperatorName(Comparison.TextLike, Order.Same, Negated: false, quantifier, ifExists, name), OperatorName.Read(name));

    [Theory]
    [InlineData("NullIfExists")]
    [InlineData("StringMatches")]
    [InlineData("IfExists")]
    [InlineData("")]
    public void What_IAM_does_not_know_is_no_operator(string name) => Assert.Null(OperatorName.Read(name));
}
