using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListRolesRequest(string PathPrefix, PageRequest Page) : IQueryRequest<ListRolesRequest>
{
    public static ListRolesRequest Read(QueryForm form)
    {
        form.RefuseOthers("PathPrefix", "MaxItems", "Marker");
        return new ListRolesRequest(form.Optional("PathPrefix") ?? "/", PageRequest.Read(form));
    }
}

internal sealed record ListRolesResponse(Page<Role> Roles) : IQueryResponse
{
    public void Write(XmlWriter xml) => Roles.Write(xml, "Roles", role => IdentityXml.Write(xml, "member", role, Shown.SessionDuration));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html</remarks>
internal static class ListRoles
{
    public static ListRolesResponse Execute(IamState state, ListRolesRequest request) =>
        new(request.Page.Cut(state.Roles.Where(i => i.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal)), i => i.Name));
}
