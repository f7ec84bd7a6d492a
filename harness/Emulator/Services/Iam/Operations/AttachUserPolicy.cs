using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record AttachUserPolicyRequest(string UserName, string PolicyArn) : IQueryRequest<AttachUserPolicyRequest>
{
    public static AttachUserPolicyRequest Read(QueryForm form) => new(
        IamRules.UserName(form.Required("UserName")), IamRules.PolicyArn(form.Required("PolicyArn")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html</remarks>
internal static class AttachUserPolicy
{
    public static NoResult Execute(IamState state, AttachUserPolicyRequest request) =>
        Grants.Attach(state, () => state.GetUser(request.UserName), request.PolicyArn);
}
