using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record ListPolicyTagsRequest(string PolicyArn) : IQueryRequest<ListPolicyTagsRequest>
{
    public static ListPolicyTagsRequest Read(QueryForm form)
    {
        form.RefuseOthers("PolicyArn", "MaxItems", "Marker");
        return new ListPolicyTagsRequest(IamRules.PolicyArn(form.Required("PolicyArn")));
    }
}

internal sealed record ListPolicyTagsResponse(ImmutableSortedDictionary<string, string> Tags) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("IsTruncated", "false");
        xml.WriteTags(Tags);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html</remarks>
internal static class ListPolicyTags
{
    public static ListPolicyTagsResponse Execute(IamState state, ListPolicyTagsRequest request) =>
        new(state.GetPolicy(request.PolicyArn).Tags);
}
