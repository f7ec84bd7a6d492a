using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record PutUserPolicyRequest(string UserName, Policy Policy) : IQueryRequest<PutUserPolicyRequest>
{
    public static PutUserPolicyRequest Read(QueryForm form)
    {
        var name = IamRules.PolicyName(form.Required("PolicyName"));
        return new PutUserPolicyRequest(IamRules.UserName(form.Required("UserName")), IamRules.InlinePolicy(name, form.Required("PolicyDocument")));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html</remarks>
internal static class PutUserPolicy
{
    public static NoResult Execute(IamState state, PutUserPolicyRequest request) =>
        Grants.Put(state, () => state.GetUser(request.UserName), request.Policy);
}
