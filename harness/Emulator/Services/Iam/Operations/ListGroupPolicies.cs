using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListGroupPoliciesRequest(string GroupName, PageRequest Page) : IQueryRequest<ListGroupPoliciesRequest>
{
    public static ListGroupPoliciesRequest Read(QueryForm form)
    {
        form.RefuseOthers("GroupName", "MaxItems", "Marker");
        return new ListGroupPoliciesRequest(IamRules.GroupName(form.Required("GroupName")), PageRequest.Read(form));
    }
}

internal sealed record ListGroupPoliciesResponse(Page<string> PolicyNames) : IQueryResponse
{
    public void Write(XmlWriter xml) => PolicyNames.Write(xml, "PolicyNames", name => xml.WriteElementString("member", name));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html</remarks>
internal static class ListGroupPolicies
{
    public static ListGroupPoliciesResponse Execute(IamState state, ListGroupPoliciesRequest request) =>
        new(request.Page.Cut(state.GetGroup(request.GroupName).InlinePolicies.Keys, name => name));
}
