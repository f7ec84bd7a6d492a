using System.Collections.Immutable;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record ListTagsForResourceRequest(string ResourceArn) : IQueryRequest<ListTagsForResourceRequest>
{
    public static ListTagsForResourceRequest Read(QueryForm form)
    {
        form.RefuseOthers("ResourceArn");
        return new ListTagsForResourceRequest(form.TopicArn("ResourceArn"));
    }
}

internal sealed record ListTagsForResourceResponse(ImmutableSortedDictionary<string, string> Tags) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteStartElement("Tags");
        foreach (var (key, value) in Tags)
        {
            xml.WriteStartElement("member");
            xml.WriteElementString("Key", key);
            xml.WriteElementString("Value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html</remarks>
internal static class ListTagsForResource
{
    public static ListTagsForResourceResponse Execute(SnsState state, ListTagsForResourceRequest request) =>
        new((state.FindTopic(request.ResourceArn) ?? throw SnsErrors.NoSuchResource()).Tags);
}
