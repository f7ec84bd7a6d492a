using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UpdateAssumeRolePolicyRequest(string RoleName, Policy TrustPolicy) : IQueryRequest<UpdateAssumeRolePolicyRequest>
{
    public static UpdateAssumeRolePolicyRequest Read(QueryForm form) =>
        new(IamRules.RoleName(form.Required("RoleName")), IamRules.TrustPolicy(form.Required("PolicyDocument")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html</remarks>
internal static class UpdateAssumeRolePolicy
{
    public static NoResult Execute(IamState state, UpdateAssumeRolePolicyRequest request) => state.Changes.Commit(() =>
        ((IamChange?)new IamChange.RolePut(state.Get(request.RoleName) with { TrustPolicy = request.TrustPolicy }), NoResult.Value));
}
