using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ListStackResourcesRequest(string StackName, string? NextToken) : IQueryRequest<ListStackResourcesRequest>
{
    public static ListStackResourcesRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "NextToken");
        return new(StackRequest.StackName(form), form.Optional("NextToken"));
    }
}

internal sealed record ListStackResourcesResponse(Page<StackResource> Resources) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("StackResourceSummaries", Resources.Items, resource => StackXml.WriteResource(xml, stack: null, resource, "LastUpdatedTimestamp"));
        Resources.WriteToken(xml);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html</remarks>
internal static class ListStackResources
{
    public static ListStackResourcesResponse Execute(StackState state, ListStackResourcesRequest request) =>
        new(Page<StackResource>.Of(state.Get(request.StackName).Resources.Values, r => r.LogicalId, request.NextToken));
}
