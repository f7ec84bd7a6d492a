using TaskTracker.Deployment.Wire;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Cli;

/// <summary>Why something was allowed or denied, as a tree.</summary>
internal static class ExaminationTree
{
    public static Branch Of(RecordedDecision call)
    {
        var what = call.Operation is null ? $"{call.Method} {call.Path}" : $"{call.Service} {call.Operation}";
        var status = $"{what} answered {call.Status}{(call.ErrorCode is { } code ? $" {code}" : "")}";
        return call.Asked.Count > 0 ? new Branch(status, [.. call.Asked.Select(Of)]) : new Branch(status, new Branch(WithoutPolicies(call)));
    }

    public static Branch Of(Examination e)
    {
        var verdict = e.Verdict switch { Verdict.Allowed => "allowed", Verdict.ExplicitDeny => "explicitly denied", _ => "denied" };
        return new Branch(
            $"{verdict}: {e.Action} on {e.Resource}",
            [
                new Branch($"asked by {e.Principal}"),
                new Branch(Reason(e)),
                .. e.Context.Select(c => new Branch($"with {c.Key} = {string.Join(", ", c.Value)}")),
                .. e.MissingContextKeys.Select(k => new Branch($"not given: {k}")),
                .. e.Statements.GroupBy(s => (s.Policy, s.Kind)).Select(p => new Branch($"{Name(p.Key.Kind)} {p.Key.Policy}", [.. p.Select(Of)])),
                .. e.Statements.Count == 0 ? [new Branch("there is no policy at all")] : (Branch[])[],
            ]);
    }

    private static Branch Of(StatementReview s)
    {
        var name = $"line {s.Line}, column {s.Column}{(s.Sid is { } sid ? $", {sid}" : "")}: {s.Effect}";
        string?[] silent =
        [
            s.SpeaksOfAction ? null : "is not about this action", s.SpeaksOfResource ? null : "is not about this resource", s.SpeaksOfPrincipal ? null : "is not about this caller",
            s.Conditions.All(c => c.Holds) ? null : "its conditions do not hold",
        ];
        var why = string.Join(", ", silent.OfType<string>());
        var isWorthConditions = s.SpeaksOfAction && s.SpeaksOfResource && s.SpeaksOfPrincipal;
        return new Branch($"{name} {(why.Length == 0 ? "applies" : $"does not apply: {why}")}", isWorthConditions ? [.. s.Conditions.Select(Of)] : []);
    }

    private static Branch Of(ConditionReview c) => new(
        $"{(c.Holds ? "holds" : "does not hold")}: {c.Operator} {c.Key} wants {string.Join(" or ", c.Wanted)}, given {(c.Given.Count == 0 ? "nothing" : string.Join(", ", c.Given))}");

    private static string Reason(Examination e)
    {
        var start = e.Sentence.IndexOf($"{e.Resource} ", StringComparison.Ordinal);
        return start < 0 ? e.Sentence : e.Sentence[(start + e.Resource.Length + 1)..];
    }

    private static string Name(PolicyKind kind) => kind switch
    {
        PolicyKind.IdentityInline => "inline policy",
        PolicyKind.IdentityManaged => "managed policy",
        PolicyKind.Resource => "policy of the resource",
        PolicyKind.Boundary => "permissions boundary",
        PolicyKind.Session => "session policy",
        _ => "trust policy",
    };

    private static string WithoutPolicies(RecordedDecision call) => call.Decision switch
    {
        "Root" => "allowed: the account itself may do everything",
        "NotEvaluated" => "not decided: IAM is off",
        "Allowed" => "allowed: it needs no permission",
        "Denied" => "denied: there was no signature that could be accepted",
        _ => "no permission was asked for",
    };
}
