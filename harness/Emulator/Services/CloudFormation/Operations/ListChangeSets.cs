using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record ListChangeSetsRequest(string StackName, string? NextToken) : IQueryRequest<ListChangeSetsRequest>
{
    public static ListChangeSetsRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "NextToken");
        return new(StackRequest.StackName(form), form.Optional("NextToken"));
    }
}

internal sealed record ListChangeSetsResponse(Page<ChangeSet> ChangeSets) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteList("Summaries", ChangeSets.Items, set =>
        {
            xml.WriteElementString("StackId", set.StackId);
            xml.WriteElementString("StackName", set.StackName);
            xml.WriteElementString("ChangeSetId", set.Id);
            xml.WriteElementString("ChangeSetName", set.Name);
            xml.WriteElementString("ExecutionStatus", set.ExecutionStatus);
            xml.WriteElementString("Status", set.Status);
            xml.WriteOptional("StatusReason", set.StatusReason);
            xml.WriteTime("CreationTime", set.CreatedAt);
            xml.WriteOptional("Description", set.Description);
            xml.WriteFlag("IncludeNestedStacks", false);
        });
        ChangeSets.WriteToken(xml);
    }
}

/// <summary>Those that can still be executed, or failed.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListChangeSets.html</remarks>
internal static class ListChangeSets
{
    public static ListChangeSetsResponse Execute(StackState state, ListChangeSetsRequest request)
    {
        var stack = state.Find(request.StackName) ?? throw CloudFormationErrors.NoStackNamed(request.StackName);
        var active = state.ChangeSets.Where(c => c.StackId == stack.Id && c.IsActive).OrderBy(c => c.CreatedAt);
        return new ListChangeSetsResponse(Page<ChangeSet>.Of(active, c => c.Id, request.NextToken));
    }
}
