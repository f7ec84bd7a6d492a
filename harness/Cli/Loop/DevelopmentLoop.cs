using TaskTracker.Deployment;
using TaskTracker.Deployment.Development;
using TaskTracker.Deployment.Packaging;
using TaskTracker.Deployment.Stacks;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Loop;

/// <summary>While the product runs, what is saved is served: the functions' code, the page, the template.</summary>
internal sealed class DevelopmentLoop(Workspace workspace, Target target, AwsConnection connection, DeploymentRecord record, Output output) : IDisposable
{
    private readonly SourceWatcher _sources = new(workspace);
    private readonly LiveDeployment _stack = new(record, connection, TimeProvider.System);
    private readonly DevelopmentBuild _build = new(workspace.Root, TimeProvider.System);

    /// <summary>Until it is cancelled, which is its usual end. What goes wrong is told, and what ran goes on running.</summary>
    public async Task RunAsync(CancellationToken cancellation) =>
        await FollowAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await foreach (var (what, file) in _sources.BatchesAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                await TakeAsync(what, file, cancellation).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is PackageProblem or AwsRefusal or StackFailed or TemplateProblem or TargetUnreachable)
            {
                var failure = Failures.Of(problem);
                output.Problem(failure?.Message ?? problem.Message, $"What ran before goes on running; save {file} again when it is mended.");
            }
        }
    }

    public void Dispose()
    {
        _sources.Dispose();
        _stack.Dispose();
    }

    private async Task TakeAsync(Changed what, string file, CancellationToken cancellation)
    {
        if (what.HasFlag(Changed.Page))
        {
            var files = await _stack.UploadSiteAsync(workspace.Frontend, cancellation).ConfigureAwait(false);
            output.Remark($"{file} changed: the page's {files} files are served, reload to see it");
        }

        if (what.HasFlag(Changed.Template)) await DeployAsync(file, cancellation).ConfigureAwait(false);
        if (what.HasFlag(Changed.Functions)) await SwapAsync(file, cancellation).ConfigureAwait(false);
    }

    private async Task SwapAsync(string file, CancellationToken cancellation)
    {
        output.Remark($"{file} changed: building");
        var package = await _build.BuildAsync(cancellation).ConfigureAwait(false);
        await _stack.SwapCodeAsync(package.Zip, cancellation).ConfigureAwait(false);
        output.Remark($"the functions run the development build, made in {package.Took.TotalSeconds:0.0} s; 'tasktracker deploy' gives them native code again");
    }

    /// <summary>With the package that is there: code that was saved is swapped in, not packaged.</summary>
    private async Task DeployAsync(string file, CancellationToken cancellation)
    {
        output.Remark($"{file} changed: updating the stack");
        await output.DuringAsync($"updating {record.Stack}", async activity =>
        {
            var progress = new DeploymentProgress();
            progress.ShowIn(activity);
            using var deployer = new Deployer(target, connection, progress.Tell, TimeProvider.System);
            var plan = new DeploymentPlan(workspace.Template, workspace.Frontend, PackageArchitecture.OfThisMachine.Name) { Stack = record.Stack };
            return await deployer.DeployAsync(plan, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
