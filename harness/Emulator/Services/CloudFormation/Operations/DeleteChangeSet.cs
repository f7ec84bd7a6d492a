using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DeleteChangeSetRequest(string ChangeSetName, string? StackName) : IQueryRequest<DeleteChangeSetRequest>
{
    public static DeleteChangeSetRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "ChangeSetName", "StackName");
        return new(form.Required("ChangeSetName"), StackRequest.OptionalStackName(form));
    }
}

/// <summary>One that does not exist, of a stack that does, is no error.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html</remarks>
internal static class DeleteChangeSet
{
    public static EmptyResult Execute(StackState state, DeleteChangeSetRequest request)
    {
        try
        {
            var set = DescribeChangeSet.Find(state, request.ChangeSetName, request.StackName);
            state.Changes.Commit(new StackChange.ChangeSetDeleted(set.Id));
        }
        catch (AwsError gone) when (gone.Code == "ChangeSetNotFound")
        {
        }

        return EmptyResult.Value;
    }
}
