using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetPolicyVersionRequest(string PolicyArn, string VersionId) : IQueryRequest<GetPolicyVersionRequest>
{
    public static GetPolicyVersionRequest Read(QueryForm form) => new(IamRules.PolicyArn(form.Required("PolicyArn")), form.Required("VersionId"));
}

internal sealed record GetPolicyVersionResponse(ManagedPolicy Policy, PolicyVersion Version) : IQueryResponse
{
    public void Write(XmlWriter xml) => PolicyXml.Write(xml, "PolicyVersion", Policy, Version, withDocument: true);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html</remarks>
internal static class GetPolicyVersion
{
    public static GetPolicyVersionResponse Execute(IamState state, GetPolicyVersionRequest request)
    {
        var policy = state.GetPolicy(request.PolicyArn);
        return new GetPolicyVersionResponse(policy, ManagedPolicies.Version(policy, request.VersionId));
    }
}
