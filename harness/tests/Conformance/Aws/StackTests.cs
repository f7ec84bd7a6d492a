using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using TaskTracker.Conformance.Stack;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Conformance.Aws;

/// <summary>What the stack says of itself, against what is there.</summary>
[Parity("product/stack", Evidence.Unverified, "functions/template.yaml: its outputs are identifiers of what it made")]
public sealed class StackTests(StackUnderTest stack)
{
    private static readonly string[] Complete = ["CREATE_COMPLETE", "UPDATE_COMPLETE"];

    public static TheoryData<string> Functions => new("GetTasks", "GetTask", "CreateTask", "UpdateTask", "DeleteTask");

    private DeploymentRecord Record => stack.Deployed.Record;

    [Fact]
    public async Task The_stack_is_complete()
    {
        var described = await CloudFormationAsync("DescribeStacks");
        var resources = (await CloudFormationAsync("DescribeStackResources")).Elements("StackResources").Elements("member").ToList();

        Assert.Contains(Text(described, "StackStatus"), Complete);
        Assert.All(resources, r => Assert.Contains(Text(r, "ResourceStatus"), Complete));
        Assert.Superset(
            new HashSet<string>(["TasksTable", "SiteBucket", .. Record.Functions.Keys]),
            resources.Select(r => Text(r, "LogicalResourceId")).ToHashSet());
    }

    [Fact]
    public async Task The_record_says_what_the_outputs_say()
    {
        var outputs = await OutputsAsync();

        Assert.Equal((Record.ApiFlavour, Record.Table), (outputs["ApiFlavour"], outputs["TableName"]));
        Assert.Contains(outputs["ApiId"], stack.Deployed.ApiUrl, StringComparison.Ordinal);
        Assert.EndsWith("/" + outputs["StageName"], stack.Deployed.ApiUrl, StringComparison.Ordinal);
        Assert.Contains(outputs["SiteBucket"], stack.Deployed.SiteUrl, StringComparison.Ordinal);
        Assert.Equal(Functions.Select(f => f.Data).Order(StringComparer.Ordinal), Record.Functions.Keys.Order(StringComparer.Ordinal));
        Assert.All(Record.Functions, f => Assert.Equal(f.Value, outputs[f.Key + "Function"]));
        Assert.Equal(Record.Functions.Keys.Order(StringComparer.Ordinal), Record.Roles.Keys.Order(StringComparer.Ordinal));
        Assert.All(Record.Roles, r => Assert.Equal(r.Value, outputs[r.Key + "RoleName"]));
        Assert.Distinct(Record.Roles.Values);
    }

