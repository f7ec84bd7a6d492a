using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Tests;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Tests;

/// <summary>The same requests on two deployments of the product, the second under another target's name at the same endpoint.</summary>
public sealed class DriftVerbTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Targets_that_answer_alike_do_not_drift_and_one_that_is_broken_does()
    {
        string[] localStack = ["--target", "localstack", "--endpoint", product.Record.Endpoint, "--stack", "drift-tasktracker"];
        var deployed = await product.RunAsync(["deploy", "--name-prefix", "drift-", .. localStack]);
        string[] drift = ["drift", "--targets", "embedded,localstack"];
        product.Checkout.Write("none.json", "[]");
        product.Checkout.Write("known.json", """[{"request":"delete it","aspect":"*","between":["embedded","localstack"],"reason":"Broken by this test."},{"request":"delete it again","aspect":"*","between":["embedded","localstack"],"reason":"As above."}]""");
        product.Checkout.Write("silent.json", """[{"request":"delete it","aspect":"*","between":["embedded","localstack"],"reason":" "}]""");

        var alike = await product.RunAsync([.. drift, "--allowed", "none.json"]);
        await ForbidAsync("drift-DeleteTask");
        var broken = await product.RunAsync([.. drift, "--allowed", "none.json"]);
        var known = await product.RunAsync([.. drift, "--allowed", "known.json"]);
        var silent = await product.RunAsync([.. drift, "--allowed", "silent.json"]);

        Assert.True(deployed.ExitCode == 0, deployed.Remarks);
        Assert.True(alike.ExitCode == 0, alike.Results + alike.Remarks);
        Assert.Contains("24 requests on embedded (http), localstack (http): 0 differences.", alike.Results, StringComparison.Ordinal);
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("delete it, status: NOT ALLOWED", broken.Results, StringComparison.Ordinal);
        Assert.Contains("differences are not allowed.", broken.Remarks, StringComparison.Ordinal);
        Assert.True(known.ExitCode == 0, known.Results + known.Remarks);
        Assert.Contains("delete it, status: Broken by this test.", known.Results, StringComparison.Ordinal);
        Assert.Equal(2, silent.ExitCode);
        Assert.Contains("without a reason.", silent.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_HTTP_API_and_a_REST_API_drift_in_what_is_allowed_and_in_nothing_else()
    {
        await using var lesser = new LesserServer(new Uri(product.Record.Endpoint), path => path.StartsWith("/v2/", StringComparison.Ordinal));
        string[] localStack = ["--target", "localstack", "--endpoint", $"{lesser.Endpoint}", "--stack", "rest-tasktracker"];
        var deployed = await product.RunAsync(["deploy", "--name-prefix", "rest-", .. localStack]);
        Assert.True(deployed.ExitCode == 0, deployed.Remarks);
        var file = Path.Combine(Workspace.Find(AppContext.BaseDirectory)?.Root ?? ".", "harness", "docs", "allowed-drift.json");
        var allowed = JsonNode.Parse(await File.ReadAllTextAsync(file, Cancellation))?.AsArray() ?? [];

        var all = await product.RunAsync("drift", "--targets", "embedded,localstack", "--allowed", file);

        Assert.True(all.ExitCode == 0, all.Results + all.Remarks);
        Assert.Contains("embedded (http), localstack (rest)", all.Results, StringComparison.Ordinal);
        foreach (var entry in allowed.ToList())
        {
            var others = new JsonArray([.. allowed.Where(e => e != entry).Select(e => e?.DeepClone())]);
            var without = await product.RunAsync("drift", "--targets", "embedded,localstack", "--allowed", product.Checkout.Write("others.json", others.ToJsonString()));
            Assert.True(without.ExitCode == 1, $"Nothing differs that only this allows: {entry}");
        }
    }

    [Fact]
    public async Task A_target_that_was_never_deployed_is_named()
    {
        var result = await product.RunAsync("drift", "--targets", "embedded,aws", "--allowed", product.Checkout.Write("empty.json", "[]"));

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Nothing is recorded as deployed to 'aws'.", result.Remarks, StringComparison.Ordinal);
    }

    /// <summary>Takes from API Gateway the permission to call a function.</summary>
    private async Task ForbidAsync(string function)
    {
        using var root = new AwsApi(Target.Embedded.Connect(new Uri(product.Record.Endpoint)), TimeProvider.System);
        var answer = await root.SendAsync(new AwsCall("lambda", HttpMethod.Get, $"/2015-03-31/functions/{function}/policy"), Cancellation);
        using var held = JsonDocument.Parse(answer.Body);
        using var policy = JsonDocument.Parse(held.RootElement.GetProperty("Policy").GetString() ?? "");
        var sid = policy.RootElement.GetProperty("Statement")[0].GetProperty("Sid").GetString();
        await root.SendAsync(new AwsCall("lambda", HttpMethod.Delete, $"/2015-03-31/functions/{function}/policy/{sid}"), Cancellation);
    }
}
