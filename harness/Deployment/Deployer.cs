using System.Text;
using Amazon.S3;
using TaskTracker.Deployment.Resources;
using TaskTracker.Deployment.Site;
using TaskTracker.Deployment.Stacks;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment;

/// <summary>A deployment, the same on every target: the package, the stack, the check of what exists, the site, the record.</summary>
public sealed class Deployer : IDisposable
{
    private readonly Target _target;
    private readonly AwsConnection _connection;
    private readonly Action<DeploymentNews> _tell;
    private readonly TimeProvider _time;
    private readonly AwsApi _aws;
    private readonly AmazonS3Client _s3;

    /// <param name="tell">Hears what happens, as it happens.</param>
    public Deployer(Target target, AwsConnection connection, Action<DeploymentNews> tell, TimeProvider time)
    {
        _target = target;
        _connection = connection;
        _tell = tell;
        _time = time;
        _aws = new AwsApi(connection, time);
        _s3 = ObjectStore.Connect(connection);
    }

    /// <summary>Finds out early, before anything is built, whether there is an AWS to deploy to.</summary>
    /// <returns>The account's number.</returns>
    /// <exception cref="AwsRefusal">It does not know the credentials.</exception>
    /// <exception cref="TargetUnreachable">Nobody answers.</exception>
    public Task<string> ReachAsync(CancellationToken cancellation) => CallerIdentity.AccountAsync(_aws, cancellation);

