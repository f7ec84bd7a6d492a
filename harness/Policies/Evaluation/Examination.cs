using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Policies.Evaluation;

/// <summary>A decision with every statement that had a chance to speak, and what kept it from speaking.</summary>
/// <param name="Context">The keys that the policies read and the request carries.</param>
/// <param name="Statements">In the order of the policies.</param>
public sealed record Examination(
    string Principal, string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context, Verdict Verdict, PolicyType DecidedBy,
    string Sentence, IReadOnlyList<string> MissingContextKeys, IReadOnlyList<StatementReview> Statements)
{
    public static Examination Of(in AuthorizationRequest request, in PolicySet policies)
    {
        var decision = Evaluator.Explain(request, policies);
        var (asked, all, hasBoundary) = (request, policies.All.ToList(), !policies.Boundary.IsEmpty);
        return new Examination(
            request.Principal.Arn, request.Action, request.Resource, ContextOf(asked.Context, all), decision.Verdict, decision.DecidedBy,
            decision.Sentence, decision.MissingContextKeys, [.. all.SelectMany(p => p.Statements.Select(s => s.Review(asked, hasBoundary, p)))]);
    }

    private static SortedDictionary<string, IReadOnlyList<string>> ContextOf(RequestContext context, IEnumerable<Policy> policies)
    {
        var found = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in policies.SelectMany(p => p.ContextKeys))
        {
            if (context.TextsOf(key) is { Count: > 0 } values) found[key] = values;
        }

        return found;
    }
}

/// <param name="Line">Of the policy's text; where IAM's simulator says that the statement starts.</param>
/// <param name="SpeaksOfAction">Whether its Action or NotAction matches; likewise the others.</param>
/// <param name="SpeaksOfPrincipal">Always in policies that name no principal.</param>
public sealed record StatementReview(
    string Policy, PolicyKind Kind, string? Sid, Effect Effect, int Line, int Column, bool SpeaksOfAction, bool SpeaksOfResource, bool SpeaksOfPrincipal,
    IReadOnlyList<ConditionReview> Conditions)
{
    public bool Applies => SpeaksOfAction && SpeaksOfResource && SpeaksOfPrincipal && Conditions.All(c => c.Holds);
}

/// <param name="Given">The request's values; none when it does not carry the key.</param>
public sealed record ConditionReview(string Operator, string Key, IReadOnlyList<string> Wanted, IReadOnlyList<string> Given, bool Holds);
