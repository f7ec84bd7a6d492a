using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Stacks;

/// <summary>Brings one stack to where a template wants it, through a change set, and reports each step of the way.</summary>
internal sealed class StackUpdate(CloudFormation cloudFormation, string stack, Action<DeploymentNews> tell, TimeProvider time)
{
    /// <summary>What would change, made ready to be done.</summary>
    /// <param name="isProtected">
    /// Whether the table is to refuse to be deleted. A new stack is made without: its rollback, if it comes to that, deletes the table. Protection follows once the stack is complete.
    /// </param>
    /// <param name="mayStartAnew">Whether a stack that never came up, and so cannot be updated, may be deleted first.</param>
    /// <exception cref="StackFailed">It cannot be planned.</exception>
    public async Task<StackPlan> PlanAsync(
        TemplateSource template, IReadOnlyDictionary<string, string> parameters, bool isProtected, bool mayStartAnew, CancellationToken cancellation)
    {
        var before = await AtRestAsync(cancellation).ConfigureAwait(false);
        if (before is { Status: "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" or "CREATE_FAILED" or "DELETE_FAILED" })
        {
            if (!mayStartAnew) throw StackFailed.Unusable(stack, before.Status, "such a stack cannot be updated, it has to be destroyed first");
            tell(new DeploymentNews.StackGivenUp(stack, before.Status));
            await DeleteAsync(before.Id, cancellation).ConfigureAwait(false);
            before = null;
        }

        var isNew = before is null or { Status: "REVIEW_IN_PROGRESS" };
        WantedStack Wanted(bool protection) =>
            new(template, new Dictionary<string, string>(parameters) { ["ProtectTable"] = protection ? "true" : "false" });
        var plan = await PlanAsync(Wanted(isProtected && !isNew), isNew, cancellation).ConfigureAwait(false);
        return plan with { Afterwards = isProtected && isNew ? Wanted(protection: true) : null };
    }

    /// <returns>The stack at rest.</returns>
    /// <exception cref="StackFailed">It did not get there.</exception>
    public async Task<StackState> ApplyAsync(StackPlan plan, CancellationToken cancellation)
    {
        if (plan.IsEmpty) await cloudFormation.DeleteChangeSetAsync(stack, plan.ChangeSet, cancellation).ConfigureAwait(false);
        else await ExecuteAsync(plan.StackId, plan.ChangeSet, cancellation).ConfigureAwait(false);
        if (plan.Afterwards is { } wanted)
        {
            var next = await PlanAsync(wanted, isNew: false, cancellation).ConfigureAwait(false);
            return await ApplyAsync(next, cancellation).ConfigureAwait(false);
        }

        return await cloudFormation.FindAsync(stack, cancellation).ConfigureAwait(false)
            ?? throw StackFailed.Unusable(stack, "gone", "it was there a moment ago");
    }

    /// <summary>Leaves everything as it was: no change set, and no stack that holds nothing else.</summary>
    public Task DiscardAsync(StackPlan plan) => ForgetAsync(plan.ChangeSet, plan.IsNew);

    /// <exception cref="StackFailed">Something in it could not be deleted.</exception>
    public async Task DeleteAsync(string stackId, CancellationToken cancellation)
    {
        var mark = await cloudFormation.NewestEventIdAsync(stackId, cancellation).ConfigureAwait(false);
        await cloudFormation.DeleteStackAsync(stackId, cancellation).ConfigureAwait(false);
        await FollowAsync(stackId, mark, isGood: status => status == "DELETE_COMPLETE", cancellation).ConfigureAwait(false);
    }

