namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Operations that did not come to an end, such as those that an emulator was in the middle of when it ended: they have failed, and the stacks say so.</summary>
internal static class Interrupted
{
    private const string Executing = "EXECUTE_IN_PROGRESS";

    /// <summary>All that the emulator before this one was in the middle of.</summary>
    public static void FailAll(StackWork work)
    {
        var sets = work.State.ChangeSets.Where(c => c.ExecutionStatus == Executing).Select(c => c.StackId);
        foreach (var id in work.State.Stacks.Where(IsUnderWay).Select(s => s.Id).Union(sets).ToList()) Fail(work, id, "The emulator ended while this was under way");
    }

    public static void Fail(StackWork work, string stackId) => Fail(work, stackId, "Internal Failure");

    private static void Fail(StackWork work, string stackId, string reason)
    {
        var stack = work.State.Get(stackId);
        if (IsUnderWay(stack))
        {
            var log = work.LogOf(stackId);
            foreach (var resource in stack.Resources.Values.Where(r => IsUnderWay(r.Status))) log.Stands(Known(stack, resource), FailedResource(resource), reason);
            log.Stands(FailedStack(stack.Status), reason, stack.Status == StackStatus.UpdateCleanup ? IsNew : null);
        }

        foreach (var set in work.State.ChangeSets.Where(c => c.StackId == stackId && c.ExecutionStatus == Executing).ToList())
        {
            work.State.Changes.Commit(new StackChange.ChangeSetPut(set with { ExecutionStatus = "EXECUTE_FAILED" }));
        }
    }

    /// <summary>An update that was at its clean-up is not gone back on.</summary>
    private static Stack IsNew(Stack stack) => stack with { Earlier = null, EarlierInput = null };

    private static bool IsUnderWay(Stack stack) => IsUnderWay(stack.Status) && stack.Status != StackStatus.ReviewInProgress;

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
