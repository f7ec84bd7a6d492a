using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListPolicyVersionsRequest(string PolicyArn, PageRequest Page) : IQueryRequest<ListPolicyVersionsRequest>
{
    public static ListPolicyVersionsRequest Read(QueryForm form)
    {
        form.RefuseOthers("PolicyArn", "MaxItems", "Marker");
        return new ListPolicyVersionsRequest(IamRules.PolicyArn(form.Required("PolicyArn")), PageRequest.Read(form));
    }
}

internal sealed record ListPolicyVersionsResponse(ManagedPolicy Policy, Page<PolicyVersion> Versions) : IQueryResponse
{
    public void Write(XmlWriter xml) => Versions.Write(xml, "Versions", version => PolicyXml.Write(xml, "member", Policy, version, withDocument: false));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html</remarks>
internal static class ListPolicyVersions
{
    public static ListPolicyVersionsResponse Execute(IamState state, ListPolicyVersionsRequest request)
    {
        var policy = state.GetPolicy(request.PolicyArn);
        return new ListPolicyVersionsResponse(policy, request.Page.Cut(policy.Versions, v => $"{int.MaxValue - v.Number:D10}"));
    }
}
