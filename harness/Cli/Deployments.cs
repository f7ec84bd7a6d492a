using System.Globalization;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Cli;

/// <summary>A deployment as the commands that make one start and describe it.</summary>
internal static class Deployments
{
    /// <summary>Packages if need be, plans, asks where that is due, deploys, and writes the record.</summary>
    /// <exception cref="DeploymentInterrupted">It was cancelled.</exception>
    /// <exception cref="Failure">Nobody agreed.</exception>
    public static async Task<DeploymentRecord> DeployAsync(
        Workspace workspace, Target target, AwsConnection connection, DeployChoices choices, Consent consent, Output output, CancellationToken cancellation)
    {
        var progress = new DeploymentProgress();
        using var deployer = new Deployer(target, connection, progress.Tell, TimeProvider.System);
        try
        {
            var planned = await output.DuringAsync($"planning for {target.Name}", async activity =>
            {
                progress.ShowIn(activity);
                await deployer.ReachAsync(cancellation).ConfigureAwait(false);
                var package = await Packages.BuildAsync(workspace, PackageArchitecture.OfThisMachine, activity, cancellation).ConfigureAwait(false);
                return await deployer.PlanAsync(PlanOf(workspace, choices, package), cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
            await AskAsync(deployer, planned, consent, connection, output, cancellation).ConfigureAwait(false);

            var record = await output.DuringAsync($"deploying to {target.Name}", activity =>
            {
                progress.ShowIn(activity);
                return deployer.ApplyAsync(planned, cancellation);
            }).ConfigureAwait(false);
            record.Write(workspace.Record(target));
            return record;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new DeploymentInterrupted(choices.Stack, progress.Reached, cancellation);
        }
    }

    public static IReadOnlyList<(string Name, string Value)> Facts(DeploymentRecord record) =>
    [
        ("site", record.SiteUrl),
        ("API", $"{record.ApiUrl}/tasks"),
        ("table", record.Table),
        ("package", $"{record.PackageSha256[..12]}, deployed {record.DeployedAt.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"),
    ];

    private static DeploymentPlan PlanOf(Workspace workspace, DeployChoices choices, PackageResult package) =>
        new(workspace.Template, workspace.Frontend, package.Manifest.Architecture)
        {
            Stack = choices.Stack,
            NamePrefix = choices.NamePrefix,
            ProtectTable = choices.ProtectTable,
        };

    private static async Task AskAsync(
        Deployer deployer, PlannedDeployment planned, Consent consent, AwsConnection connection, Output output, CancellationToken cancellation)
    {
        if (!consent.IsDue || planned.Stack.IsEmpty) return;
        output.RemarkTable(
            ["action", "resource", "type", "replacement"],
            [.. planned.Stack.Changes.Select(c => (string[])[c.Action, c.LogicalId, c.ResourceType, c.Replacement switch { "True" => "REPLACED", "Conditional" => "perhaps REPLACED", _ => "" }])]);
        var isAgreed = false;
        try
        {
            isAgreed = await consent.IsGivenAsync(
                $"Make these changes to {planned.Plan.Stack} in account {planned.Account}, {connection.Region}?", cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (!isAgreed) await deployer.DiscardAsync(planned).ConfigureAwait(false);
        }

        if (!isAgreed) throw Consent.Refused($"Nothing was changed in {planned.Plan.Stack}: the change set is discarded, only the package stays in its bucket.");
    }
}

/// <summary>A deployment that was cancelled before its end.</summary>
internal sealed class DeploymentInterrupted(string stack, DeploymentStage reached, CancellationToken cancellation) : OperationCanceledException(cancellation)
{
    /// <summary>What stays behind, and how it goes.</summary>
    public string Left(Target target) => reached switch
    {
        DeploymentStage.Package => "Nothing was deployed.",
        DeploymentStage.Plan => $"Nothing was changed in {stack}; the package stays in its bucket.",
        DeploymentStage.Stack =>
            $"CloudFormation goes on with stack {stack} by itself. 'tasktracker deploy --target {target.Name}' completes it, 'tasktracker destroy --target {target.Name} --stack {stack}' removes it.",
        _ => $"Stack {stack} is complete, its site is not: 'tasktracker deploy --target {target.Name}' completes it.",
    };
}
