using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListGroupsForUserRequest(string UserName, PageRequest Page) : IQueryRequest<ListGroupsForUserRequest>
{
    public static ListGroupsForUserRequest Read(QueryForm form)
    {
        form.RefuseOthers("UserName", "MaxItems", "Marker");
        return new ListGroupsForUserRequest(IamRules.UserName(form.Required("UserName")), PageRequest.Read(form));
    }
}

internal sealed record ListGroupsForUserResponse(Page<Group> Groups) : IQueryResponse
{
    public void Write(XmlWriter xml) => Groups.Write(xml, "Groups", group => IdentityXml.Write(xml, "member", group));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html</remarks>
internal static class ListGroupsForUser
{
    public static ListGroupsForUserResponse Execute(IamState state, ListGroupsForUserRequest request) =>
        new(request.Page.Cut(state.GetUser(request.UserName).Groups.Select(state.GetGroup), g => g.Name));
}
