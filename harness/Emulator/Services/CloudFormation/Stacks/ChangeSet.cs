using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <param name="Id">Its ARN.</param>
/// <param name="IsForNewStack">Created with the type <c>CREATE</c>.</param>
/// <param name="Status"><c>CREATE_COMPLETE</c> or <c>FAILED</c>.</param>
/// <param name="ExecutionStatus"><c>AVAILABLE</c>, <c>UNAVAILABLE</c>, <c>EXECUTE_…</c> or <c>OBSOLETE</c>.</param>
internal sealed record ChangeSet(
    string Id, string Name, string StackId, string StackName, bool IsForNewStack, DateTimeOffset CreatedAt, string? Description, string Status,
    string? StatusReason,
    string ExecutionStatus, StackInput Input, ImmutableArray<ResourceChange> Changes, string? OnStackFailure)
{
    /// <summary>One that was executed or overtaken is kept for those who know its id.</summary>
    public bool IsActive => ExecutionStatus is "AVAILABLE" or "UNAVAILABLE";

    /// <exception cref="Protocols.AwsError">InvalidChangeSetStatus: it cannot be executed, or no more.</exception>
    public void RefuseUnlessAvailable()
    {
        if (ExecutionStatus != "AVAILABLE") throw CloudFormationErrors.ChangeSetNotExecutable(Id, Status == "FAILED" ? Status : ExecutionStatus);
    }
}

/// <param name="Action"><c>Add</c>, <c>Modify</c> or <c>Remove</c>.</param>
/// <param name="Replacement"><c>True</c> or <c>False</c>; <c>null</c> unless the resource is modified.</param>
/// <param name="PolicyAction">What becomes of the old resource; <c>null</c> where there is none to decide on.</param>
/// <param name="BeforeContext">JSON of the resource as it is.</param>
/// <param name="AfterContext">JSON of the resource as it will be.</param>
internal sealed record ResourceChange(
    string Action, string LogicalId, string? PhysicalId, string Type, string? Replacement, string? PolicyAction, ImmutableArray<string> Scope,
    ImmutableArray<ChangeDetail> Details, string? BeforeContext, string? AfterContext);

/// <param name="Attribute"><c>Properties</c>, <c>Metadata</c> or <c>Tags</c>.</param>
/// <param name="Name">Of the property; <c>null</c> for other attributes.</param>
/// <param name="RequiresRecreation"><c>Never</c> or <c>Always</c>.</param>
/// <param name="ChangeSource"><c>DirectModification</c>, <c>ParameterReference</c>, <c>ResourceReference</c> or <c>ResourceAttribute</c>.</param>
internal sealed record ChangeDetail(
    string Attribute, string? Name, string RequiresRecreation, string Evaluation, string ChangeSource, string? CausingEntity, string? Before, string? After);
