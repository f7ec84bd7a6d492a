using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeletePolicyVersionRequest(string PolicyArn, string VersionId) : IQueryRequest<DeletePolicyVersionRequest>
{
    public static DeletePolicyVersionRequest Read(QueryForm form) => new(IamRules.PolicyArn(form.Required("PolicyArn")), form.Required("VersionId"));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html</remarks>
internal static class DeletePolicyVersion
{
    public static NoResult Execute(IamState state, DeletePolicyVersionRequest request) => ManagedPolicies.Change(state, request.PolicyArn, "iam:DeletePolicyVersion", policy =>
    {
        var version = ManagedPolicies.Version(policy, request.VersionId);
        return version.Number == policy.DefaultNumber ? throw IamErrors.DefaultVersion() : policy with { Versions = policy.Versions.Remove(version) };
    });
}
