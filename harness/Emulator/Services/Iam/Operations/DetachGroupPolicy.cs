using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DetachGroupPolicyRequest(string GroupName, string PolicyArn) : IQueryRequest<DetachGroupPolicyRequest>
{
    public static DetachGroupPolicyRequest Read(QueryForm form) => new(
        IamRules.GroupName(form.Required("GroupName")), IamRules.PolicyArn(form.Required("PolicyArn")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html</remarks>
internal static class DetachGroupPolicy
{
    public static NoResult Execute(IamState state, DetachGroupPolicyRequest request) =>
        Grants.Detach(state, () => state.GetGroup(request.GroupName), request.PolicyArn);
}
