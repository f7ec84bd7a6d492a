using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Tests;

/// <summary>The whole code path of the target that costs money, at an emulator's endpoint, as a session of the deploy role.</summary>
public sealed class AwsTargetTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private const string Stack = "proof-tasktracker";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_is_shown_made_protected_opened_and_destroyed()
    {
        var session = await SessionAsync("proof-deployer", without: null);

        var deployed = await RunAsync(session, "deploy", "--name-prefix", "proof-", "--yes");
        var recorded = DeploymentRecord.Read(Path.Combine(product.Checkout.Path, ".tasktracker", "aws.json"));
        var refused = await RunAsync(session, "destroy", "--yes");
        var opened = await RunAsync(session, "deploy", "--name-prefix", "proof-", "--protect-table", "off", "--yes");
        var destroyed = await RunAsync(session, "destroy", "--yes");

        Assert.True(deployed.ExitCode == 0, deployed.Remarks);
        Assert.Contains("Add     CreateTask ", deployed.Remarks, StringComparison.Ordinal);
        Assert.Equal(("aws", Stack, "proof-Tasks"), (recorded?.Target, recorded?.Stack, recorded?.Table));
        Assert.Equal(6, refused.ExitCode);
        Assert.Contains("Table proof-Tasks is protected from deletion, so nothing of stack proof-tasktracker was deleted.", refused.Remarks, StringComparison.Ordinal);
        Assert.True(opened.ExitCode == 0, opened.Remarks);
        Assert.Contains("Modify  TasksTable", opened.Remarks, StringComparison.Ordinal);
        Assert.True(destroyed.ExitCode == 0, destroyed.Remarks);
        Assert.Contains("TasksTable", destroyed.Remarks, StringComparison.Ordinal);
    }

    /// <summary>The action that the role lacks, and the resource that fails without it.</summary>
    [Theory]
    [InlineData("dynamodb:CreateTable", "TasksTable")]
    [InlineData("lambda:AddPermission", "HttpPermission")]
    [InlineData("iam:PutRolePolicy", "Role")]
    public async Task A_role_without_one_action_fails_the_stack_with_its_name(string action, string resource)
    {
        var prefix = "no-" + action.Split(':')[0] + "-";
        var session = await SessionAsync(prefix + "deployer", without: action);
        string[] options = ["--target", "aws", "--endpoint", product.Record.Endpoint, "--stack", prefix + "tasktracker", "--yes"];

        var result = await CliProcess.RunAsync(product.Checkout.Path, session, ["deploy", "--name-prefix", prefix, .. options]);
        var cleaned = await CliProcess.RunAsync(product.Checkout.Path, session, ["destroy", .. options]);

        Assert.Equal(6, result.ExitCode);
        Assert.Contains($"is not authorized to perform: {action}", result.Remarks, StringComparison.Ordinal);
        Assert.Contains(resource, result.Remarks, StringComparison.Ordinal);
        Assert.True(result.Remarks.Contains("'tasktracker destroy' with the same options removes the empty stack.", StringComparison.Ordinal), result.Remarks);
        Assert.True(cleaned.ExitCode == 0, cleaned.Remarks);
    }

    [Fact]
    public async Task Every_resource_that_can_carry_tags_carries_the_stack_s()
    {
        var session = await SessionAsync("tags-deployer", without: null);
        string[] options = ["--target", "aws", "--endpoint", product.Record.Endpoint, "--stack", "tags-tasktracker", "--yes"];

        await CliProcess.RunAsync(product.Checkout.Path, session, ["deploy", "--name-prefix", "tags-", "--protect-table", "off", .. options]);

        using var root = new AwsApi(Target.Embedded.Connect(new Uri(product.Record.Endpoint)), TimeProvider.System);
        var function = await root.SendAsync(new AwsCall("lambda", HttpMethod.Get, "/2015-03-31/functions/tags-GetTasks"), Cancellation);
        var stack = await root.QueryAsync("cloudformation", "2010-05-15", "DescribeStacks", [("StackName", "tags-tasktracker")], Cancellation);
        Assert.Contains("\"project\":\"tasktracker\"", Encoding.UTF8.GetString(function.Body), StringComparison.Ordinal);
        Assert.Contains(stack.Descendants("Tags").Elements("member"), tag => tag.Element("Value")?.Value == "tags-tasktracker");
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_told_with_those_that_are()
    {
        var file = product.Checkout.Write("aws/credentials", "[other]\naws_access_key_id = a\naws_secret_access_key = b\n");
        var environment = new Dictionary<string, string> { ["AWS_SHARED_CREDENTIALS_FILE"] = file };

        var result = await CliProcess.RunAsync(product.Checkout.Path, environment, "deploy", "--target", "aws", "--profile", "mine", "--yes");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("There is no AWS profile 'mine'.", result.Remarks, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(IReadOnlyDictionary<string, string> session, string verb, params string[] options) => CliProcess.RunAsync(
        product.Checkout.Path, session, [verb, "--target", "aws", "--endpoint", product.Record.Endpoint, "--stack", Stack, .. options]);

    /// <returns>The environment of a process that acts as a session of the documented deploy role.</returns>
    /// <param name="without">An action that is taken from its policy.</param>
    private async Task<IReadOnlyDictionary<string, string>> SessionAsync(string role, string? without)
    {
        using var root = new AwsApi(Target.Embedded.Connect(new Uri(product.Record.Endpoint)), TimeProvider.System);
        var trust = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{product.Record.Account}}"},"Action":"sts:AssumeRole"}]}""";
        var created = await root.QueryAsync("iam", "2010-05-08", "CreateRole", [("RoleName", role), ("AssumeRolePolicyDocument", trust)], Cancellation);
        await root.QueryAsync("iam", "2010-05-08", "PutRolePolicy", [("RoleName", role), ("PolicyName", "deploy"), ("PolicyDocument", Policy(without))], Cancellation);
        var assumed = await root.QueryAsync(
            "sts", "2011-06-15", "AssumeRole", [("RoleArn", Text(created, "Arn")), ("RoleSessionName", "deployment")], Cancellation);
        return new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = Text(assumed, "AccessKeyId"),
            ["AWS_SECRET_ACCESS_KEY"] = Text(assumed, "SecretAccessKey"),
            ["AWS_SESSION_TOKEN"] = Text(assumed, "SessionToken"),
            ["AWS_REGION"] = product.Record.Region,
        };
    }

    private static string Policy(string? without)
    {
        var root = Workspace.Find(AppContext.BaseDirectory)?.Root ?? throw new InvalidOperationException("The tests run outside a checkout.");
        var policy = JsonNode.Parse(File.ReadAllText(Path.Combine(root, "harness", "docs", "deploy-role.json"))) ?? throw new InvalidDataException("It is empty.");
        foreach (var actions in policy["Statement"]!.AsArray().Select(statement => statement!["Action"]!.AsArray()))
        {
            foreach (var taken in actions.Where(action => action!.GetValue<string>() == without).ToList()) actions.Remove(taken);
        }

        return policy.ToJsonString();
    }

    private static string Text(XElement xml, string name) => xml.Descendants(name).First().Value;
}
