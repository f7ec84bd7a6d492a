using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteRolePolicyRequest(string RoleName, string PolicyName) : IQueryRequest<DeleteRolePolicyRequest>
{
    public static DeleteRolePolicyRequest Read(QueryForm form) => new(
        IamRules.RoleName(form.Required("RoleName")), IamRules.PolicyName(form.Required("PolicyName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html</remarks>
internal static class DeleteRolePolicy
{
    public static NoResult Execute(IamState state, DeleteRolePolicyRequest request) =>
        Grants.Remove(state, () => state.Get(request.RoleName), request.PolicyName);
}
