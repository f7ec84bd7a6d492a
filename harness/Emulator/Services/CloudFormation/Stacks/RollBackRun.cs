using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Brings a stack back to what it was before an update; where that failed, again from where it stands.</summary>
internal static class RollBackRun
{
    /// <summary>Resources that the update has added stay where their policy is to retain them.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html, RetainExceptOnCreate, which is off by default.</remarks>
    /// <param name="skip">Logical ids that are taken for brought back, whatever they are.</param>
    /// <returns>Whether the stack is what it was.</returns>
    public static async Task<bool> RunAsync(StackRun run, IReadOnlyCollection<string> skip, CancellationToken cancellation)
    {
        var earlier = run.Log.Stack.Earlier ?? run.Log.Stack.Resources;
        var failed = new List<string>();
        foreach (var name in DependencyGraph.Sort(earlier.Keys, earlier.ToDictionary(r => r.Key, r => (IReadOnlyList<string>)r.Value.Needs)))
        {
            if (!await BringBackAsync(run, earlier[name], skip.Contains(name), cancellation).ConfigureAwait(false)) failed.Add(name);
        }

        cancellation.ThrowIfCancellationRequested();
        if (failed.Count > 0)
        {
            run.Log.Stands(StackStatus.UpdateRollbackFailed, $"The following resource(s) failed to update: {StackRun.Names(failed)}. ");
            return false;
        }

        run.Log.Stands(StackStatus.UpdateRollbackCleanup);
        foreach (var added in run.Log.Stack.Resources.Values.Where(r => !earlier.ContainsKey(r.LogicalId)).ToList())
        {
            run.Log.GivesUp(added with { OnDeletion = DeleteRun.IsKeptAtRollback(added) && added.Exists ? DeletionPolicy.Retain : DeletionPolicy.Delete });
        }

        await run.CleanUpAsync(cancellation).ConfigureAwait(false);
        run.Log.Stands(StackStatus.UpdateRollbackComplete, with: stack => stack with { Earlier = null, EarlierInput = null, Left = [] });
        return true;
    }

    private static async Task<bool> BringBackAsync(StackRun run, StackResource old, bool isSkipped, CancellationToken cancellation)
    {
        var current = run.Log.Stack.Resources.GetValueOrDefault(old.LogicalId);
        if (current is null || !old.IsWhole)
        {
            if (current is not null && !current.IsSameAs(old)) run.Log.GivesUp(current with { OnDeletion = DeletionPolicy.Delete });
            run.Log.Restores(old);
            return true;
        }

        if (!IsChanged(current, old))
        {
            run.Log.Restores(old);
            return true;
        }

        if (current.PhysicalId == old.PhysicalId && !isSkipped) return await run.Steps.UpdateAsync(current, old, cancellation).ConfigureAwait(false);
        var replacing = current.PhysicalId == old.PhysicalId ? null : current with { OnDeletion = DeletionPolicy.Delete };
        run.Log.Stands(old, StackStatus.UpdateInProgress, leaving: replacing);
        run.Log.Stands(old, StackStatus.UpdateComplete);
        return true;
    }

    private static bool IsChanged(StackResource current, StackResource old) =>
        current.PhysicalId != old.PhysicalId || current.Former is not null || current.Status == StackStatus.UpdateFailed || current.Metadata != old.Metadata
        || !Value.Same(current.Properties, old.Properties) || !current.StackTags.SequenceEqual(old.StackTags);
}
