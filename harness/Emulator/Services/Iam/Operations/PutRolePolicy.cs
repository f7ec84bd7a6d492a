using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record PutRolePolicyRequest(string RoleName, Policy Policy) : IQueryRequest<PutRolePolicyRequest>
{
    public static PutRolePolicyRequest Read(QueryForm form)
    {
        var name = IamRules.PolicyName(form.Required("PolicyName"));
        return new PutRolePolicyRequest(IamRules.RoleName(form.Required("RoleName")), IamRules.InlinePolicy(name, form.Required("PolicyDocument")));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html</remarks>
internal static class PutRolePolicy
{
    public static NoResult Execute(IamState state, PutRolePolicyRequest request) =>
        Grants.Put(state, () => state.Get(request.RoleName), request.Policy);
}
