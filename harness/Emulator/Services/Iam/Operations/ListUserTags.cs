using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListUserTagsRequest(string UserName) : IQueryRequest<ListUserTagsRequest>
{
    public static ListUserTagsRequest Read(QueryForm form)
    {
        form.RefuseOthers("UserName", "MaxItems", "Marker");
        return new ListUserTagsRequest(IamRules.UserName(form.Required("UserName")));
    }
}

internal sealed record ListUserTagsResponse(ImmutableSortedDictionary<string, string> Tags) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("IsTruncated", "false");
        xml.WriteTags(Tags);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html</remarks>
internal static class ListUserTags
{
    public static ListUserTagsResponse Execute(IamState state, ListUserTagsRequest request) =>
        new(state.GetUser(request.UserName).Tags);
}
