using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ListStacksRequest(IReadOnlyList<string> Statuses, string? NextToken) : IQueryRequest<ListStacksRequest>
{
    public static ListStacksRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackStatusFilter", "NextToken");
        var unknown = form.List("StackStatusFilter").FirstOrDefault(s => !StackStatus.OfStacks.Contains(s));
        if (unknown is not null)
        {
            throw CloudFormationErrors.Constraint("stackStatusFilter", $"[{string.Join(", ", form.List("StackStatusFilter"))}]",
                $"Member must satisfy constraint: [Member must satisfy enum value set: [{string.Join(", ", StackStatus.OfStacks)}]]");
        }

        return new(form.List("StackStatusFilter"), form.Optional("NextToken"));
    }
}

internal sealed record ListStacksResponse(Page<Stack> Stacks) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("StackSummaries", Stacks.Items, stack =>
        {
            xml.WriteElementString("StackId", stack.Id);
            xml.WriteElementString("StackName", stack.Name);
            xml.WriteOptional("TemplateDescription", stack.Input?.Description);
            xml.WriteTime("CreationTime", stack.CreatedAt);
            xml.WriteTime("LastUpdatedTime", stack.UpdatedAt);
            xml.WriteTime("DeletionTime", stack.DeletedAt);
            xml.WriteElementString("StackStatus", stack.Status);
            xml.WriteOptional("StackStatusReason", stack.StatusReason);
            StackXml.WriteNotDrifted(xml, "StackDriftStatus");
        });
        Stacks.WriteToken(xml);
    }
}

/// <summary>All stacks, deleted ones too.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html</remarks>
internal static class ListStacks
{
    public static ListStacksResponse Execute(StackState state, ListStacksRequest request)
    {
        var stacks = state.Stacks.Where(s => request.Statuses.Count == 0 || request.Statuses.Contains(s.Status)).OrderByDescending(s => s.CreatedAt);
        return new ListStacksResponse(Page<Stack>.Of(stacks, s => s.Id, request.NextToken));
    }
}
