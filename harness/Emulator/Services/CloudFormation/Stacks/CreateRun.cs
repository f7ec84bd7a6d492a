using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>What becomes of a new stack whose creation fails.</summary>
internal enum OnFailure
{
    Rollback,
    DoNothing,
    Delete,
}

/// <summary>Makes all resources of a new stack, or none.</summary>
internal static class CreateRun
{
    /// <returns>Whether the stack stands.</returns>
    public static async Task<bool> RunAsync(StackRun run, Blueprint blueprint, OnFailure onFailure, CancellationToken cancellation)
    {
        var declarations = blueprint.Graph.Order.ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        var failed = await Walk.RunAsync(
            [.. declarations.Keys], blueprint.Graph.NeedsOf, (name, token) => CreateOneAsync(run, blueprint, declarations[name], token),
            stopsAtFailure: true, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (failed.Count > 0)
        {
            await GiveUpAsync(run, $"The following resource(s) failed to create: {StackRun.Names(failed)}.", onFailure, cancellation).ConfigureAwait(false);
            return false;
        }

        try
        {
            run.Log.Stands(StackStatus.CreateComplete, with: stack => run.Publish(blueprint, stack));
            return true;
        }
        catch (AwsError refusal)
        {
            await GiveUpAsync(run, refusal.Message, onFailure, cancellation).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>Resolves one declaration and makes its resource, or says why not.</summary>
    public static async Task<bool> CreateOneAsync(StackRun run, Blueprint blueprint, ResourceDeclaration declaration, CancellationToken cancellation)
    {
        var resource = run.Resolve(blueprint, declaration, out var failure);
        if (failure is null) return await run.Steps.CreateAsync(resource, cancellation).ConfigureAwait(false);
        run.Log.Stands(resource, StackStatus.CreateFailed, failure);
        return false;
    }

    private static async Task GiveUpAsync(StackRun run, string reason, OnFailure onFailure, CancellationToken cancellation)
    {
        switch (onFailure)
        {
            case OnFailure.DoNothing:
                run.Log.Stands(StackStatus.CreateFailed, reason + " ");
                break;
            case OnFailure.Delete:
                run.Log.Stands(StackStatus.DeleteInProgress, reason + " Delete requested by user.", stack => stack with { DeletedAt = run.Log.Now });
                await DeleteRun.RemoveAllAsync(
                    run, DeleteRun.IsKeptAtRollback, StackStatus.DeleteComplete, StackStatus.DeleteFailed, cancellation).ConfigureAwait(false);
                break;
            default:
                run.Log.Stands(StackStatus.RollbackInProgress, reason + " Rollback requested by user.", stack => stack with { DeletedAt = run.Log.Now });
                await DeleteRun.RemoveAllAsync(
                    run, DeleteRun.IsKeptAtRollback, StackStatus.RollbackComplete, StackStatus.RollbackFailed, cancellation).ConfigureAwait(false);
                break;
        }
    }
}
