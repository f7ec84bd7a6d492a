using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record CreatePolicyVersionRequest(string PolicyArn, string Document, bool IsDefault) : IQueryRequest<CreatePolicyVersionRequest>
{
    public static CreatePolicyVersionRequest Read(QueryForm form) => new(
        IamRules.PolicyArn(form.Required("PolicyArn")), form.Required("PolicyDocument"), form.Flag("SetAsDefault") ?? false);
}

internal sealed record CreatePolicyVersionResponse(ManagedPolicy Policy, PolicyVersion Version) : IQueryResponse
{
    public void Write(XmlWriter xml) => PolicyXml.Write(xml, "PolicyVersion", Policy, Version, withDocument: false);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html</remarks>
internal static class CreatePolicyVersion
{
    private const int Most = 5;

    public static CreatePolicyVersionResponse Execute(IamState state, TimeProvider clock, CreatePolicyVersionRequest request) => state.Changes.Commit(() =>
    {
        var policy = ManagedPolicies.OfCustomer(state, request.PolicyArn, "iam:CreatePolicyVersion");
        if (policy.Versions.Length >= Most) throw IamErrors.TooManyVersions();
        var version = ManagedPolicies.Version(policy.LatestNumber + 1, policy.Arn, request.Document, clock.GetUtcNow());
        var changed = policy with
        {
            Versions = policy.Versions.Add(version),
            LatestNumber = version.Number,
            DefaultNumber = request.IsDefault ? version.Number : policy.DefaultNumber,
            UpdatedAt = version.CreatedAt,
        };
        return ((IamChange?)new IamChange.PolicyPut(changed), new CreatePolicyVersionResponse(changed, version));
    });
}
