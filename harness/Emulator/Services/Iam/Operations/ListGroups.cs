using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListGroupsRequest(string PathPrefix, PageRequest Page) : IQueryRequest<ListGroupsRequest>
{
    public static ListGroupsRequest Read(QueryForm form)
    {
        form.RefuseOthers("PathPrefix", "MaxItems", "Marker");
        return new ListGroupsRequest(form.Optional("PathPrefix") ?? "/", PageRequest.Read(form));
    }
}

internal sealed record ListGroupsResponse(Page<Group> Groups) : IQueryResponse
{
    public void Write(XmlWriter xml) => Groups.Write(xml, "Groups", group => IdentityXml.Write(xml, "member", group));
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html</remarks>
internal static class ListGroups
{
    public static ListGroupsResponse Execute(IamState state, ListGroupsRequest request) =>
        new(request.Page.Cut(state.Groups.Where(i => i.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal)), i => i.Name));
}
