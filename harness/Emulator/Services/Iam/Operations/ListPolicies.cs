using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

/// <param name="Scope"><c>All</c>, <c>AWS</c> or <c>Local</c>.</param>
/// <param name="Usage"><c>PermissionsPolicy</c>, <c>PermissionsBoundary</c>, or <c>null</c> for either.</param>
internal sealed record ListPoliciesRequest(string Scope, bool OnlyAttached, string PathPrefix, string? Usage, PageRequest Page) : IQueryRequest<ListPoliciesRequest>
{
    public static ListPoliciesRequest Read(QueryForm form)
    {
        form.RefuseOthers("Scope", "OnlyAttached", "PathPrefix", "PolicyUsageFilter", "MaxItems", "Marker");
        var scope = form.Optional("Scope") ?? "All";
        if (scope is not ("All" or "AWS" or "Local")) throw IamErrors.BadValue("scope", scope, "Member must satisfy enum value set: [AWS, Local, All]");
        return new ListPoliciesRequest(
            scope, form.Flag("OnlyAttached") ?? false, form.Optional("PathPrefix") ?? "/", form.Optional("PolicyUsageFilter"), PageRequest.Read(form));
    }
}

internal sealed record ListPoliciesResponse(Page<(ManagedPolicy Policy, PolicyUse Use)> Policies) : IQueryResponse
{
    public void Write(XmlWriter xml) => Policies.Write(xml, "Policies", p => PolicyXml.Write(xml, "member", p.Policy, p.Use, isFull: false));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html</remarks>
internal static class ListPolicies
{
    public static ListPoliciesResponse Execute(IamState state, ListPoliciesRequest request)
    {
        var ours = request.Scope == "AWS" ? [] : state.Policies;
        var all = (request.Scope == "Local" ? ours : ours.Concat(AwsPolicies.All))
            .Where(p => p.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal))
            .Select(p => (Policy: p, Use: PolicyUse.Of(p, state)))
            .Where(p => !request.OnlyAttached || p.Use.Attachments + p.Use.Boundaries > 0)
            .Where(p => request.Usage is not "PermissionsBoundary" || p.Use.Boundaries > 0)
            .Where(p => request.Usage is not "PermissionsPolicy" || p.Use.Attachments > 0);
        return new ListPoliciesResponse(request.Page.Cut(all, p => p.Policy.Arn));
    }
}
