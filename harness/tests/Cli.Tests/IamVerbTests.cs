using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Tests;

/// <summary>`tasktracker iam` on a deployment that `up` made.</summary>
public sealed class IamVerbTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Explain_draws_why_a_request_was_allowed()
    {
        using var task = new StringContent("{\"Title\":\"Explained\"}");
        using var created = await Http.PostAsync(new Uri($"{product.Record.ApiUrl}/tasks"), task, Cancellation);

        var result = await product.RunAsync("iam", "explain", created.Headers.GetValues("Apigw-Requestid").First());

        Assert.Equal((HttpStatusCode.Created, 0), (created.StatusCode, result.ExitCode));
        Assert.Contains("└── allowed: dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/Tasks", result.Results, StringComparison.Ordinal);
        Assert.Contains("asked by arn:aws:sts::000000000000:assumed-role/TaskTrackerCreateTaskRole/CreateTask", result.Results, StringComparison.Ordinal);
        Assert.Contains("inline policy CreateTask", result.Results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_says_what_would_be_decided()
    {
        var result = await product.RunAsync("iam", "explain", "--principal", "GetTask", "--action", "dynamodb:DeleteItem", "--resource", "arn:aws:dynamodb:us-east-1:000000000000:table/Tasks");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("denied: dynamodb:DeleteItem on ", result.Results, StringComparison.Ordinal);
        Assert.Contains("Allow does not apply: is not about this action", result.Results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_tells_a_script_what_would_be_decided_and_what_was()
    {
        using var answer = await Http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks"), Cancellation);

        var asked = await product.RunAsync("iam", "explain", "--principal", "GetTask", "--action", "dynamodb:DeleteItem", "--json");
        var recorded = await product.RunAsync("iam", "explain", answer.Headers.GetValues("Apigw-Requestid").First(), "--json");

        using var would = JsonDocument.Parse(asked.Results);
        using var was = JsonDocument.Parse(recorded.Results);
        var scan = was.RootElement.GetProperty("calls").EnumerateArray().SelectMany(call => call.GetProperty("asked").EnumerateArray())
            .Single(e => e.GetProperty("action").GetString() == "dynamodb:Scan");
        Assert.Equal("ImplicitDeny", would.RootElement.GetProperty("verdict").GetString());
        Assert.Equal("Allowed", scan.GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("a role that is not there", "Nobody", "iam refused: The role with name Nobody cannot be found.")]
    [InlineData("a user who is not there", "arn:aws:iam::000000000000:user/nobody", "iam refused: The user with name nobody cannot be found.")]
    public async Task Explain_that_is_refused_is_no_failed_deployment(string why, string principal, string message)
    {
        var result = await product.RunAsync("iam", "explain", "--principal", principal, "--action", "dynamodb:GetItem");

        Assert.True(result.ExitCode == 1, $"{why}: {result.Remarks}");
        Assert.Contains(message, result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_finds_every_function_able_to_do_what_it_must_and_nothing_else()
    {
        var result = await product.RunAsync("iam", "check", "--junit", "reports/iam.xml", "--sarif", "reports/iam.sarif");

        var junit = XElement.Parse(product.Checkout.Read("reports/iam.xml"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("38 of 38 as expected, says the policy simulator of 'embedded'", result.Remarks, StringComparison.Ordinal);
        Assert.Equal(("38", "0"), (junit.Element("testsuite")?.Attribute("tests")?.Value, junit.Element("testsuite")?.Attribute("failures")?.Value));
        Assert.Contains("\"results\": []", product.Checkout.Read("reports/iam.sarif"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_that_is_taken_away_fails_the_call_is_explained_and_turns_the_gate_red_until_it_is_back()
    {
        var policy = (await IamAsync("GetRolePolicy")).Element("PolicyDocument")?.Value ?? "";
        await IamAsync("PutRolePolicy", ("PolicyDocument", Uri.UnescapeDataString(policy).Replace("dynamodb:PutItem", "dynamodb:DescribeTable", StringComparison.Ordinal)));

        using var refused = await PostAsync();
        var explained = await product.RunAsync("iam", "explain", refused.Headers.GetValues("Apigw-Requestid").First());
        var log = await product.RunAsync("logs", "CreateTask");
        var red = await product.RunAsync("iam", "check", "--sarif", "reports/red.sarif", "--junit", "reports/red.xml");
        await IamAsync("PutRolePolicy", ("PolicyDocument", Uri.UnescapeDataString(policy)));
        using var created = await PostAsync();
        var green = await product.RunAsync("iam", "check");

        const string Denial = "is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/Tasks because no identity-based policy allows";
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.Created), (refused.StatusCode, created.StatusCode));
        Assert.Contains(Denial, log.Results, StringComparison.Ordinal);
        Assert.Contains("denied: dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/Tasks", explained.Results, StringComparison.Ordinal);
        Assert.Contains("dynamodb PutItem answered 400 AccessDeniedException", explained.Results, StringComparison.Ordinal);
        Assert.Equal((1, 0), (red.ExitCode, green.ExitCode));
        Assert.Contains("functions/iam-expectations.yaml:30: CreateTask must be allowed dynamodb:PutItem", red.Results, StringComparison.Ordinal);
        Assert.Contains("\"startLine\": 30", product.Checkout.Read("reports/red.sarif"), StringComparison.Ordinal);
        Assert.Contains("<failure message=\"CreateTask must be allowed dynamodb:PutItem", product.Checkout.Read("reports/red.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_finds_nothing_unused_once_every_route_was_called()
    {
        using var created = await PostAsync();
        var task = new Uri($"{product.Record.ApiUrl}/tasks/{JsonDocument.Parse(await created.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("TaskId").GetString()}");
        using var change = new StringContent("{\"Status\":\"Completed\"}");
        using var listed = await Http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks"), Cancellation);
        using var read = await Http.GetAsync(task, Cancellation);
        using var updated = await Http.PutAsync(task, change, Cancellation);
        using var deleted = await Http.DeleteAsync(task, Cancellation);

        while (await RolesThatHaveLoggedAsync() < product.Record.Roles.Count) Cancellation.ThrowIfCancellationRequested();

        var result = await product.RunAsync("iam", "audit", "--json");

        using var audit = JsonDocument.Parse(result.Results);
        var findings = audit.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("rule").GetString() != "denied").Select(f => f.ToString());
        Assert.Equal("", string.Join('\n', findings));
        Assert.Equal("", audit.RootElement.GetProperty("patch").GetString());
        Assert.All(audit.RootElement.GetProperty("uses").EnumerateObject(), use => Assert.True(use.Value.GetInt32() >= 2, use.Name));
    }

    [Fact]
    public async Task Audit_says_what_it_cannot_see()
    {
        var result = await product.RunAsync("iam", "audit", "--target", "localstack", "--endpoint", product.Record.Endpoint);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'localstack' does not tell which permissions were used", result.Remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name either a request id, or --principal and --action.")]
    [InlineData("Name either a request id, or --principal and --action.", "id", "--action", "s3:GetObject")]
    [InlineData("--context is KEY=VALUE", "--principal", "GetTask", "--action", "s3:GetObject", "--context", "aws:SourceIp")]
    public async Task Explain_needs_one_question(string problem, params string[] arguments)
    {
        var result = await product.RunAsync(["iam", "explain", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(problem, result.Remarks, StringComparison.Ordinal);
    }

    /// <summary>Lambda writes the log behind the answer.</summary>
    private async Task<int> RolesThatHaveLoggedAsync()
    {
        using var control = new ControlApi(Target.Embedded.Connect(new Uri(product.Record.Endpoint)));
        return (await control.AccessAsync(Cancellation)).Where(a => a is { Action: "logs:PutLogEvents", Allowed: > 0 }).Select(a => a.Principal).Distinct().Count();
    }

    private async Task<HttpResponseMessage> PostAsync()
    {
        using var task = new StringContent("{\"Title\":\"Guarded\"}");
        return await Http.PostAsync(new Uri($"{product.Record.ApiUrl}/tasks"), task, Cancellation);
    }

    private async Task<XElement> IamAsync(string action, params (string, string)[] parameters)
    {
        using var aws = new AwsApi(Target.Embedded.Connect(new Uri(product.Record.Endpoint)), TimeProvider.System);
        return await aws.QueryAsync("iam", "2010-05-08", action, [("RoleName", "TaskTrackerCreateTaskRole"), ("PolicyName", "CreateTask"), .. parameters], Cancellation);
    }
}
