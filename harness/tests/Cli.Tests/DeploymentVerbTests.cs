using System.Net;
using System.Text.Json;

namespace TaskTracker.Cli.Tests;

/// <summary>The verbs that speak to a deployment, on one that `up` made.</summary>
public sealed class DeploymentVerbTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_api_and_the_page_are_where_the_banner_says()
    {
        using var task = new StringContent("{\"Title\":\"From the banner\"}");
        using var created = await Http.PostAsync(new Uri($"{product.Record.ApiUrl}/tasks"), task, Cancellation);
        using var page = await Http.GetAsync(new Uri(Banner("  by path").Split(' ')[0]), Cancellation);

        Assert.Equal($"{product.Record.ApiUrl}/tasks", Banner("API"));
        Assert.Equal(product.Record.SiteUrl, Banner("site"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Contains("<title>TaskTracker</title>", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_a_person_what_is_deployed()
    {
        var result = await product.RunAsync("status");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("CREATE_COMPLETE", result.Results, StringComparison.Ordinal);
        Assert.Contains(product.Record.SiteUrl, result.Results, StringComparison.Ordinal);
        Assert.Contains("TaskTrackerCreateTaskRole", result.Results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_tells_a_script_the_same_as_JSON()
    {
        var result = await product.RunAsync("status", "--json");

        using var status = JsonDocument.Parse(result.Results);
        Assert.Equal("CREATE_COMPLETE", status.RootElement.GetProperty("stackStatus").GetString());
        Assert.Equal(product.Record.ApiUrl, status.RootElement.GetProperty("deployment").GetProperty("apiUrl").GetString());
    }

    [Theory]
    [InlineData("--event")]
    [InlineData("-e")]
    public async Task Invoke_answers_on_standard_output_and_logs_on_standard_error(string option)
    {
        product.Checkout.Write("create.json", """
            {"version":"2.0","routeKey":"POST /tasks","rawPath":"/prod/tasks","rawQueryString":"","headers":{"content-type":"application/json"},
             "requestContext":{"requestId":"r1","stage":"prod","http":{"method":"POST","path":"/prod/tasks"}},"body":"{\"Title\":\"Invoked\"}","isBase64Encoded":false}
            """);

        var result = await product.RunAsync("invoke", "CreateTask", option, "create.json");

        using var answer = JsonDocument.Parse(result.Results);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(201, answer.RootElement.GetProperty("statusCode").GetInt32());
        Assert.Contains("REPORT RequestId: ", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_prints_what_the_function_wrote()
    {
        using var answer = await Http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks"), Cancellation);

        var result = await product.RunAsync("logs", "GetTasks");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("START RequestId: ", result.Results, StringComparison.Ordinal);
        Assert.Contains("REPORT RequestId: ", result.Results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_for_a_script_are_an_event_on_each_line()
    {
        using var answer = await Http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks"), Cancellation);

        var result = await product.RunAsync("logs", "GetTasks", "--json");

        var events = result.Results.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(events, e => $"{e.GetProperty("message")}".StartsWith("REPORT RequestId: ", StringComparison.Ordinal) && e.GetProperty("timestamp").GetInt64() > 0);
    }

    [Fact]
    public async Task Following_the_logs_prints_what_is_written_from_then_on()
    {
        await using var logs = CliProcess.Start(product.Checkout.Path, "logs", "GetTask", "--follow");
        var line = logs.LineAsync(text => text.Contains("REPORT RequestId: ", StringComparison.Ordinal));

        using var answer = await Http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks/{Guid.NewGuid()}"), Cancellation);
        await line;
        var result = await logs.StopAsync("INT");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(130, result.ExitCode);
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_told_with_those_that_are()
    {
        var result = await product.RunAsync("invoke", "CreateTasks");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no function 'CreateTasks'.", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("CreateTask, DeleteTask, ", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_Lambda_refuses_is_no_failed_deployment()
    {
        product.Checkout.Write("large.json", $"\"{new string('x', 6 << 20)}\"");

        var result = await product.RunAsync("invoke", "GetTasks", "--event", "large.json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("lambda refused: Request must be smaller than 6291456 bytes for the InvokeFunction operation", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploying_again_finds_nothing_to_change()
    {
        var result = await product.RunAsync("deploy", "--endpoint", product.Record.Endpoint, "--json");

        using var record = JsonDocument.Parse(result.Results);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("nothing to change", result.Remarks, StringComparison.Ordinal);
        Assert.Equal(product.Record.ApiUrl, record.RootElement.GetProperty("apiUrl").GetString());
    }

    private string Banner(string name) => product.Up.Results.Split('\n').Where(line => line.StartsWith($"  {name}  ", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 2)..].Trim()).First();
}
