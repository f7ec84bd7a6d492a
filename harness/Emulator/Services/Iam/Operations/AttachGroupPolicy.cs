using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record AttachGroupPolicyRequest(string GroupName, string PolicyArn) : IQueryRequest<AttachGroupPolicyRequest>
{
    public static AttachGroupPolicyRequest Read(QueryForm form) => new(
        IamRules.GroupName(form.Required("GroupName")), IamRules.PolicyArn(form.Required("PolicyArn")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html</remarks>
internal static class AttachGroupPolicy
{
    public static NoResult Execute(IamState state, AttachGroupPolicyRequest request) =>
        Grants.Attach(state, () => state.GetGroup(request.GroupName), request.PolicyArn);
}
