using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record ListTopicsRequest(int Skip) : IQueryRequest<ListTopicsRequest>
{
    public static ListTopicsRequest Read(QueryForm form)
    {
        form.RefuseOthers("NextToken");
        return new ListTopicsRequest(PageStart.Read(form));
    }
}

internal sealed record ListTopicsResponse(Page<Topic> Page) : IQueryResponse
{
    public void Write(XmlWriter xml) => Page.Write(xml, "Topics", topic => xml.WriteElementString("TopicArn", topic.Arn));
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html</remarks>
internal static class ListTopics
{
    public static ListTopicsResponse Execute(SnsState state, ListTopicsRequest request) => new(Page<Topic>.Of(state.Topics, request.Skip));
}
