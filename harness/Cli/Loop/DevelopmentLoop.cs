using TaskTracker.Deployment;
using TaskTracker.Deployment.Development;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Cli.Loop;

/// <summary>While the product runs, what is saved is served: the functions' code, the page, the template.</summary>
internal sealed class DevelopmentLoop(Workspace workspace, Target target, AwsConnection connection, DeploymentRecord record, Output output) : IDisposable
{
    private readonly SourceWatcher _sources = new(workspace);
    private readonly LiveSite _site = new(record, connection);
    private readonly DevelopmentBuild _build = new(workspace.Root, TimeProvider.System);
    private string? _developed; // the zip that takes the place of the package since code was saved

    /// <summary>Until it is cancelled, which is its usual end. What goes wrong is told, and what ran goes on running.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var following = FollowAsync(cancellation);
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellation.IsCancellationRequested) await following.ConfigureAwait(false);
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await foreach (var (what, file) in _sources.BatchesAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                await TakeAsync(what, file, cancellation).ConfigureAwait(false);
            }
            catch (Exception problem) when (Failures.Of(problem) is { } failure)
            {
                output.Problem(failure.WayOut is { } wayOut ? $"{failure.Message}\n{wayOut}" : failure.Message, $"What ran before goes on running; save {file} again when it is mended.");
            }
        }
    }

    public void Dispose()
    {
        _sources.Dispose();
        _site.Dispose();
    }

    private async Task TakeAsync(Changed what, string file, CancellationToken cancellation)
    {
        if (what.HasFlag(Changed.Page))
        {
            var files = await _site.UploadAsync(workspace.Frontend, cancellation).ConfigureAwait(false);
            output.Remark($"{file} changed: the page's {files} files are served, reload to see it");
        }

        var took = what.HasFlag(Changed.Functions) ? await BuildAsync(file, cancellation).ConfigureAwait(false) : null;
        if ((what & (Changed.Functions | Changed.Template)) != Changed.Nothing) await UpdateAsync(file, cancellation).ConfigureAwait(false);
        if (took is { } time) output.Remark($"the functions run the development build, made in {time.TotalSeconds:0.0} s; 'tasktracker deploy' gives them native code again");
    }

    private async Task<TimeSpan?> BuildAsync(string file, CancellationToken cancellation)
    {
        output.Remark($"{file} changed: building");
        var package = await _build.BuildAsync(cancellation).ConfigureAwait(false);
        _developed = package.Zip;
        return package.Took;
    }

    /// <summary>Code too comes by an update of the stack, so that it always knows what runs, and a later deployment of the package is a change.</summary>
    private async Task UpdateAsync(string file, CancellationToken cancellation)
    {
        output.Remark($"{file} changed: updating the stack");
        await output.DuringAsync($"updating {record.Stack}", async activity =>
        {
            var progress = new DeploymentProgress();
            progress.ShowIn(activity);
            using var deployer = new Deployer(target, connection, progress.Tell, TimeProvider.System);
            var plan = new DeploymentPlan(workspace.Template, workspace.Frontend, PackageArchitecture.OfThisMachine.Name) { Stack = record.Stack, Package = _developed };
            return await deployer.DeployAsync(plan, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
