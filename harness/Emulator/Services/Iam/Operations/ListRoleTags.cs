using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListRoleTagsRequest(string RoleName) : IQueryRequest<ListRoleTagsRequest>
{
    public static ListRoleTagsRequest Read(QueryForm form)
    {
        form.RefuseOthers("RoleName", "MaxItems", "Marker");
        return new ListRoleTagsRequest(IamRules.RoleName(form.Required("RoleName")));
    }
}

internal sealed record ListRoleTagsResponse(ImmutableSortedDictionary<string, string> Tags) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("IsTruncated", "false");
        xml.WriteTags(Tags);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html</remarks>
internal static class ListRoleTags
{
    public static ListRoleTagsResponse Execute(IamState state, ListRoleTagsRequest request) =>
        new(state.Get(request.RoleName).Tags);
}
