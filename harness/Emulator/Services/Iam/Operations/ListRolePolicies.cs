using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListRolePoliciesRequest(string RoleName, PageRequest Page) : IQueryRequest<ListRolePoliciesRequest>
{
    public static ListRolePoliciesRequest Read(QueryForm form)
    {
        form.RefuseOthers("RoleName", "MaxItems", "Marker");
        return new ListRolePoliciesRequest(IamRules.RoleName(form.Required("RoleName")), PageRequest.Read(form));
    }
}

internal sealed record ListRolePoliciesResponse(Page<string> PolicyNames) : IQueryResponse
{
    public void Write(XmlWriter xml) => PolicyNames.Write(xml, "PolicyNames", name => xml.WriteElementString("member", name));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html</remarks>
internal static class ListRolePolicies
{
    public static ListRolePoliciesResponse Execute(IamState state, ListRolePoliciesRequest request) =>
        new(request.Page.Cut(state.Get(request.RoleName).InlinePolicies.Keys, name => name));
}
