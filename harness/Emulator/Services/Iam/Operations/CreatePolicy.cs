using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

/// <param name="Document">Parsed once the policy's ARN is known.</param>
internal sealed record CreatePolicyRequest(string PolicyName, string Path, string Document, string? Description, ImmutableSortedDictionary<string, string> Tags)
    : IQueryRequest<CreatePolicyRequest>
{
    public static CreatePolicyRequest Read(QueryForm form)
    {
        form.RefuseOthers("PolicyName", "Path", "PolicyDocument", "Description", "Tags");
        return new CreatePolicyRequest(
            IamRules.PolicyName(form.Required("PolicyName")), IamRules.Path(form), form.Required("PolicyDocument"), form.Optional("Description"), IamRules.Tags(form));
    }
}

internal sealed record CreatePolicyResponse(ManagedPolicy Policy) : IQueryResponse
{
    public void Write(XmlWriter xml) => PolicyXml.Write(xml, "Policy", Policy, default, isFull: true);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html</remarks>
internal static class CreatePolicy
{
    public static CreatePolicyResponse Execute(IamState state, AwsScope scope, TimeProvider clock, CreatePolicyRequest request)
    {
        var arn = scope.GlobalArn("iam", $"policy{request.Path}{request.PolicyName}");
        var first = ManagedPolicies.Version(1, arn, request.Document, clock.GetUtcNow());
        var policy = new ManagedPolicy(
            request.PolicyName, request.Path, IamRules.NewId("ANPA"), arn, first.CreatedAt, first.CreatedAt, request.Description, [first], 1, 1)
        {
            Tags = request.Tags,
        };
        return state.Changes.Commit(() => state.Policies.Any(p => p.Name.Equals(policy.Name, StringComparison.OrdinalIgnoreCase))
            ? throw IamErrors.PolicyExists(policy.Name)
            : ((IamChange?)new IamChange.PolicyPut(policy), new CreatePolicyResponse(policy)));
    }
}
