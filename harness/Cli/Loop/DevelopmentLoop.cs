using TaskTracker.Deployment;
using TaskTracker.Deployment.Development;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Cli.Loop;

/// <summary>While the product runs, what is saved is served: the functions' code, the page, the template.</summary>
internal sealed class DevelopmentLoop : IAsyncDisposable
{
    /// <summary>Whoever has started the product calls it first.</summary>
    private static readonly TimeSpan BeforeWarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Whoever still looks at it after that may be about to develop it for the first time.</summary>
    private static readonly TimeSpan BeforeFirstBuild = TimeSpan.FromSeconds(20);

    private readonly Workspace _workspace;
    private readonly DeploymentRecord _record;
    private readonly Output _output;
    private readonly SourceWatcher _sources;
    private readonly LiveSite _site;
    private readonly CompilerServer _compiler = new();
    private readonly DevelopmentBuild _build;
    private readonly DeploymentProgress _progress = new();
    private readonly Deployer _deployer;
    private string? _developed; // the zip that takes the place of the package since code was saved
    private DeploymentRecord? _last; // of the zip before

    public DevelopmentLoop(Workspace workspace, SourceWatcher sources, Target target, AwsConnection connection, DeploymentRecord record, Output output)
    {
        (_workspace, _sources, _record, _output) = (workspace, sources, record, output);
        _site = new LiveSite(record, connection);
        _build = new DevelopmentBuild(workspace.Root, TimeProvider.System, _compiler.Pipe);
        _deployer = new Deployer(target, connection, _progress.Tell, TimeProvider.System);
    }

    /// <summary>Until it is cancelled, which is its usual end. What goes wrong is told, and what ran goes on running.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var following = FollowAsync(cancellation);
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellation.IsCancellationRequested) await following.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _site.Dispose();
        _deployer.Dispose();
        await _compiler.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation).ConfigureAwait(false);
        await foreach (var batch in _sources.BatchesAsync(cancellation).ConfigureAwait(false))
        {
            await TryAsync(() => TakeAsync(batch, cancellation), $"What ran before goes on running; save {batch.File} again when it is mended.").ConfigureAwait(false);
            await WarmUpAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        var isKnown = _build.CompilerServer is not null;
        if (await _sources.ChangesWithinAsync(isKnown ? BeforeWarmUp : BeforeFirstBuild, cancellation).ConfigureAwait(false)) return;
        if (!isKnown && !await TryBuildUnhurriedAsync(cancellation).ConfigureAwait(false)) return;
        await WarmUpAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Builds as long as nobody saves: who does must not wait for something of the lowest priority.</summary>
    private async Task<bool> TryBuildUnhurriedAsync(CancellationToken cancellation)
    {
        using var unhurried = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var building = _build.PrepareAsync(unhurried.Token);
        var isSaved = await _sources.ChangesBeforeAsync(building, unhurried.Token).ConfigureAwait(false);
        await unhurried.CancelAsync().ConfigureAwait(false);
        await building.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return !isSaved;
    }

    private async Task TryAsync(Func<Task> step, string consequence)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception problem) when (Failures.Of(problem) is { } failure)
        {
            _output.Problem(failure.WayOut is { } wayOut ? $"{failure.Message}\n{wayOut}" : failure.Message, consequence);
        }
    }

    /// <summary>Has the compiler read everything once, so that the next save finds it ready.</summary>
    private async Task WarmUpAsync(CancellationToken cancellation)
    {
        if (_build.CompilerServer is not { } server || !await _compiler.StartAsync(server, DevelopmentBuild.Dotnet, cancellation).ConfigureAwait(false)) return;
        try
        {
            await _build.BuildAsync(cancellation).ConfigureAwait(false);
        }
        catch (PackageProblem)
        {
            // Nobody has asked: it is told when somebody saves.
        }
    }

    private async Task TakeAsync(SavedFiles saved, CancellationToken cancellation)
    {
        if (saved.What.HasFlag(Changed.Page))
        {
            var upload = await _site.UploadAsync(_workspace.Frontend, cancellation).ConfigureAwait(false);
            _output.Remark($"{saved.File} changed: {upload}, reload to see it");
        }

        if (saved.What.HasFlag(Changed.Functions))
        {
            _output.Remark($"{saved.File} changed: building");
            var package = await _build.BuildAsync(cancellation).ConfigureAwait(false);
            _developed = package.Zip;
            await UpdateAsync(cancellation).ConfigureAwait(false);
            var took = TimeProvider.System.GetElapsedTime(saved.At);
            _output.Remark($"the functions run the development build, {took.TotalSeconds:0.0} s after the save, {package.Took.TotalSeconds:0.0} s of it to build; 'tasktracker deploy' gives them native code again");
        }
        else if (saved.What.HasFlag(Changed.Template))
        {
            _output.Remark($"{saved.File} changed: updating the stack");
            await UpdateAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Code too comes by an update of the stack, so that it always knows what runs, and a later deployment of the package is a change.</summary>
    private async Task UpdateAsync(CancellationToken cancellation)
    {
        var plan = new DeploymentPlan(_workspace.Template, _workspace.Frontend, PackageArchitecture.OfThisMachine.Name)
        {
            Account = _record.Account,
            ApiFlavour = _record.ApiFlavour,
            Stack = _record.Stack,
            Package = _developed,
        };
        var before = _last;
        _last = await _output.DuringAsync($"updating {_record.Stack}", activity =>
        {
            _progress.ShowIn(activity);
            return _deployer.DeployAsync(plan, cancellation);
        }).ConfigureAwait(false);
        if (before is not null && before.PackageSha256 != _last.PackageSha256 && before.PackageSha256 != _record.PackageSha256)
        {
            // A day of saving would fill the bucket with what nobody deploys again.
            await TryAsync(() => _deployer.RemovePackageAsync(before, cancellation), "What was saved runs; only the package before it stays in its bucket.").ConfigureAwait(false);
        }
    }
}
