using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DescribeStackResourceRequest(string StackName, string LogicalId) : IQueryRequest<DescribeStackResourceRequest>
{
    public static DescribeStackResourceRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "LogicalResourceId");
        return new(StackRequest.StackName(form), form.Required("LogicalResourceId"));
    }
}

internal sealed record DescribeStackResourceResponse(Stack Stack, StackResource Resource) : IQueryResponse
{
    public void Write(XmlWriter xml) => xml.WriteStructure("StackResourceDetail", () =>
    {
        StackXml.WriteResource(xml, Stack, Resource, "LastUpdatedTimestamp");
        xml.WriteElementString("Metadata", Resource.Metadata ?? "{}");
    });
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html</remarks>
internal static class DescribeStackResource
{
    public static DescribeStackResourceResponse Execute(StackState state, DescribeStackResourceRequest request)
    {
        var stack = state.Find(request.StackName) ?? throw CloudFormationErrors.Validation($"Stack '{request.StackName}' does not exist");
        var resource = stack.Resources.GetValueOrDefault(request.LogicalId)
            ?? throw CloudFormationErrors.Validation($"Resource {request.LogicalId} does not exist for stack {stack.Name}");
        return new DescribeStackResourceResponse(stack, resource);
    }
}
