using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteUserPolicyRequest(string UserName, string PolicyName) : IQueryRequest<DeleteUserPolicyRequest>
{
    public static DeleteUserPolicyRequest Read(QueryForm form) => new(
        IamRules.UserName(form.Required("UserName")), IamRules.PolicyName(form.Required("PolicyName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html</remarks>
internal static class DeleteUserPolicy
{
    public static NoResult Execute(IamState state, DeleteUserPolicyRequest request) =>
        Grants.Remove(state, () => state.GetUser(request.UserName), request.PolicyName);
}
