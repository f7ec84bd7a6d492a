using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;
using TaskTracker.Load.Engine;

namespace TaskTracker.Cli;

/// <summary>The stack that a load goes to: the one that is up, else one of the command's own.</summary>
internal sealed class LoadStack(LoadTarget target, OwnStack? own) : IAsyncDisposable
{
    public LoadTarget Target => target;

    /// <exception cref="Failure">None is up, and none can be brought up there.</exception>
    public static async Task<LoadStack> FindAsync(Workspace workspace, Target target, Uri? endpoint, string? profile, Output output, CancellationToken cancellation)
    {
        var record = DeploymentRecord.Read(workspace.Record(target));
        if (record is not null && endpoint is not null && new Uri(record.Endpoint) != endpoint) record = null;
        if (record is not null && await IsUpAsync(record, target, profile, cancellation).ConfigureAwait(false)) return Of(record, target, profile);
        if (endpoint is not null || target != Deployment.Target.Embedded)
        {
            throw record is null ? Deployed.NotDeployed(target) : new TargetUnreachable(new Uri(record.Endpoint), "the recorded stack is not there");
        }

        var own = await OwnStack.StartAsync(workspace, output, cancellation).ConfigureAwait(false);
        return new LoadStack(new LoadTarget(own.Record, own.Connection), own);
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static LoadStack Of(DeploymentRecord record, Target target, string? profile) =>
        new(new LoadTarget(record, target.Connect(new Uri(record.Endpoint), record.Region, profile)), own: null);

    private static async Task<bool> IsUpAsync(DeploymentRecord record, Target target, string? profile, CancellationToken cancellation)
    {
        try
        {
            using var deployer = new Deployer(target, target.Connect(new Uri(record.Endpoint), record.Region, profile), _ => { }, TimeProvider.System);
            return await deployer.FindStackAsync(record.Stack, cancellation).ConfigureAwait(false) is not null;
        }
        catch (TargetUnreachable)
        {
            return false;
        }
    }
}
