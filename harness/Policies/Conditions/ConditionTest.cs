using TaskTracker.Policies.Matching;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Policies.Conditions;

/// <summary>One key under one operator. All tests of a statement must hold.</summary>
/// <remarks>
/// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
/// </remarks>
/// <param name="Values">The operands as the policy spells them.</param>
internal sealed record ConditionTest(OperatorName Operator, string Key, Operand[] Operands, IReadOnlyList<string> Values)
{
    public IEnumerable<Glob> Globs => Operands.Select(o => o is Operand.Pattern pattern ? pattern.Glob : (o as Operand.Arn)?.Glob).OfType<Glob>();

    public bool Holds(RequestContext context, Trace? trace)
    {
        var isThere = context.TryGet(Key, out var value);
        if (Operator.Comparison is Comparison.Null) return IsPresence(!isThere);
        if (!isThere) trace?.Missing(Key);
        if (trace is not null) NoteUnresolved(context, trace);
        return Operator.Quantifier switch
        {
            Quantifier.ForAllValues => !isThere || IsEmpty(value) || All(value, context),
            Quantifier.ForAnyValue => isThere && !IsEmpty(value) && Any(value, context),
            _ when !isThere => Operator.IfExists || Operator.Negated,
            _ => value.Count == 1 && Fits(value, 0, context),
        };
    }

    /// <summary>An empty text counts as no value at all for the set operators.</summary>
    private static bool IsEmpty(in ContextValue value)
    {
        Span<char> scratch = stackalloc char[64];
        return value.Count == 1 && value.TextAt(0, scratch).IsEmpty;
    }

    private bool All(in ContextValue value, RequestContext context)
    {
        for (var i = 0; i < value.Count; i++)
        {
            if (!Fits(value, i, context)) return false;
        }

        return true;
    }

    private bool Any(in ContextValue value, RequestContext context)
    {
        for (var i = 0; i < value.Count; i++)
        {
            if (Fits(value, i, context)) return true;
        }

        return false;
    }

    /// <summary>One value of the request against every operand: OR, and NOR for the negated operators.</summary>
    private bool Fits(in ContextValue value, int index, RequestContext context)
    {
        foreach (var operand in Operands)
        {
            var fit = Comparing.Compare(operand, value, index, context);
            if (Operator.Negated ? fit is not Fit.No : fit is Fit.Yes) return !Operator.Negated;
        }

        return Operator.Negated;
    }

    private bool IsPresence(bool isMissing)
    {
        foreach (var operand in Operands)
        {
            if (operand is Operand.Presence presence && presence.IsMissing == isMissing) return true;
        }

        return false;
    }

    private void NoteUnresolved(RequestContext context, Trace trace)
    {
        foreach (var glob in Globs)
        {
            if (glob.Unresolved(context) is { } key) trace.Missing(key);
        }
    }
}
