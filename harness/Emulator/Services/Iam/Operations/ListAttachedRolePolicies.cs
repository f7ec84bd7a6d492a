using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListAttachedRolePoliciesRequest(string RoleName, string PathPrefix, PageRequest Page) : IQueryRequest<ListAttachedRolePoliciesRequest>
{
    public static ListAttachedRolePoliciesRequest Read(QueryForm form)
    {
        form.RefuseOthers("RoleName", "PathPrefix", "MaxItems", "Marker");
        return new ListAttachedRolePoliciesRequest(IamRules.RoleName(form.Required("RoleName")), form.Optional("PathPrefix") ?? "/", PageRequest.Read(form));
    }
}

internal sealed record ListAttachedRolePoliciesResponse(Page<ManagedPolicy> Policies) : IQueryResponse
{
    public void Write(XmlWriter xml) => Policies.Write(xml, "AttachedPolicies", policy => PolicyXml.WriteAttached(xml, policy.Arn));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html</remarks>
internal static class ListAttachedRolePolicies
{
    public static ListAttachedRolePoliciesResponse Execute(IamState state, ListAttachedRolePoliciesRequest request) =>
        new(request.Page.Cut(
            state.Get(request.RoleName).AttachedPolicies.Select(state.GetPolicy).Where(p => p.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal)), p => p.Arn));
}
