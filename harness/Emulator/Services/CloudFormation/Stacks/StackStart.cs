using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Begins operations on stacks: checks that nothing else is under way, says that it begins, and hands over.</summary>
internal static class StackStart
{
    /// <param name="change">What the stack takes over from the request.</param>
    /// <param name="set">The change set that is executed; <c>null</c> for a request without one.</param>
    /// <param name="lay">Answers the stack that is to be made, or refuses; <c>null</c> for one that is in review.</param>
    public static Task CreateAsync(
        StackWork work, string stackId, Blueprint blueprint, OnFailure onFailure, Caller caller, Func<Stack, Stack> change, ChangeSet? set = null, Func<Stack>? lay = null) =>
        work.RunAsync(
            stackId, caller, () => Begin(work, lay ?? (() => work.State.Get(stackId)), StackStatus.CreateInProgress, StackStatus.CanCreate, "created", change, set),
            (_, run, cancellation) => FinishAsync(work, set, CreateRun.RunAsync(run, blueprint, onFailure, cancellation)));

    public static Task UpdateAsync(
        StackWork work, string stackId, Blueprint blueprint, bool rollsBack, Caller caller, Func<Stack, Stack> change, ChangeSet? set = null) =>
        work.RunAsync(
            stackId, caller,
            () => Begin(work, () => work.State.Get(stackId), StackStatus.UpdateInProgress, StackStatus.CanUpdate, "updated", stack => Remember(stack, change(stack)), set),
            (before, run, cancellation) => FinishAsync(work, set, new UpdateRun(run, before, blueprint).RunAsync(rollsBack, cancellation)));

    /// <param name="skip">Logical ids that are not brought back any more.</param>
    public static Task ContinueRollbackAsync(StackWork work, string stackId, IReadOnlyCollection<string> skip, Caller caller) =>
        work.RunAsync(
            stackId, caller,
            () => Begin(work, () => work.State.Get(stackId), StackStatus.UpdateRollbackInProgress, StackStatus.CanContinueRollback, "rolled back", stack => stack, set: null),
            (_, run, cancellation) => RollBackRun.RunAsync(run, skip, cancellation));

    public static Task DeleteAsync(StackWork work, string stackId, IReadOnlyCollection<string> retain, Caller caller) =>
        work.RunAsync(
            stackId, caller,
            () => Begin(
                work, () => work.State.Get(stackId), StackStatus.DeleteInProgress, StackStatus.CanDelete, "deleted", stack => stack with { DeletedAt = work.Now }, set: null),
            (_, run, cancellation) => DeleteRun.RunAsync(run, retain, cancellation));

    /// <summary>An update that follows one that failed goes back to what was before both.</summary>
    private static Stack Remember(Stack stack, Stack begun) => stack is { Status: StackStatus.UpdateFailed, Earlier: not null }
        ? begun
        : begun with { Earlier = stack.Resources, EarlierInput = stack.Input };

    /// <returns>The stack as it was.</returns>
    /// <exception cref="AwsError">ValidationError: it is in no state to begin in. InvalidChangeSetStatus: its change set is being executed already.</exception>
    private static Stack Begin(
        StackWork work, Func<Stack> find, string status, Func<string, bool> isReady, string operation, Func<Stack, Stack> change,
        ChangeSet? set) => work.State.Changes.Commit(() =>
    {
        if (set is not null) (work.State.FindChangeSet(set.Id, stackId: null) ?? throw CloudFormationErrors.NoSuchChangeSet(set.Id)).RefuseUnlessAvailable();
        var stack = find();
        if (!isReady(stack.Status)) throw CloudFormationErrors.NotInThisState(stack.Id, stack.Status, operation);
        var begun = change(stack) with { Status = status, StatusReason = "User Initiated" };
        var others = work.State.ChangeSets.Where(c => c.StackId == stack.Id && c.IsActive && c.Id != set?.Id);
        var overtaken = others.Select(c => c with { ExecutionStatus = "OBSOLETE" });
        var executed = set is null ? [] : new[] { set with { ExecutionStatus = "EXECUTE_IN_PROGRESS" } };
        return ((StackChange?)new StackChange.OperationBegun(begun, StackLog.EventOf(begun, work.Now), [.. overtaken, .. executed]), stack);
    });

    /// <param name="operation">Answers whether it succeeded; one that is stopped has not.</param>
    private static async Task FinishAsync(StackWork work, ChangeSet? set, Task<bool> operation)
    {
        var succeeded = false;
        try
        {
            succeeded = await operation.ConfigureAwait(false);
        }
        finally
        {
            var outcome = succeeded ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED";
            if (set is not null) work.State.Changes.Commit(new StackChange.ChangeSetPut(set with { ExecutionStatus = outcome }));
        }
    }
}
