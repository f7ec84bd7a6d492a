using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DescribeStackEventsRequest(string StackName, string? NextToken) : IQueryRequest<DescribeStackEventsRequest>
{
    public static DescribeStackEventsRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "NextToken");
        return new(StackRequest.StackName(form), form.Optional("NextToken"));
    }
}

internal sealed record DescribeStackEventsResponse(Page<StackEvent> Events) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("StackEvents", Events.Items, happened => StackXml.WriteEvent(xml, happened));
        Events.WriteToken(xml);
    }
}

/// <summary>What happened to a stack, the newest first.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html</remarks>
internal static class DescribeStackEvents
{
    public static DescribeStackEventsResponse Execute(StackState state, DescribeStackEventsRequest request)
    {
        var stack = state.Find(request.StackName) ?? throw CloudFormationErrors.NoStackNamed(request.StackName);
        return new DescribeStackEventsResponse(Page<StackEvent>.Of(state.EventsOf(stack.Id).Reverse(), e => e.Id, request.NextToken));
    }
}
