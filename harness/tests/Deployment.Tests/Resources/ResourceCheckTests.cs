using TaskTracker.Deployment.Resources;

namespace TaskTracker.Deployment.Tests.Resources;

/// <summary>What a stack calls complete is looked for where it should be.</summary>
public sealed class ResourceCheckTests
{
    private const string Api = """
          Api:
            Type: AWS::ApiGatewayV2::Api
            Properties: { Name: t, ProtocolType: HTTP }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_there_is_counted()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        small.WriteTemplate(Api);

        await small.Deployer.DeployAsync(small.Plan, Cancellation);

        Assert.Equal(2, Assert.Single(small.News.OfType<DeploymentNews.ResourcesChecked>()).Count);
    }

    [Fact]
    public async Task What_a_server_skipped_silently_is_told_by_name()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        await using var lesser = new LesserServer(small.Connection.Endpoint, path => path.StartsWith("/v2/", StringComparison.Ordinal));
        using var deployer = new Deployer(Target.LocalStack, Target.LocalStack.Connect(lesser.Endpoint), small.News.Add, TimeProvider.System);
        small.WriteTemplate(Api);

        var missing = await Assert.ThrowsAsync<ResourcesMissing>(() => deployer.DeployAsync(small.Plan with { ApiFlavour = "http" }, Cancellation));

        var fault = Assert.Single(missing.Faults);
        Assert.Equal(("Api", "AWS::ApiGatewayV2::Api"), (fault.LogicalId, fault.ResourceType));
        Assert.Contains("is missing: apigateway says InternalFailure", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("1 of 2 resources", missing.Message, StringComparison.Ordinal);
        Assert.Equal("CREATE_COMPLETE", small.Events[^1].Status);
    }

    [Fact]
    public async Task Where_there_are_no_HTTP_APIs_a_REST_API_is_asked_for()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        await using var lesser = new LesserServer(small.Connection.Endpoint, path => path.StartsWith("/v2/", StringComparison.Ordinal));
        using var deployer = new Deployer(Target.LocalStack, Target.LocalStack.Connect(lesser.Endpoint), small.News.Add, TimeProvider.System);

        var lesserRecord = await deployer.DeployAsync(small.Plan, Cancellation);
        var wholeRecord = await small.Deployer.DeployAsync(small.Plan with { Stack = "whole", NamePrefix = "whole-" }, Cancellation);

        Assert.Equal(("rest", "http"), (lesserRecord.ApiFlavour, wholeRecord.ApiFlavour));
        Assert.Equal(lesser.Endpoint.Port, new Uri(lesserRecord.ApiUrl).Port);
    }

    [Fact]
    public async Task A_protected_table_keeps_its_whole_stack_from_being_destroyed()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);
        small.WriteTemplate("""
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  DeletionProtectionEnabled: !Ref ProtectTable
                  AttributeDefinitions: [{ AttributeName: Id, AttributeType: S }]
                  KeySchema: [{ AttributeName: Id, KeyType: HASH }]
            """);
        await small.Deployer.DeployAsync(small.Plan with { ProtectTable = true }, Cancellation);

        await Assert.ThrowsAsync<TableProtected>(() => small.Deployer.DestroyAsync(small.Plan.Stack, Cancellation));
        var kept = await small.Deployer.ResourcesAsync(small.Plan.Stack, Cancellation);
        await small.Deployer.DeployAsync(small.Plan with { ProtectTable = false }, Cancellation);
        await small.Deployer.DestroyAsync(small.Plan.Stack, Cancellation);

        Assert.Equal(["SiteBucket", "Table"], kept.Select(r => r.LogicalId).Order(StringComparer.Ordinal));
        Assert.Null(await small.Deployer.FindStackAsync(small.Plan.Stack, Cancellation));
    }

    [Fact]
    public async Task A_plan_that_is_discarded_leaves_nothing_of_the_stack()
    {
        await using var small = await SmallDeployment.StartAsync(Cancellation);

        var planned = await small.Deployer.PlanAsync(small.Plan, Cancellation);
        await small.Deployer.DiscardAsync(planned);

        Assert.Equal("SiteBucket", Assert.Single(planned.Stack.Changes).LogicalId);
        Assert.Null(await small.Deployer.FindStackAsync(small.Plan.Stack, Cancellation));
    }
}
