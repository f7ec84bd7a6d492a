using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListUserPoliciesRequest(string UserName, PageRequest Page) : IQueryRequest<ListUserPoliciesRequest>
{
    public static ListUserPoliciesRequest Read(QueryForm form)
    {
        form.RefuseOthers("UserName", "MaxItems", "Marker");
        return new ListUserPoliciesRequest(IamRules.UserName(form.Required("UserName")), PageRequest.Read(form));
    }
}

internal sealed record ListUserPoliciesResponse(Page<string> PolicyNames) : IQueryResponse
{
    public void Write(XmlWriter xml) => PolicyNames.Write(xml, "PolicyNames", name => xml.WriteElementString("member", name));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html</remarks>
internal static class ListUserPolicies
{
    public static ListUserPoliciesResponse Execute(IamState state, ListUserPoliciesRequest request) =>
        new(request.Page.Cut(state.GetUser(request.UserName).InlinePolicies.Keys, name => name));
}
