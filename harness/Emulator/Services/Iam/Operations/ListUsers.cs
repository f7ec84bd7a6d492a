using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListUsersRequest(string PathPrefix, PageRequest Page) : IQueryRequest<ListUsersRequest>
{
    public static ListUsersRequest Read(QueryForm form)
    {
        form.RefuseOthers("PathPrefix", "MaxItems", "Marker");
        return new ListUsersRequest(form.Optional("PathPrefix") ?? "/", PageRequest.Read(form));
    }
}

internal sealed record ListUsersResponse(Page<User> Users) : IQueryResponse
{
    public void Write(XmlWriter xml) => Users.Write(xml, "Users", user => IdentityXml.Write(xml, "member", user, Shown.Nothing));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html</remarks>
internal static class ListUsers
{
    public static ListUsersResponse Execute(IamState state, ListUsersRequest request) =>
        new(request.Page.Cut(state.Users.Where(i => i.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal)), i => i.Name));
}
