using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListAttachedUserPoliciesRequest(string UserName, string PathPrefix, PageRequest Page) : IQueryRequest<ListAttachedUserPoliciesRequest>
{
    public static ListAttachedUserPoliciesRequest Read(QueryForm form)
    {
        form.RefuseOthers("UserName", "PathPrefix", "MaxItems", "Marker");
        return new ListAttachedUserPoliciesRequest(IamRules.UserName(form.Required("UserName")), form.Optional("PathPrefix") ?? "/", PageRequest.Read(form));
    }
}

internal sealed record ListAttachedUserPoliciesResponse(Page<ManagedPolicy> Policies) : IQueryResponse
{
    public void Write(XmlWriter xml) => Policies.Write(xml, "AttachedPolicies", policy => PolicyXml.WriteAttached(xml, policy.Arn));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html</remarks>
internal static class ListAttachedUserPolicies
{
    public static ListAttachedUserPoliciesResponse Execute(IamState state, ListAttachedUserPoliciesRequest request) =>
        new(request.Page.Cut(
            state.GetUser(request.UserName).AttachedPolicies.Select(state.GetPolicy).Where(p => p.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal)), p => p.Arn));
}