    /// <inheritdoc cref="PlanAsync"/>
    /// <exception cref="ResourcesMissing">The stack is complete, but not all of it exists.</exception>
    public async Task<DeploymentRecord> DeployAsync(DeploymentPlan plan, CancellationToken cancellation) =>
        await ApplyAsync(await PlanAsync(plan, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <summary>Uploads the package and finds out what would change; the stack is as it was until the plan is applied.</summary>
    /// <exception cref="TemplateProblem">The template cannot be read.</exception>
    /// <exception cref="AwsRefusal">A call was refused.</exception>
    /// <exception cref="StackFailed">CloudFormation gave up.</exception>
    /// <exception cref="TargetUnreachable">Nobody answers.</exception>
    public async Task<PlannedDeployment> PlanAsync(DeploymentPlan plan, CancellationToken cancellation)
    {
        var template = TemplateFile.Read(plan.Template);
        var account = plan.Account ?? await CallerIdentity.AccountAsync(_aws, cancellation).ConfigureAwait(false);
        var flavour = plan.ApiFlavour ?? await ApiFlavours.ProbeAsync(_aws, cancellation).ConfigureAwait(false);
        var artifacts = Artifacts(account);
        var packageSha256 = "";
        var uploaded = new Dictionary<string, string>();
        foreach (var package in template.Packages)
        {
            (packageSha256, uploaded[package]) = await artifacts.UploadAsync(plan.Package ?? package, cancellation).ConfigureAwait(false);
        }

        var source = await SourceAsync(artifacts, template.Rewrite(uploaded), cancellation).ConfigureAwait(false);
        var bucket = SiteBucketName(plan, account);
        var parameters = Parameters(plan, flavour, _target.Urls.Site(_connection, bucket));
        var isProtected = plan.ProtectTable ?? _target.Has(TargetTraits.CostsMoney);
        var stack = await Update(plan.Stack)
            .PlanAsync(source, parameters, isProtected, mayStartAnew: !_target.Has(TargetTraits.CostsMoney), cancellation).ConfigureAwait(false);
        return new PlannedDeployment(plan, account, packageSha256, bucket, template.ResourcesFor(parameters), stack);
    }

    /// <inheritdoc cref="DeployAsync"/>
    public async Task<DeploymentRecord> ApplyAsync(PlannedDeployment planned, CancellationToken cancellation)
    {
        var plan = planned.Plan;
        var check = new ResourceCheck(_aws, _time, planned.PackageSha256);
        var stack = await ApplyAsync(planned, check, cancellation).ConfigureAwait(false);
        await check.CheckAsync(plan.Stack, planned.Resources, cancellation).ConfigureAwait(false);
        _tell(new DeploymentNews.ResourcesChecked(planned.Resources.Count));

        var outputs = StackOutputs.Of(stack);
        if (outputs.SiteBucket != planned.SiteBucket)
        {
            throw new TemplateProblem(plan.Template, 0, $"its site bucket is {outputs.SiteBucket}, where the API was told to expect {planned.SiteBucket}");
        }

        var site = _target.Urls.Site(_connection, outputs.SiteBucket);
        var api = _target.Urls.Api(_connection, outputs.ApiId, outputs.StageName);
        var upload = await new SiteBucket(_s3, outputs.SiteBucket).UploadAsync(plan.Frontend, api, cancellation).ConfigureAwait(false);
        _tell(new DeploymentNews.SiteUploaded(site, upload));
        return new DeploymentRecord(
            DeploymentRecord.CurrentSchema, _target.Name, _connection.Address, _connection.Region, planned.Account, plan.Stack, outputs.ApiFlavour, api.AbsoluteUri,
            site.AbsoluteUri, outputs.TableName, outputs.Functions, outputs.Roles, planned.PackageSha256, _time.GetUtcNow());
    }

    /// <summary>Removes a package of a deployment that another has taken the place of.</summary>
    public Task RemovePackageAsync(DeploymentRecord replaced, CancellationToken cancellation) => Artifacts(replaced.Account).RemoveAsync(replaced.PackageSha256, cancellation);

    /// <summary>Leaves the stack as it was before the plan.</summary>
    public Task DiscardAsync(PlannedDeployment planned) => Update(planned.Plan.Stack).DiscardAsync(planned.Stack);

    /// <returns><c>null</c> when there is no such stack.</returns>
    public Task<StackState?> FindStackAsync(string stack, CancellationToken cancellation) => new CloudFormation(_aws).FindAsync(stack, cancellation);

    /// <summary>What would go with the stack; empty when there is none.</summary>
    public async Task<IReadOnlyList<StackMember>> ResourcesAsync(string stack, CancellationToken cancellation)
    {
        var cloudFormation = new CloudFormation(_aws);
        return await cloudFormation.FindAsync(stack, cancellation).ConfigureAwait(false) is null
            ? []
            : await cloudFormation.ResourcesAsync(stack, cancellation).ConfigureAwait(false);
    }

    /// <returns>Whether there was a stack.</returns>
    /// <exception cref="StackFailed">Something could not be deleted.</exception>
    public async Task<bool> DestroyAsync(string stack, CancellationToken cancellation)
    {
        var cloudFormation = new CloudFormation(_aws);
        if (await cloudFormation.FindAsync(stack, cancellation).ConfigureAwait(false) is not { } state) return false;

        // What was never carried out has made nothing yet.
        var members = state.Status == "REVIEW_IN_PROGRESS" ? [] : await cloudFormation.ResourcesAsync(stack, cancellation).ConfigureAwait(false);
        await Tables.RefuseProtectedAsync(_aws, stack, members, cancellation).ConfigureAwait(false);
        foreach (var bucket in members.Where(m => m is { ResourceType: "AWS::S3::Bucket", PhysicalId.Length: > 0 }))
        {
            // CloudFormation deletes empty buckets only.
            var files = await new SiteBucket(_s3, bucket.PhysicalId).EmptyAsync(cancellation).ConfigureAwait(false);
            _tell(new DeploymentNews.SiteEmptied(bucket.PhysicalId, files));
        }

        await Update(stack).DeleteAsync(state.Id, cancellation).ConfigureAwait(false);
        _tell(new DeploymentNews.StackGone(stack));
        return true;
    }

    public void Dispose()
    {
        _aws.Dispose();
        _s3.Dispose();
    }

    /// <exception cref="ResourcesMissing">The server failed in the middle.</exception>
    private async Task<StackState> ApplyAsync(PlannedDeployment planned, ResourceCheck check, CancellationToken cancellation)
    {
        try
        {
            return await Update(planned.Plan.Stack).ApplyAsync(planned.Stack, cancellation).ConfigureAwait(false);
        }
        catch (AwsRefusal failure) when (failure.Status >= 500)
        {
            var faults = await check.AfterFailureAsync(planned, cancellation).ConfigureAwait(false);
            throw ResourcesMissing.FromHalfDone(planned.Plan.Stack, planned.Resources.Count, faults, failure);
        }
    }

    private Artifacts Artifacts(string account) => new(_s3, _connection, account, _tell);

    private StackUpdate Update(string stack) => new(new CloudFormation(_aws), stack, _tell, _time);

    /// <summary>The name that the template gives its bucket, needed before the bucket exists: the API is told the origin of its pages.</summary>
    private string SiteBucketName(DeploymentPlan plan, string account) => $"{plan.NamePrefix}tasktracker-site-{account}-{_connection.Region}";

    private Dictionary<string, string> Parameters(DeploymentPlan plan, string flavour, Uri site) => new()
    {
        ["ApiFlavour"] = flavour,
        ["NamePrefix"] = plan.NamePrefix,
        ["AllowedOrigin"] = site.GetLeftPart(UriPartial.Authority),
        ["Architecture"] = plan.Architecture,
        ["MakeDashboard"] = _target.Has(TargetTraits.HasDashboards) ? "true" : "false",
    };

    private static async Task<TemplateSource> SourceAsync(Artifacts artifacts, string text, CancellationToken cancellation) =>
        Encoding.UTF8.GetByteCount(text) <= TemplateSource.Inline.MaxBytes
            ? new TemplateSource.Inline(text)
            : new TemplateSource.Stored(await artifacts.UploadTemplateAsync(text, cancellation).ConfigureAwait(false));
}

/// <summary>A deployment whose package is uploaded and whose changes are known, but not made.</summary>
/// <param name="Resources">What the template says that there will be.</param>
public sealed record PlannedDeployment(
    DeploymentPlan Plan, string Account, string PackageSha256, string SiteBucket, IReadOnlyList<ExpectedResource> Resources, StackPlan Stack);
