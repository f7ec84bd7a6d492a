using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DetachUserPolicyRequest(string UserName, string PolicyArn) : IQueryRequest<DetachUserPolicyRequest>
{
    public static DetachUserPolicyRequest Read(QueryForm form) => new(
        IamRules.UserName(form.Required("UserName")), IamRules.PolicyArn(form.Required("PolicyArn")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html</remarks>
internal static class DetachUserPolicy
{
    public static NoResult Execute(IamState state, DetachUserPolicyRequest request) =>
        Grants.Detach(state, () => state.GetUser(request.UserName), request.PolicyArn);
}