    /// <summary>The stack once nothing happens to it any more: CloudFormation goes on by itself with what was begun.</summary>
    private async Task<StackState?> AtRestAsync(CancellationToken cancellation)
    {
        var pace = new Pace(time);
        var isTold = false;
        while (true)
        {
            var state = await cloudFormation.FindAsync(stack, cancellation).ConfigureAwait(false);
            if (state is null or { Status: "REVIEW_IN_PROGRESS" } || !state.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal)) return state;
            if (!isTold) tell(new DeploymentNews.StackUnderWay(stack, state.Status));
            isTold = true;
            await pace.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<StackPlan> PlanAsync(WantedStack wanted, bool isNew, CancellationToken cancellation)
    {
        var changeSet = $"tasktracker-{time.GetUtcNow().ToUnixTimeMilliseconds()}";
        await cloudFormation.CreateChangeSetAsync(stack, changeSet, isNew, wanted.Template, wanted.Parameters, cancellation).ConfigureAwait(false);
        try
        {
            var planned = await PlannedAsync(changeSet, cancellation).ConfigureAwait(false);
            if (planned.Status == "FAILED" && !IsEmpty(planned)) throw StackFailed.Unplanned(stack, planned);
            tell(new DeploymentNews.ChangesFound(stack, planned.Changes));
            return new StackPlan(planned.StackId, changeSet, isNew, IsEmpty(planned), planned.Changes);
        }
        catch (OperationCanceledException)
        {
            await ForgetAsync(changeSet, isNew).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ForgetAsync(string changeSet, bool withStack)
    {
        // The caller's cancellation may be the reason for this.
        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        await cloudFormation.DeleteChangeSetAsync(stack, changeSet, brief.Token).ConfigureAwait(false);
        if (withStack) await cloudFormation.DeleteStackAsync(stack, brief.Token).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(string stackId, string changeSet, CancellationToken cancellation)
    {
        var mark = await cloudFormation.NewestEventIdAsync(stackId, cancellation).ConfigureAwait(false);
        await cloudFormation.ExecuteChangeSetAsync(stack, changeSet, cancellation).ConfigureAwait(false);
        await FollowAsync(stackId, mark, isGood: status => status is "CREATE_COMPLETE" or "UPDATE_COMPLETE", cancellation).ConfigureAwait(false);
    }

    private async Task<ChangeSetState> PlannedAsync(string changeSet, CancellationToken cancellation)
    {
        var pace = new Pace(time);
        while (true)
        {
            var state = await cloudFormation.DescribeChangeSetAsync(stack, changeSet, cancellation).ConfigureAwait(false);
            if (state.Status is not ("CREATE_PENDING" or "CREATE_IN_PROGRESS")) return state;
            await pace.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(string stackId, string? mark, Func<string, bool> isGood, CancellationToken cancellation)
    {
        var seen = new List<StackEvent>();
        var pace = new Pace(time);
        while (true)
        {
            var events = await cloudFormation.EventsAsync(stackId, mark, cancellation).ConfigureAwait(false);
            foreach (var happened in events)
            {
                tell(new DeploymentNews.ResourceMoved(happened));
                seen.Add(happened);
                mark = happened.EventId;
                pace.Quicken();
                if (!happened.EndsStack(stackId)) continue;
                if (isGood(happened.Status)) return;
                throw StackFailed.After(stack, happened, seen);
            }

            await pace.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>CloudFormation calls a change set without changes failed.</summary>
    private static bool IsEmpty(ChangeSetState state) => state.Status == "FAILED"
        && (state.Reason.Contains("didn't contain changes", StringComparison.Ordinal) || state.Reason.Contains("No updates are to be performed", StringComparison.Ordinal));
}

/// <summary>A change set that waits to be executed.</summary>
/// <param name="IsNew">There is no stack yet, but for the name that the change set holds.</param>
/// <param name="IsEmpty">The stack is as the template wants it.</param>
public sealed record StackPlan(string StackId, string ChangeSet, bool IsNew, bool IsEmpty, IReadOnlyList<ResourceChange> Changes)
{
    /// <summary>What the stack is changed to once it is complete.</summary>
    internal WantedStack? Afterwards { get; init; }
}

internal sealed record WantedStack(TemplateSource Template, IReadOnlyDictionary<string, string> Parameters);
