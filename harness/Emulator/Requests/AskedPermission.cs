using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Requests;

/// <summary>What was asked of the policies for a request: enough to come to the same decision again, also when the policies have changed since.</summary>
/// <param name="Policies">As they were then.</param>
/// <param name="Context">What the policies read of the request; <c>null</c> when they read nothing.</param>
internal sealed record AskedPermission(
    Principal Principal, string Action, string Resource, PolicySet Policies, IReadOnlyDictionary<string, IReadOnlyList<string>>? Context)
{
    public static AskedPermission Of(in AuthorizationRequest question, in PolicySet policies) =>
        new(question.Principal, question.Action, question.Resource, policies, ReadsContext(policies) ? Examination.ContextOf(question.Context, policies.All) : null);

    public Examination Examine()
    {
        var context = new RequestContext();
        foreach (var (key, values) in Context ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            context.Set(key, values is [var one] ? ContextValue.Of(one) : ContextValue.Of(values));
        }

        return Examination.Of(new AuthorizationRequest(Principal, Action, Resource, context), Policies);
    }

    private static bool ReadsContext(in PolicySet policies)
    {
        foreach (var policy in policies.Identity)
        {
            if (policy.ContextKeys.Count > 0) return true;
        }

        return !policies.Resource.IsEmpty || !policies.Boundary.IsEmpty || !policies.Session.IsEmpty;
    }
}
