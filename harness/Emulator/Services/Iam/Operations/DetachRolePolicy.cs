using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DetachRolePolicyRequest(string RoleName, string PolicyArn) : IQueryRequest<DetachRolePolicyRequest>
{
    public static DetachRolePolicyRequest Read(QueryForm form) => new(
        IamRules.RoleName(form.Required("RoleName")), IamRules.PolicyArn(form.Required("PolicyArn")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html</remarks>
internal static class DetachRolePolicy
{
    public static NoResult Execute(IamState state, DetachRolePolicyRequest request) =>
        Grants.Detach(state, () => state.Get(request.RoleName), request.PolicyArn);
}
