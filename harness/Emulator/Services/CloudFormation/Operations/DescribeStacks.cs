using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DescribeStacksRequest(string? StackName, string? NextToken) : IQueryRequest<DescribeStacksRequest>
{
    public static DescribeStacksRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "NextToken");
        return new(StackRequest.OptionalStackName(form), form.Optional("NextToken"));
    }
}

internal sealed record DescribeStacksResponse(Page<Stack> Stacks) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("Stacks", Stacks.Items, stack => StackXml.WriteStack(xml, stack));
        Stacks.WriteToken(xml);
    }
}

/// <summary>All stacks, or one; a deleted one by its id only.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html</remarks>
internal static class DescribeStacks
{
    public static DescribeStacksResponse Execute(StackState state, DescribeStacksRequest request)
    {
        if (request.StackName is { } name) return new DescribeStacksResponse(new Page<Stack>([state.Get(name)], NextToken: null));
        var stacks = state.Stacks.Where(s => !s.IsDeleted).OrderByDescending(s => s.CreatedAt);
        return new DescribeStacksResponse(Page<Stack>.Of(stacks, s => s.Id, request.NextToken));
    }
}
