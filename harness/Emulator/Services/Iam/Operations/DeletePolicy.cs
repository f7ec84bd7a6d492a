using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record DeletePolicyRequest(string PolicyArn) : IQueryRequest<DeletePolicyRequest>
{
    public static DeletePolicyRequest Read(QueryForm form) => new(IamRules.PolicyArn(form.Required("PolicyArn")));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html</remarks>
internal static class DeletePolicy
{
    public static NoResult Execute(IamState state, DeletePolicyRequest request) => state.Changes.Commit(() =>
    {
        var policy = ManagedPolicies.OfCustomer(state, request.PolicyArn, "iam:DeletePolicy");
        var use = PolicyUse.Of(policy, state);
        if (use.Attachments + use.Boundaries > 0) throw IamErrors.PolicyInUse();
        if (policy.Versions.Length > 1) throw IamErrors.PolicyHasVersions();
        return ((IamChange?)new IamChange.PolicyDeleted(policy.Arn), NoResult.Value);
    });
}
