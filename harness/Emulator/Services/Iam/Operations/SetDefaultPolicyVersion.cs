using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record SetDefaultPolicyVersionRequest(string PolicyArn, string VersionId) : IQueryRequest<SetDefaultPolicyVersionRequest>
{
    public static SetDefaultPolicyVersionRequest Read(QueryForm form) => new(IamRules.PolicyArn(form.Required("PolicyArn")), form.Required("VersionId"));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html</remarks>
internal static class SetDefaultPolicyVersion
{
    public static NoResult Execute(IamState state, SetDefaultPolicyVersionRequest request) =>
        ManagedPolicies.Change(
            state, request.PolicyArn, "iam:SetDefaultPolicyVersion", policy => policy with { DefaultNumber = ManagedPolicies.Version(policy, request.VersionId).Number });
}
