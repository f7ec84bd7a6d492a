using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Resources;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Brings a stack from what it is to what a blueprint wants; if that fails, back again.</summary>
/// <param name="before">The stack before the operation began.</param>
internal sealed class UpdateRun(StackRun run, Stack before, Blueprint blueprint)
{
    private const string NotAllDeleted = "Update successful. One or more resources could not be deleted.";

    /// <returns>Whether the stack is what the blueprint wants.</returns>
    public async Task<bool> RunAsync(bool rollsBack, CancellationToken cancellation)
    {
        var declarations = blueprint.Graph.Order.ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, run.Abandoned);
        var failed = await Walk.RunAsync(
            [.. declarations.Keys], blueprint.Graph.NeedsOf, (name, token) => ApplyAsync(declarations[name], token),
            stopsAtFailure: true, stop.Token).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var reason = run.Abandoned.IsCancellationRequested ? "User Initiated" : failed.Count > 0 ? FailureOf(failed) : FinishOutputs();
        if (reason is null)
        {
            await CleanUpAsync(declarations.Keys, cancellation).ConfigureAwait(false);
            return true;
        }

        if (!rollsBack && !run.Abandoned.IsCancellationRequested)
        {
            run.Log.Stands(StackStatus.UpdateFailed, reason);
            return false;
        }

        run.Log.Stands(StackStatus.UpdateRollbackInProgress, reason, stack => stack with { Input = stack.EarlierInput ?? before.Input });
        await RollBackRun.RunAsync(run, [], cancellation).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> ApplyAsync(ResourceDeclaration declaration, CancellationToken cancellation)
    {
        var old = before.Resources.GetValueOrDefault(declaration.LogicalId);
        if (old is not { IsWhole: true })
        {
            if (old is { Exists: true } && !await run.Steps.DeleteAsync(old, cancellation).ConfigureAwait(false)) return false;
            return await CreateRun.CreateOneAsync(run, blueprint, declaration, cancellation).ConfigureAwait(false);
        }

        var wanted = run.Resolve(blueprint, declaration, out var failure);
        if (failure is not null)
        {
            run.Log.Stands(old, StackStatus.UpdateFailed, failure);
            return false;
        }

        var changes = PropertyDiff.Of(ResourceTypes.Get(old.Type), old.PropertiesFor(wanted.Properties), wanted.Properties);
        if (changes.Count == 0 && !HasOtherChanges(old, wanted))
        {
            var (onDeletion, onReplacement) = (wanted.OnDeletion, wanted.OnReplacement);
            run.Log.Restores(old with { OnDeletion = onDeletion, OnReplacement = onReplacement, Needs = wanted.Needs, Description = wanted.Description });
            return true;
        }

        return changes.RequireReplacement()
            ? await run.Steps.ReplaceAsync(old, wanted, cancellation).ConfigureAwait(false)
            : await run.Steps.UpdateAsync(old, wanted, cancellation).ConfigureAwait(false);
    }

    private static bool HasOtherChanges(StackResource old, StackResource wanted)
    {
        var tagsDiffer = ResourceTypes.Get(old.Type).TakesStackTags && !old.StackTags.SequenceEqual(wanted.StackTags);
        return tagsDiffer || old.Metadata != wanted.Metadata;
    }

    private string? FinishOutputs()
    {
        try
        {
            run.Log.Stands(StackStatus.UpdateCleanup, with: stack => run.Publish(blueprint, stack));
            return null;
        }
        catch (AwsError refusal)
        {
            return refusal.Message;
        }
    }

    private string FailureOf(IReadOnlyList<string> failed)
    {
        var created = failed.Where(name => before.Resources.GetValueOrDefault(name) is not { IsWhole: true }).ToList();
        var updated = failed.Except(created).ToList();
        return (created.Count > 0 ? $"The following resource(s) failed to create: {StackRun.Names(created)}. " : "")
            + (updated.Count > 0 ? $"The following resource(s) failed to update: {StackRun.Names(updated)}. " : "");
    }

    private async Task CleanUpAsync(IReadOnlyCollection<string> stays, CancellationToken cancellation)
    {
        foreach (var removed in run.Log.Stack.Resources.Values.Where(r => !stays.Contains(r.LogicalId)).ToList())
        {
            run.Log.GivesUp(removed);
            if (!removed.Exists) run.Log.ExpectsNoLonger(removed);
        }

        var failed = await run.CleanUpAsync(cancellation).ConfigureAwait(false);
        run.Log.Stands(StackStatus.UpdateComplete, failed.Count > 0 ? NotAllDeleted : null, stack => stack with { Earlier = null, EarlierInput = null, Left = [] });
    }
}
