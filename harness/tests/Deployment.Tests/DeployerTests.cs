using Amazon.S3.Model;
using TaskTracker.Deployment.Stacks;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Tests;

public sealed class DeployerTests
{
    private const string SiteBucket = "tasktracker-site-000000000000-us-east-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deployment_is_written_down_as_the_stack_puts_it_out()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);

        var record = await small.Deployer.DeployAsync(small.Plan, Cancellation);

        Assert.Equal(("embedded", small.Connection.Address, "us-east-1", "000000000000"), (record.Target, record.Endpoint, record.Region, record.Account));
        Assert.Equal(("tasktracker", "http", $"{small.Connection.Address}/_aws/execute-api/none/prod"), (record.Stack, record.ApiFlavour, record.ApiUrl));
        Assert.Equal(("GetTasks", "a"), Assert.Single(record.Functions.Select(f => (f.Key, f.Value))));
        Assert.Equal(("GetTasks", "b"), Assert.Single(record.Roles.Select(f => (f.Key, f.Value))));
    }

    [Fact]
    public async Task The_stack_is_told_the_origin_of_its_page()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);

        var record = await small.Deployer.DeployAsync(small.Plan, Cancellation);

        Assert.Equal($"http://tasktracker-site-000000000000-us-east-1.s3-website.localhost:{small.Connection.Endpoint.Port}", record.Table);
        Assert.Equal(record.Table + "/", record.SiteUrl);
    }

    [Fact]
    public async Task The_site_is_uploaded_with_its_headers_and_where_its_api_is()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        var record = await small.Deployer.DeployAsync(small.Plan, Cancellation);
        using var s3 = ObjectStore.Connect(small.Connection);

        using var page = await s3.GetObjectAsync(SiteBucket, "index.html", Cancellation);
        using var config = await s3.GetObjectAsync(SiteBucket, "config.json", Cancellation);
        using var text = new StreamReader(config.ResponseStream);

        Assert.Equal(("text/html; charset=utf-8", "no-cache"), (page.Headers.ContentType, page.Headers.CacheControl));
        Assert.Equal(("application/json", "no-store"), (config.Headers.ContentType, config.Headers.CacheControl));
        Assert.Equal($"{{\"apiUrl\":\"{record.ApiUrl}\"}}", await text.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task A_page_that_is_gone_here_is_gone_there()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        small.WritePage("old.html", "old");
        await small.Deployer.DeployAsync(small.Plan, Cancellation);
        small.RemovePage("old.html");

        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        using var s3 = ObjectStore.Connect(small.Connection);
        var listing = await s3.ListObjectsAsync(SiteBucket, Cancellation);
        Assert.Equal(["config.json", "index.html"], listing.S3Objects.Select(o => o.Key));
        Assert.Equal((2, 1), small.News.OfType<DeploymentNews.SiteUploaded>().Select(n => (n.Upload.Files, n.Upload.Removed)).Last());
    }

    [Fact]
    public async Task Of_the_site_only_what_the_bucket_does_not_hold_is_sent()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        await small.Deployer.DeployAsync(small.Plan, Cancellation);
        small.WritePage("index.html", "<h1>two</h1>");
        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        Assert.Equal(["2 files uploaded", "its 2 files are as they were", "1 of 2 files uploaded"], small.News.OfType<DeploymentNews.SiteUploaded>().Select(n => $"{n.Upload}"));
        using var s3 = ObjectStore.Connect(small.Connection);
        using var page = await s3.GetObjectAsync(SiteBucket, "index.html", Cancellation);
        using var text = new StreamReader(page.ResponseStream);
        Assert.Equal("<h1>two</h1>", await text.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Deploying_the_same_again_changes_nothing_and_succeeds()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        await small.Deployer.DeployAsync(small.Plan, Cancellation);
        var before = small.Events.Count;

        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        Assert.Empty(small.News.OfType<DeploymentNews.ChangesFound>().Last().Changes);
        Assert.Equal(before, small.Events.Count);
    }

    [Fact]
    public async Task Changes_are_told_before_they_are_made()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        await small.Deployer.DeployAsync(small.Plan, Cancellation);
        small.WriteTemplate("  More:\n    Type: AWS::S3::Bucket\n");

        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        var change = Assert.Single(small.News.OfType<DeploymentNews.ChangesFound>().Last().Changes);
        Assert.Equal(("Add", "More", "AWS::S3::Bucket"), (change.Action, change.LogicalId, change.ResourceType));
        Assert.Equal("UPDATE_COMPLETE", small.Events[^1].Status);
    }

    [Fact]
    public async Task A_stack_that_fails_is_told_with_the_resource_that_failed_first()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        small.WriteTemplate("  Twin:\n    Type: AWS::S3::Bucket\n    DependsOn: SiteBucket\n    Properties: { BucketName: !Ref SiteBucket }\n");

        var failed = await Assert.ThrowsAsync<StackFailed>(() => small.Deployer.DeployAsync(small.Plan, Cancellation));

        Assert.Equal("ROLLBACK_COMPLETE", failed.Status);
        Assert.Equal("Twin", failed.Causes[0].LogicalId);
        Assert.NotEqual("", failed.Causes[0].Reason);
    }

    [Fact]
    public async Task After_a_stack_that_never_came_up_the_next_deployment_starts_anew()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        small.WriteTemplate("  Twin:\n    Type: AWS::S3::Bucket\n    DependsOn: SiteBucket\n    Properties: { BucketName: !Ref SiteBucket }\n");
        await Assert.ThrowsAsync<StackFailed>(() => small.Deployer.DeployAsync(small.Plan, Cancellation));
        small.WriteTemplate("");

        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        Assert.Equal("ROLLBACK_COMPLETE", Assert.Single(small.News.OfType<DeploymentNews.StackGivenUp>()).Status);
        Assert.Equal("CREATE_COMPLETE", small.Events[^1].Status);
    }

    [Fact]
    public async Task Destroying_leaves_neither_the_page_nor_the_stack()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        var existed = await small.Deployer.DestroyAsync(small.Plan.Stack, Cancellation);

        using var s3 = ObjectStore.Connect(small.Connection);
        await Assert.ThrowsAsync<NoSuchBucketException>(() => s3.ListObjectsAsync(SiteBucket, Cancellation));
        Assert.True(existed);
        Assert.Null(await small.Deployer.FindStackAsync(small.Plan.Stack, Cancellation));
    }

    [Fact]
    public async Task Destroying_what_is_not_there_is_no_failure()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);

        Assert.False(await small.Deployer.DestroyAsync(small.Plan.Stack, Cancellation));
    }

    [Fact]
    public async Task A_template_longer_than_a_call_may_be_goes_through_the_bucket()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        small.WriteTemplate("  # " + new string('x', TemplateSource.Inline.MaxBytes));

        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        Assert.Equal("CREATE_COMPLETE", small.Events[^1].Status);
    }

    [Fact]
    public async Task A_refused_template_is_told_in_CloudFormation_s_words()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        small.WriteTemplate("  Strange:\n    Type: AWS::Nothing::AtAll\n");

        var refusal = await Assert.ThrowsAsync<AwsRefusal>(() => small.Deployer.DeployAsync(small.Plan, Cancellation));

        Assert.Equal(("cloudformation", "ValidationError"), (refusal.Service, refusal.Code));
        Assert.Contains("AWS::Nothing::AtAll", refusal.Message, StringComparison.Ordinal);
    }

}
