using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetGroupRequest(string GroupName, PageRequest Page) : IQueryRequest<GetGroupRequest>
{
    public static GetGroupRequest Read(QueryForm form)
    {
        form.RefuseOthers("GroupName", "MaxItems", "Marker");
        return new GetGroupRequest(IamRules.GroupName(form.Required("GroupName")), PageRequest.Read(form));
    }
}

internal sealed record GetGroupResponse(Group Group, Page<User> Users) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        IdentityXml.Write(xml, "Group", Group);
        Users.Write(xml, "Users", user => IdentityXml.Write(xml, "member", user, Shown.Nothing));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html</remarks>
internal static class GetGroup
{
    public static GetGroupResponse Execute(IamState state, GetGroupRequest request)
    {
        var group = state.GetGroup(request.GroupName);
        return new GetGroupResponse(group, request.Page.Cut(state.Users.Where(u => u.Groups.Contains(group.Name)), u => u.Name));
    }
}
