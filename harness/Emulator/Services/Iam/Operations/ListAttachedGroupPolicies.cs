using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListAttachedGroupPoliciesRequest(string GroupName, string PathPrefix, PageRequest Page) : IQueryRequest<ListAttachedGroupPoliciesRequest>
{
    public static ListAttachedGroupPoliciesRequest Read(QueryForm form)
    {
        form.RefuseOthers("GroupName", "PathPrefix", "MaxItems", "Marker");
        return new ListAttachedGroupPoliciesRequest(IamRules.GroupName(form.Required("GroupName")), form.Optional("PathPrefix") ?? "/", PageRequest.Read(form));
    }
}

internal sealed record ListAttachedGroupPoliciesResponse(Page<ManagedPolicy> Policies) : IQueryResponse
{
    public void Write(XmlWriter xml) => Policies.Write(xml, "AttachedPolicies", policy => PolicyXml.WriteAttached(xml, policy.Arn));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html</remarks>
internal static class ListAttachedGroupPolicies
{
    public static ListAttachedGroupPoliciesResponse Execute(IamState state, ListAttachedGroupPoliciesRequest request) =>
        new(request.Page.Cut(
            state.GetGroup(request.GroupName).AttachedPolicies.Select(state.GetPolicy).Where(p => p.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal)), p => p.Arn));
}
