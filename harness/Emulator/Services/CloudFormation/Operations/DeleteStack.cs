using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation.Operations;

internal sealed record DeleteStackRequest(string StackName, IReadOnlyList<string> RetainResources, string? RoleArn, bool IsForced) : IQueryRequest<DeleteStackRequest>
{
    public static DeleteStackRequest Read(QueryForm form)
    {
        ModelConstraints.Check(form, "StackName", "RetainResources", "ClientRequestToken", "RoleARN", "DeletionMode");
        var mode = StackRequest.OneOf(form, "DeletionMode", "STANDARD", "FORCE_DELETE_STACK");
        return new(StackRequest.StackName(form), form.List("RetainResources"), form.Optional("RoleARN"), mode == "FORCE_DELETE_STACK");
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

        if (stack.IsProtected) throw CloudFormationErrors.Validation($"Stack [{stack.Name}] cannot be deleted while TerminationProtection is enabled");
        if (Exports.HoldOf(work.State, stack) is { } hold)
        {
            // The request is answered as any other; that nothing comes of it is told by an event.
            work.LogOf(stack.Id).Stands(stack.Status, hold);
            return NoResult.Value;
        }

        if (request.IsForced && stack.Status != StackStatus.DeleteFailed) throw CloudFormationErrors.NotInThisState(stack.Id, stack.Status, "force deleted");
        var failed = stack.Resources.Values.Where(r => r.Status == StackStatus.DeleteFailed).Select(r => r.LogicalId);
        var retained = request.IsForced ? [.. request.RetainResources, .. failed] : request.RetainResources;
        if (stack.Status == StackStatus.CreateInProgress) await work.StopAsync(stack.Id).ConfigureAwait(false);
        await StackStart.DeleteAsync(work, stack.Id, retained, work.ActorOf(request.RoleArn ?? stack.Input?.RoleArn, exchange.Caller)).ConfigureAwait(false);
        return NoResult.Value;
    }
}
