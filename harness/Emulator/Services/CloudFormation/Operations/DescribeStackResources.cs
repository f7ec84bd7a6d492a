using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DescribeStackResourcesRequest(string? StackName, string? LogicalId, string? PhysicalId) : IQueryRequest<DescribeStackResourcesRequest>
{
    public static DescribeStackResourcesRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "LogicalResourceId", "PhysicalResourceId");
        var request = new DescribeStackResourcesRequest(
            StackRequest.OptionalStackName(form), form.Optional("LogicalResourceId"), form.Optional("PhysicalResourceId"));
        if (request is { StackName: null, PhysicalId: null } or { StackName: not null, PhysicalId: not null })
        {
            throw CloudFormationErrors.Validation("You must specify either StackName or PhysicalResourceId, but not both.");
        }

        return request;
    }
}

internal sealed record DescribeStackResourcesResponse(Stack Stack, IReadOnlyList<StackResource> Resources) : IQueryResponse
{
    public void Write(XmlWriter xml) => xml.WriteList("StackResources", Resources, resource => StackXml.WriteResource(xml, Stack, resource, "Timestamp"));
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html</remarks>
internal static class DescribeStackResources
{
    public static DescribeStackResourcesResponse Execute(StackState state, DescribeStackResourcesRequest request)
    {
        var stack = request.StackName is { } name
            ? state.Get(name)
            : state.Stacks.FirstOrDefault(s => !s.IsDeleted && s.Resources.Values.Any(r => r.PhysicalId == request.PhysicalId))
                ?? throw CloudFormationErrors.Validation($"Stack for {request.PhysicalId} does not exist");
        return new DescribeStackResourcesResponse(stack, [.. stack.Resources.Values.Where(r => request.LogicalId is null || r.LogicalId == request.LogicalId)]);
    }
}
