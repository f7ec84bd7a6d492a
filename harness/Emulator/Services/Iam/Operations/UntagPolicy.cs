using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record UntagPolicyRequest(string PolicyArn, IReadOnlyList<string> TagKeys) : IQueryRequest<UntagPolicyRequest>
{
    public static UntagPolicyRequest Read(QueryForm form) => new(IamRules.PolicyArn(form.Required("PolicyArn")), form.List("TagKeys"));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html</remarks>
internal static class UntagPolicy
{
    public static NoResult Execute(IamState state, UntagPolicyRequest request) =>
        ManagedPolicies.Change(state, request.PolicyArn, "iam:UntagPolicy", policy => policy with { Tags = IamRules.Untagged(policy.Tags, request.TagKeys) });
}
