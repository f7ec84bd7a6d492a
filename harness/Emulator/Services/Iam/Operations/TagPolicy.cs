using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record TagPolicyRequest(string PolicyArn, ImmutableSortedDictionary<string, string> Tags) : IQueryRequest<TagPolicyRequest>
{
    public static TagPolicyRequest Read(QueryForm form) => new(IamRules.PolicyArn(form.Required("PolicyArn")), IamRules.Tags(form));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html</remarks>
internal static class TagPolicy
{
    public static NoResult Execute(IamState state, TagPolicyRequest request) =>
        ManagedPolicies.Change(state, request.PolicyArn, "iam:TagPolicy", policy => policy with { Tags = IamRules.Tagged(policy.Tags, request.Tags, "policy") });
}
