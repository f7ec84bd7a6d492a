using TaskTracker.Deployment;
using TaskTracker.Deployment.Iam;
using TaskTracker.Deployment.Packaging;
using TaskTracker.Load;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Cli;

/// <summary>The steps of <c>verify</c>, in their order. What needs a stack is not run without one; everything else is, whatever failed before it.</summary>
/// <param name="ownsTarget">Whether it starts an emulator for itself, instead of deploying to what runs.</param>
/// <param name="connection">To what runs.</param>
internal sealed class Gate(Workspace workspace, Target target, bool ownsTarget, Func<AwsConnection> connection, TimeProvider time) : IAsyncDisposable
{
    private readonly List<GateStep> _steps = [];
    private PackageResult? _package;
    private OwnStack? _own;
    private LoadTarget? _stack;
    private string? _loadReport;

    public string Reports => Path.Combine(workspace.Root, "reports");

    public async Task<GateResult> RunAsync(Activity activity, CancellationToken cancellation)
    {
        var (startedAt, started) = (time.GetUtcNow(), time.GetTimestamp());
        await StepAsync("package", activity, canRun: true, () => PackageAsync(activity, cancellation)).ConfigureAwait(false);
        await StepAsync("deploy", activity, _package is not null, () => DeployAsync(activity, cancellation)).ConfigureAwait(false);
        await StepAsync("permissions", activity, _stack is not null, () => PermitAsync(cancellation)).ConfigureAwait(false);
        await StepAsync("conformance", activity, _stack is not null, () => ConformAsync(cancellation)).ConfigureAwait(false);
        await StepAsync("smoke load", activity, _stack is not null, () => LoadAsync(activity, cancellation)).ConfigureAwait(false);
        return new GateResult(target.Name, startedAt, time.GetElapsedTime(started).TotalSeconds, _package?.Manifest.Sha256, _steps, _loadReport);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task StepAsync(string name, Activity activity, bool canRun, Func<Task<(int ExitCode, string Detail)>> run)
    {
        if (!canRun)
        {
            _steps.Add(new GateStep(name, null, 0, "something before it failed"));
            return;
        }

        activity.Doing(name);
        var started = time.GetTimestamp();
        int code;
        string detail;
        try
        {
            (code, detail) = await run().ConfigureAwait(false);
        }
        catch (Exception problem) when (Failures.Of(problem) is { } failure)
        {
            (code, detail) = (failure.ExitCode, failure.WayOut is { } wayOut ? $"{failure.Message} {wayOut}" : failure.Message);
        }

        _steps.Add(new GateStep(name, code, time.GetElapsedTime(started).TotalSeconds, detail));
        activity.Done($"{name}: {_steps[^1].Verdict}, {detail.Split('\n')[0]}");
    }

    private async Task<(int, string)> PackageAsync(Activity activity, CancellationToken cancellation)
    {
        _package = await Packages.BuildAsync(workspace, PackageArchitecture.OfThisMachine, activity, cancellation).ConfigureAwait(false);
        return (ExitCode.Ok, $"{_package.Manifest.Sha256[..12]} for {_package.Manifest.Architecture}{(_package.WasBuilt ? "" : ", unchanged since it was built")}");
    }

    private async Task<(int, string)> DeployAsync(Activity activity, CancellationToken cancellation)
    {
        if (_package is not { } package) return (ExitCode.DeploymentFailed, "there is no package");
        if (ownsTarget)
        {
            _own = await OwnStack.StartAsync(workspace, package, activity, cancellation).ConfigureAwait(false);
            _stack = new LoadTarget(_own.Record, _own.Connection);
        }
        else
        {
            var progress = new DeploymentProgress();
            progress.ShowIn(activity);
            using var deployer = new Deployer(target, connection(), progress.Tell, time);
            var record = await deployer.DeployAsync(new DeploymentPlan(workspace.Template, workspace.Frontend, package.Manifest.Architecture), cancellation).ConfigureAwait(false);
            record.Write(workspace.Record(target));
            _stack = new LoadTarget(record, connection());
        }

        return (ExitCode.Ok, $"{_stack.Record.Stack} at {_stack.Connection.Address}, {_stack.Record.ApiFlavour} API");
    }

    private async Task<(int, string)> PermitAsync(CancellationToken cancellation)
    {
        if (_stack is not { } stack) return (ExitCode.CheckFailed, "there is no stack");
        var answers = await ExpectedPermissions.AskAsync(target, stack.Connection, stack.Record, workspace.IamExpectations, cancellation).ConfigureAwait(false);
        var wrong = answers.Where(a => !a.IsAsExpected).ToList();
        if (wrong.Count > 0) return (ExitCode.CheckFailed, $"{wrong.Count} of {answers.Count} not as expected, such as: {ExpectedPermissions.Problem(wrong[0])}");
        return (ExitCode.Ok, $"{answers.Count} expectations of the roles hold, says {PermissionCheck.JudgeOf(target)}");
    }

    private async Task<(int, string)> ConformAsync(CancellationToken cancellation)
    {
        if (_stack is not { } stack) return (ExitCode.CheckFailed, "there is no stack");
        var record = Path.Combine(Reports, "verify-deployment.json");
        stack.Record.Write(record);
        return await ConformanceRun.RunAsync(workspace, record, Path.Combine(Reports, "verify-conformance.log"), cancellation).ConfigureAwait(false);
    }

    private async Task<(int, string)> LoadAsync(Activity activity, CancellationToken cancellation)
    {
        if (_stack is not { } stack) return (ExitCode.CheckFailed, "there is no stack");
        var run = await LoadRuns.RunAsync(new LoadOptions(stack, ScenarioBook.Smoke, workspace.LoadTests), activity, cancellation).ConfigureAwait(false);
        const string Folder = "verify-load";
        LoadRuns.Write(run, Path.Combine(Reports, Folder));
        _loadReport = $"{Folder}/index.html";
        return (Verdict.Of(run.Result).ExitCode, Verdict.Of(run.Result).Sentence);
    }
}
