using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record PutGroupPolicyRequest(string GroupName, Policy Policy) : IQueryRequest<PutGroupPolicyRequest>
{
    public static PutGroupPolicyRequest Read(QueryForm form)
    {
        var name = IamRules.PolicyName(form.Required("PolicyName"));
        return new PutGroupPolicyRequest(IamRules.GroupName(form.Required("GroupName")), IamRules.InlinePolicy(name, form.Required("PolicyDocument")));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html</remarks>
internal static class PutGroupPolicy
{
    public static NoResult Execute(IamState state, PutGroupPolicyRequest request) =>
        Grants.Put(state, () => state.GetGroup(request.GroupName), request.Policy);
}
