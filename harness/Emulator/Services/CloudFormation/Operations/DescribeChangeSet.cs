using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DescribeChangeSetRequest(
    string ChangeSetName, string? StackName, string? NextToken, bool WithValues) : IQueryRequest<DescribeChangeSetRequest>
{
    public static DescribeChangeSetRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "ChangeSetName", "StackName", "NextToken", "IncludePropertyValues");
        return new(
            form.Required("ChangeSetName"), StackRequest.OptionalStackName(form), form.Optional("NextToken"), form.Flag("IncludePropertyValues") ?? false);
    }
}

internal sealed record DescribeChangeSetResponse(ChangeSet ChangeSet, Page<ResourceChange> Changes, bool WithValues) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        var set = ChangeSet;
        xml.WriteElementString("ChangeSetName", set.Name);
        xml.WriteElementString("ChangeSetId", set.Id);
        xml.WriteElementString("StackId", set.StackId);
        xml.WriteElementString("StackName", set.StackName);
        xml.WriteOptional("Description", set.Description);
        if (!set.Input.Parameters.IsEmpty) StackXml.WriteParameters(xml, set.Input.Parameters);
        xml.WriteTime("CreationTime", set.CreatedAt);
        xml.WriteElementString("ExecutionStatus", set.ExecutionStatus);
        xml.WriteElementString("Status", set.Status);
        xml.WriteOptional("StatusReason", set.StatusReason);
        xml.WriteList<string>("NotificationARNs", [], _ => { });
        xml.WriteStructure("RollbackConfiguration", () => { });
        xml.WriteList("Capabilities", set.Input.Capabilities, xml.WriteString);
        if (!set.Input.Tags.IsEmpty) xml.WriteList("Tags", set.Input.Tags, tag => StackXml.WriteTag(xml, tag));
        xml.WriteList("Changes", Changes.Items, change =>
        {
            xml.WriteElementString("Type", "Resource");
            xml.WriteStructure("ResourceChange", () => ChangeXml.Write(xml, change, WithValues));
        });
        Changes.WriteToken(xml);
        xml.WriteFlag("IncludeNestedStacks", false);
        xml.WriteOptional("OnStackFailure", set.OnStackFailure);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html</remarks>
internal static class DescribeChangeSet
{
    public static DescribeChangeSetResponse Execute(StackState state, DescribeChangeSetRequest request)
    {
        var set = Find(state, request.ChangeSetName, request.StackName);
        return new DescribeChangeSetResponse(set, Page<ResourceChange>.Of(set.Changes, c => c.LogicalId, request.NextToken), request.WithValues);
    }

    /// <exception cref="AwsError">There is no such stack, or no such change set.</exception>
    public static ChangeSet Find(StackState state, string nameOrId, string? stackName)
    {
        if (nameOrId.StartsWith("arn:", StringComparison.Ordinal))
        {
            return state.FindChangeSet(nameOrId, stackId: null) ?? throw CloudFormationErrors.NoSuchChangeSet(nameOrId);
        }
        if (stackName is null) throw CloudFormationErrors.Validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        var stack = state.Find(stackName) ?? throw CloudFormationErrors.NoStackNamed(stackName);
        return state.FindChangeSet(nameOrId, stack.Id) ?? throw CloudFormationErrors.NoSuchChangeSet(nameOrId);
    }
}
