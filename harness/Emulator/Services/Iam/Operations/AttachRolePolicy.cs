using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record AttachRolePolicyRequest(string RoleName, string PolicyArn) : IQueryRequest<AttachRolePolicyRequest>
{
    public static AttachRolePolicyRequest Read(QueryForm form) => new(
        IamRules.RoleName(form.Required("RoleName")), IamRules.PolicyArn(form.Required("PolicyArn")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html</remarks>
internal static class AttachRolePolicy
{
    public static NoResult Execute(IamState state, AttachRolePolicyRequest request) =>
        Grants.Attach(state, () => state.Get(request.RoleName), request.PolicyArn);
}
