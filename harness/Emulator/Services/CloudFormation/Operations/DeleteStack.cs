using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DeleteStackRequest(string StackName, IReadOnlyList<string> RetainResources, string? RoleArn) : IQueryRequest<DeleteStackRequest>
{
    public static DeleteStackRequest Read(QueryForm form)
    {
        form.RefuseOthers("StackName", "RetainResources", "ClientRequestToken", "RoleARN");
        return new(StackRequest.StackName(form), form.List("RetainResources"), form.Optional("RoleARN"));
    }
}

/// <summary>A stack that does not exist is no error.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html</remarks>
internal static class DeleteStack
{
    public static async ValueTask<NoResult> ExecuteAsync(StackWork work, DeleteStackRequest request, Exchange exchange)
    {
        if (work.State.Find(request.StackName) is not { IsDeleted: false } stack || stack.Status == StackStatus.DeleteInProgress) return NoResult.Value;
        if (request.RetainResources.Count > 0 && stack.Status != StackStatus.DeleteFailed)
        {
            throw CloudFormationErrors.Validation(
                $"Invalid operation on stack [{stack.Id}]. Resources to retain can be specified only for stacks in the DELETE_FAILED state.");
        }

        RefuseIfImported(work.State, stack);
        if (stack.Status == StackStatus.CreateInProgress) await work.StopAsync(stack.Id).ConfigureAwait(false);
        await StackStart.DeleteAsync(work, stack.Id, request.RetainResources, work.ActorOf(request.RoleArn ?? stack.Input?.RoleArn, exchange.Caller)).ConfigureAwait(false);
        return NoResult.Value;
    }

    /// <remarks>AWS answers first and then cancels the deletion with this text; the text is unverified.</remarks>
    private static void RefuseIfImported(StackState state, Stack stack)
    {
        foreach (var export in stack.Outputs.Select(o => o.ExportName).OfType<string>())
        {
            var user = state.Stacks.FirstOrDefault(s => !s.IsDeleted && s.Imports.Contains(export));
            if (user is not null) throw CloudFormationErrors.Validation($"Delete canceled. Cannot delete export {export} as it is in use by {user.Name}.");
        }
    }
}