    [Fact]
    public async Task The_table_is_as_documented()
    {
        var table = (await stack.DynamoDb.DescribeTableAsync(Record.Table, TestContext.Current.CancellationToken)).Table;

        var key = Assert.Single(table.KeySchema);
        var attribute = Assert.Single(table.AttributeDefinitions);
        Assert.Equal(("ACTIVE", "PAY_PER_REQUEST"), (table.TableStatus.Value, table.BillingModeSummary.BillingMode.Value));
        Assert.Equal(("TaskId", "HASH", "TaskId", "S"), (key.AttributeName, key.KeyType.Value, attribute.AttributeName, attribute.AttributeType.Value));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_function_runs_the_one_package_in_its_own_role(string name)
    {
        var answer = await GetAsync("lambda", "/2015-03-31/functions/" + Record.Functions[name]);

        var configuration = answer.GetProperty("Configuration");
        string Of(string member) => configuration.GetProperty(member).GetString() ?? "";
        Assert.Equal((name, "provided.al2023", "Active"), (Of("Handler"), Of("Runtime"), Of("State")));
        Assert.Equal(Record.PackageSha256, Convert.ToHexStringLower(Convert.FromBase64String(Of("CodeSha256"))));
        Assert.EndsWith(":role/" + Record.Roles[name], Of("Role"), StringComparison.Ordinal);
        Assert.Equal(Record.Table, configuration.GetProperty("Environment").GetProperty("Variables").GetProperty("TABLE_NAME").GetString());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_role_is_for_Lambda_alone_and_names_what_it_may_touch(string name)
    {
        var role = await IamAsync("GetRole", ("RoleName", Record.Roles[name]));
        var policy = await IamAsync("GetRolePolicy", ("RoleName", Record.Roles[name]), ("PolicyName", name));

        var trust = Uri.UnescapeDataString(Text(role, "AssumeRolePolicyDocument"));
        var document = Uri.UnescapeDataString(Text(policy, "PolicyDocument"));
        Assert.Contains("\"lambda.amazonaws.com\"", trust, StringComparison.Ordinal);
        Assert.Contains($":table/{Record.Table}\"", document, StringComparison.Ordinal);
        Assert.Contains($":log-group:/aws/lambda/{Record.Functions[name]}:", document, StringComparison.Ordinal);
        Assert.DoesNotContain("\"*\"", document, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_log_is_kept_for_thirty_days(string name)
    {
        var group = "/aws/lambda/" + Record.Functions[name];

        var answer = await stack.Clients.Aws.JsonAsync(
            "logs", "Logs_20140328.DescribeLogGroups", Encoding.UTF8.GetBytes($$"""{"logGroupNamePrefix":"{{group}}"}"""), TestContext.Current.CancellationToken);

        var groups = JsonDocument.Parse(answer.Body).RootElement.GetProperty("logGroups").EnumerateArray();
        var found = Assert.Single(groups, g => g.GetProperty("logGroupName").GetString() == group);
        Assert.Equal(30, found.GetProperty("retentionInDays").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_function_may_be_called_by_this_API_alone(string name)
    {
        var api = (await OutputsAsync())["ApiId"];

        var answer = await GetAsync("lambda", $"/2015-03-31/functions/{Record.Functions[name]}/policy");

        var policy = JsonDocument.Parse(answer.GetProperty("Policy").GetString() ?? "").RootElement;
        var statement = Assert.Single(policy.GetProperty("Statement").EnumerateArray());
        Assert.Equal("apigateway.amazonaws.com", statement.GetProperty("Principal").GetProperty("Service").GetString());
        Assert.Contains($":{api}/prod/", statement.GetProperty("Condition").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_has_a_route_for_each_function()
    {
        var routes = stack.Deployed.HasHttpApi ? await RoutesAsync() : await MethodsAsync();

        Assert.Equal(
            ["DELETE /tasks/{TaskId}", "GET /tasks", "GET /tasks/{TaskId}", "POST /tasks", "PUT /tasks/{TaskId}"],
            routes.Where(r => !r.StartsWith("OPTIONS ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private async Task<IEnumerable<string>> RoutesAsync()
    {
        var answer = await GetAsync("apigateway", $"/v2/apis/{(await OutputsAsync())["ApiId"]}/routes");

        return answer.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("routeKey").GetString() ?? "");
    }

    private async Task<IEnumerable<string>> MethodsAsync()
    {
        var answer = await GetAsync("apigateway", $"/restapis/{(await OutputsAsync())["ApiId"]}/resources");

        return answer.GetProperty("item").EnumerateArray().Where(r => r.TryGetProperty("resourceMethods", out _)).SelectMany(
            r => r.GetProperty("resourceMethods").EnumerateObject().Select(m => $"{m.Name} {r.GetProperty("path").GetString()}"));
    }

    private static string Text(XElement xml, string name) => xml.Descendants(name).First().Value;

    private async Task<Dictionary<string, string>> OutputsAsync() =>
        (await CloudFormationAsync("DescribeStacks")).Descendants("Outputs").Elements("member").ToDictionary(o => Text(o, "OutputKey"), o => Text(o, "OutputValue"));

    private Task<XElement> CloudFormationAsync(string action) =>
        stack.Clients.Aws.QueryAsync("cloudformation", "2010-05-15", action, [("StackName", Record.Stack)], TestContext.Current.CancellationToken);

    private Task<XElement> IamAsync(string action, params (string Name, string Value)[] parameters) =>
        stack.Clients.Aws.QueryAsync("iam", "2010-05-08", action, parameters, TestContext.Current.CancellationToken);

    private async Task<JsonElement> GetAsync(string service, string path)
    {
        var answer = await stack.Clients.Aws.SendAsync(new AwsCall(service, HttpMethod.Get, path), TestContext.Current.CancellationToken);

        return JsonDocument.Parse(answer.Body).RootElement;
    }
}
