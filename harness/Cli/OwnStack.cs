using TaskTracker.Deployment;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Cli;

/// <summary>A whole stack on an emulator of its own, for one command and nobody else: no record of it is left in the checkout.</summary>
internal sealed class OwnStack(ChildEmulator emulator, DeploymentRecord record, AwsConnection connection) : IAsyncDisposable
{
    public DeploymentRecord Record => record;

    public AwsConnection Connection => connection;

    /// <summary>Packages if need be.</summary>
    public static Task<OwnStack> StartAsync(Workspace workspace, Output output, CancellationToken cancellation) =>
        output.DuringAsync("bringing up a stack for this run", async activity =>
        {
            var package = await Packages.BuildAsync(workspace, PackageArchitecture.OfThisMachine, activity, cancellation).ConfigureAwait(false);
            return await StartAsync(workspace, package, activity, cancellation).ConfigureAwait(false);
        });

    public static async Task<OwnStack> StartAsync(Workspace workspace, PackageResult package, Activity activity, CancellationToken cancellation)
    {
        var emulator = await ChildEmulator.StartAsync(cancellation).ConfigureAwait(false);
        try
        {
            var connection = Target.Embedded.Connect(emulator.Endpoint);
            var progress = new DeploymentProgress();
            progress.ShowIn(activity);
            using var deployer = new Deployer(Target.Embedded, connection, progress.Tell, TimeProvider.System);
            var plan = new DeploymentPlan(workspace.Template, workspace.Frontend, package.Manifest.Architecture);
            return new OwnStack(emulator, await deployer.DeployAsync(plan, cancellation).ConfigureAwait(false), connection);
        }
        catch (Exception problem) when (Failures.Of(problem) is not null || problem is OperationCanceledException)
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();
}
