using System.Net;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Resources;
using TaskTracker.Deployment.Tests;

namespace TaskTracker.Cli.Tests;

/// <summary>Deployments to servers that are not, or not all of, AWS.</summary>
public sealed class StrangeEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Why, status, body.</summary>
    [Theory]
    [InlineData("a page that is well-formed", HttpStatusCode.OK, "<html><head><title>A shop</title></head></html>")]
    [InlineData("a page that is not", HttpStatusCode.OK, "<!doctype html><title>A shop<p>")]
    [InlineData("a page that says no", HttpStatusCode.NotFound, "<!doctype html><title>404</title>")]
    [InlineData("a proxy without anything behind it", HttpStatusCode.BadGateway, "<html><title>502 Bad Gateway</title>")]
    [InlineData("something that takes no forms", HttpStatusCode.MethodNotAllowed, "")]
    [InlineData("an API of somebody else", HttpStatusCode.OK, "{}")]
    public async Task An_endpoint_that_is_no_AWS_is_told_before_anything_is_built(string why, HttpStatusCode status, string body)
    {
        await using var site = new AnsweringServer(status, body);
        using var checkout = Folder.Checkout();

        var result = await CliProcess.RunAsync(checkout.Path, "deploy", "--target", "localstack", "--endpoint", $"{site.Endpoint}");

        Assert.Equal((why, 3), (why, result.ExitCode));
        Assert.Contains("does not answer as AWS does: its answer is not the XML that AWS writes.", result.Remarks, StringComparison.Ordinal);
        Assert.DoesNotContain("<", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_moto_cannot_make_is_told_by_name_and_goes_again()
    {
        await using var moto = await PeerServer.MotoAsync();
        using var checkout = Folder.WholeCheckout();
        string[] where = ["--target", "localstack", "--endpoint", $"{moto.Endpoint}"];

        var deployed = await CliProcess.RunAsync(checkout.Path, ["deploy", .. where]);
        var destroyed = await CliProcess.RunAsync(checkout.Path, ["destroy", .. where]);

        Assert.Equal(6, deployed.ExitCode);
        foreach (var function in (string[])["CreateTask", "DeleteTask", "GetTask", "GetTasks", "UpdateTask"])
        {
            Assert.Contains($"{function} (AWS::Lambda::Function) is missing: the server does not know AWS::Serverless::Function", deployed.Remarks, StringComparison.Ordinal);
        }

        Assert.Contains("HttpApi (AWS::ApiGatewayV2::Api) is missing: the server does not know AWS::Serverless::HttpApi", deployed.Remarks, StringComparison.Ordinal);
        Assert.Contains("its answer is a web page, 500 Internal Server Error.", deployed.Remarks, StringComparison.Ordinal);
        Assert.DoesNotContain("<", deployed.Remarks, StringComparison.Ordinal);
        Assert.False(checkout.Has(".tasktracker/localstack.json"));
        Assert.True(destroyed.ExitCode == 0, destroyed.Remarks);
    }

    [Fact]
    public async Task What_moto_leaves_out_of_a_stack_that_it_calls_complete_is_told_by_name()
    {
        await using var moto = await PeerServer.MotoAsync();
        using var checkout = Folder.WholeCheckout();
        var lines = checkout.Read("functions/template.yaml").Split('\n').Where(l => !l.Contains("DependsOn", StringComparison.Ordinal));
        var template = string.Join('\n', lines).Replace("AWS::Lambda::Permission", "AWS::CloudFormation::WaitConditionHandle", StringComparison.Ordinal);
        checkout.Write("functions/template.yaml", template);
        string[] where = ["--target", "localstack", "--endpoint", $"{moto.Endpoint}"];

        var deployed = await CliProcess.RunAsync(checkout.Path, ["deploy", .. where]);

        Assert.True(deployed.ExitCode == 6, deployed.Remarks);
        Assert.Contains("Stack tasktracker calls itself complete, but ", deployed.Remarks, StringComparison.Ordinal);
        Assert.Contains("GetTasks (AWS::Lambda::Function) is missing: ", deployed.Remarks, StringComparison.Ordinal);
    }

    /// <summary>As LocalStack 4.14.0 without a token: no HTTP APIs, and a CloudFormation that calls a stack complete without them.</summary>
    [Fact]
    public async Task A_server_without_HTTP_APIs_gets_a_REST_API_and_passes_with_that_alone()
    {
        using var checkout = Folder.WholeCheckout();
        await using var emulator = CliProcess.Start(checkout.Path, "emulator", "--port", "0");
        await using var lesser = new LesserServer(await emulator.ReadyAsync(), path => path.StartsWith("/v2/", StringComparison.Ordinal));

        var deployed = await CliProcess.RunAsync(checkout.Path, "deploy", "--target", "localstack", "--endpoint", $"{lesser.Endpoint}");
        Assert.True(deployed.ExitCode == 0, deployed.Remarks);
        var record = DeploymentRecord.Read(Path.Combine(checkout.Path, ".tasktracker", "localstack.json"));
        using var http = new HttpClient();
        using var task = new StringContent("""{"Title":"Over a REST API"}""");
        using var created = await http.PostAsync(new Uri($"{record?.ApiUrl}/tasks"), task, Cancellation);
        var missing = await Assert.ThrowsAsync<ResourcesMissing>(() => DeployHttpAsync(lesser.Endpoint, checkout));

        Assert.Equal(("rest", HttpStatusCode.Created), (record?.ApiFlavour, created.StatusCode));
        var fault = Assert.Single(missing.Faults);
        Assert.Equal(("HttpApi", "AWS::ApiGatewayV2::Api"), (fault.LogicalId, fault.ResourceType));
        Assert.Contains("not yet implemented or pro feature", fault.Problem, StringComparison.Ordinal);
    }

    /// <summary>Without asking which API there is.</summary>
    private static async Task DeployHttpAsync(Uri endpoint, Folder checkout)
    {
        using var deployer = new Deployer(Target.LocalStack, Target.LocalStack.Connect(endpoint), _ => { }, TimeProvider.System);
        var plan = new DeploymentPlan(Path.Combine(checkout.Path, "functions", "template.yaml"), Path.Combine(checkout.Path, "frontend"), "x86_64")
        {
            Stack = "blind-tasktracker",
            NamePrefix = "blind-",
            ApiFlavour = "http",
        };
        await deployer.DeployAsync(plan, Cancellation);
    }
}
