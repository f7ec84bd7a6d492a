using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Removes the resources of a stack, each after those that need it.</summary>
internal static class DeleteRun
{
    public static bool IsKept(StackResource resource) => resource.OnDeletion != DeletionPolicy.Delete;

    public static bool IsKeptAtRollback(StackResource resource) => resource.OnDeletion == DeletionPolicy.Retain;

    /// <param name="retain">Logical ids that stay although their policy says otherwise.</param>
    public static Task RunAsync(StackRun run, IReadOnlyCollection<string> retain, CancellationToken cancellation) =>
        RemoveAllAsync(run, r => IsKept(r) || retain.Contains(r.LogicalId), StackStatus.DeleteComplete, StackStatus.DeleteFailed, cancellation);

    public static async Task RemoveAllAsync(StackRun run, Func<StackResource, bool> isKept, string done, string failed, CancellationToken cancellation)
    {
        var present = run.Log.Stack.Resources.Values.Where(r => r.Exists || r.Status == StackStatus.CreateFailed).ToList();
        var left = await StackRun.RemoveAsync(
            present, (resource, token) => RemoveAsync(run, resource, isKept(resource), token), cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        left = [.. left, .. await run.CleanUpAsync(cancellation).ConfigureAwait(false)];
        if (left.Count == 0) run.Log.Stands(done, with: stack => stack with { Outputs = [], Imports = [], Earlier = null, EarlierInput = null });
        else run.Log.Stands(failed, $"The following resource(s) failed to delete: {StackRun.Names(left.Distinct())}. ");
    }

    private static Task<bool> RemoveAsync(StackRun run, StackResource resource, bool isKept, CancellationToken cancellation)
    {
        if (!isKept || !resource.Exists) return run.Steps.DeleteAsync(resource, cancellation);
        run.Log.Stands(resource, StackStatus.DeleteSkipped);
        return Task.FromResult(true);
    }
}
