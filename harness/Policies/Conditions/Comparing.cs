using System.Globalization;
using System.Net;
using TaskTracker.Policies.Matching;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Policies.Conditions;

/// <summary>What comes of holding one value of a request against one of a policy.</summary>
internal enum Fit
{
    No,
    Yes,

    /// <summary>One of both is no number, no date and so on: neither the operator nor its negation holds.</summary>
    Incomparable,
}

internal static class Comparing
{
    private const int ArnColons = 5;

    /// <summary>Whether a value of the request is what the operand asks for, before any negation.</summary>
    public static Fit Compare(Operand operand, in ContextValue value, int index, RequestContext context)
    {
        Span<char> scratch = stackalloc char[64];
        return operand switch
        {
            Operand.Pattern pattern => CompareText(pattern.Glob, value.TextAt(index, scratch), context),
            Operand.Arn arn when value.TextAt(index, scratch).Count(':') >= ArnColons => CompareText(arn.Glob, value.TextAt(index, scratch), context),
            Operand.Number number when decimal.TryParse(value.TextAt(index, scratch), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) =>
                FitOf(InOrder(given.CompareTo(number.Value), number.Order)),
            Operand.Moment moment when TryReadMoment(value, index, scratch, out var ticks) => FitOf(InOrder(ticks.CompareTo(moment.Ticks), moment.Order)),
            Operand.Binary binary => FitOf(value.TextAt(index, scratch).SequenceEqual(binary.Base64)),
            Operand.Range range when AddressOf(value, index, scratch) is { } address => FitOf(range.Network.Contains(address)),
            _ => Fit.Incomparable,
        };
    }

    private static Fit FitOf(bool fits) => fits ? Fit.Yes : Fit.No;

    /// <summary>Nothing is equal to or like a variable without a value, so that the negated operators hold.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value</remarks>
    private static Fit CompareText(Glob glob, ReadOnlySpan<char> text, RequestContext context) => FitOf(glob.Matches(text, context));

    private static bool InOrder(int comparison, Order order) => order switch
    {
        Order.Same => comparison == 0,
        Order.Less => comparison < 0,
        Order.LessOrSame => comparison <= 0,
        Order.Greater => comparison > 0,
        _ => comparison >= 0,
    };

    private static bool TryReadMoment(in ContextValue value, int index, Span<char> scratch, out long ticks)
    {
        ticks = value.Moment ?? 0;
        return value.Moment is not null || (DateText.TryRead(value.TextAt(index, scratch), out ticks) && ticks >= 0);
    }

    /// <summary>An address that is given as text is parsed anew each time; given as an address it costs nothing.</summary>
    private static IPAddress? AddressOf(in ContextValue value, int index, Span<char> scratch) =>
        value.Address ?? (IPAddress.TryParse(value.TextAt(index, scratch), out var parsed) ? parsed : null);
}
