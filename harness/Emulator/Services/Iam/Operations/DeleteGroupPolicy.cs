using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeleteGroupPolicyRequest(string GroupName, string PolicyName) : IQueryRequest<DeleteGroupPolicyRequest>
{
    public static DeleteGroupPolicyRequest Read(QueryForm form) => new(
        IamRules.GroupName(form.Required("GroupName")), IamRules.PolicyName(form.Required("PolicyName")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html</remarks>
internal static class DeleteGroupPolicy
{
    public static NoResult Execute(IamState state, DeleteGroupPolicyRequest request) =>
        Grants.Remove(state, () => state.GetGroup(request.GroupName), request.PolicyName);
}
