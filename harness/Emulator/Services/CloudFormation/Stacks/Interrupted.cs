namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Operations that an emulator was in the middle of when it ended: they have failed, and the stacks say so.</summary>
internal static class Interrupted
{
    private const string Reason = "The emulator ended while this was under way";

    public static void Fail(StackWork work)
    {
        foreach (var stack in work.State.Stacks.Where(s => IsUnderWay(s.Status) && s.Status != StackStatus.ReviewInProgress).ToList())
        {
            var log = work.LogOf(stack.Id);
            foreach (var resource in stack.Resources.Values.Where(r => IsUnderWay(r.Status))) log.Stands(Known(stack, resource), FailedResource(resource), Reason);
            log.Stands(FailedStack(stack.Status), Reason, stack.Status == StackStatus.UpdateCleanup ? IsNew : null);
        }

        foreach (var set in work.State.ChangeSets.Where(c => c.ExecutionStatus == "EXECUTE_IN_PROGRESS").ToList())
        {
            work.State.Changes.Commit(new StackChange.ChangeSetPut(set with { ExecutionStatus = "EXECUTE_FAILED" }));
        }
    }

    /// <summary>An update that was at its clean-up is not gone back on.</summary>
    private static Stack IsNew(Stack stack) => stack with { Earlier = null, EarlierInput = null };

    private static bool IsUnderWay(string status) => status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);

    /// <summary>With the physical id that it was asked for under: whether it came to be is not known, but nobody else can have it.</summary>
    private static StackResource Known(Stack stack, StackResource resource) =>
        resource.PhysicalId.Length == 0 && stack.Left.LastOrDefault(l => l.LogicalId == resource.LogicalId && l.Type == resource.Type) is { } expected
            ? resource with { PhysicalId = expected.PhysicalId }
            : resource;

    private static string FailedResource(StackResource resource) => resource switch
    {
        { Status: StackStatus.CreateInProgress } => StackStatus.CreateFailed,
        { Status: StackStatus.DeleteInProgress } => StackStatus.DeleteFailed,

        // Half of a new physical resource in the place of an old one.
        { Former: null } => StackStatus.CreateFailed,
        _ => StackStatus.UpdateFailed,
    };

    /// <summary>In each of these a stack can be deleted, and after an update it can be updated again.</summary>
    private static string FailedStack(string status) => status switch
    {
        StackStatus.CreateInProgress => StackStatus.CreateFailed,
        StackStatus.RollbackInProgress => StackStatus.RollbackFailed,
        StackStatus.DeleteInProgress => StackStatus.DeleteFailed,
        StackStatus.UpdateInProgress or StackStatus.UpdateCleanup => StackStatus.UpdateFailed,
        _ => StackStatus.UpdateRollbackFailed,
    };
}
