using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Tests;

/// <summary>The product as it watches itself: a function that breaks sets off the template's alarms, and the dashboard is a command away.</summary>
public sealed class StackAlarmTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_that_breaks_sets_off_its_alarm_and_the_API_s()
    {
        using var aws = new AwsApi(Target.Embedded.Connect(new Uri(product.Record.Endpoint)), TimeProvider.System);
        using var http = new HttpClient();
        await AdvanceAsync(http);
        var before = await StatesAsync(aws);
        await aws.SendAsync(new AwsCall("lambda", HttpMethod.Put, "/2015-03-31/functions/GetTasks/configuration")
        {
            Headers = [("Content-Type", "application/json")],
            Body = """{"Handler":"Nothing"}"""u8.ToArray(),
        }, Cancellation);

        using (var answer = await http.GetAsync(new Uri(product.Record.ApiUrl + "/tasks"), Cancellation)) Assert.Equal(500, (int)answer.StatusCode);
        await AdvanceAsync(http);
        var after = await StatesAsync(aws);
        var inbox = await http.GetFromJsonAsync<JsonNode>(new Uri(product.Record.Endpoint + "/_tasktracker/inbox"), Cancellation);

        Assert.All(before, state => Assert.Equal("OK", state.Value));
        Assert.Equal(12, before.Count);
        Assert.Equal(["TaskTrackerGetTasksErrors", "TaskTrackerServerErrors"], after.Where(s => s.Value == "ALARM").Select(s => s.Key).Order());
        var told = (inbox?["notifications"]?.AsArray() ?? []).Where(n => $"{n?["subject"]}".StartsWith("ALARM", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["ALARM: \"TaskTrackerGetTasksErrors\" in US East (N. Virginia)", "ALARM: \"TaskTrackerServerErrors\" in US East (N. Virginia)"], told.Select(n => $"{n?["subject"]}").Order());
        Assert.All(told, n => Assert.Equal("arn:aws:sns:us-east-1:000000000000:TaskTrackerAlarms", $"{n?["topicArn"]}"));
    }

    [Fact]
    public async Task The_dashboard_of_the_stack_is_a_command_away()
    {
        var result = await product.RunAsync("dashboard", "--no-open");
        var json = await product.RunAsync("dashboard", "TaskTracker", "--json");
        var missing = await product.RunAsync("dashboard", "Another", "--no-open");

        var url = $"{product.Record.Endpoint}/_tasktracker/dashboards/TaskTracker";
        Assert.Equal((0, url), (result.ExitCode, result.Results.Trim()));
        Assert.Equal($$"""{"name":"TaskTracker","url":"{{url}}"}""", json.Results.Trim());
        Assert.Equal(1, missing.ExitCode);
        Assert.Equal(["tasktracker: The dashboard 'Another' cannot be opened.", "  There is no such dashboard. There are: TaskTracker."], missing.Remarks.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task What_has_no_dashboards_says_so_and_AWS_has_its_console()
    {
        var environment = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "a", ["AWS_SECRET_ACCESS_KEY"] = "b", ["AWS_REGION"] = "eu-west-1" };

        var container = await product.RunAsync("dashboard", "TaskTracker", "--target", "localstack", "--endpoint", product.Record.Endpoint);
        var aws = await CliProcess.RunAsync(product.Checkout.Path, environment, "dashboard", "TaskTracker", "--target", "aws", "--no-open");

        Assert.Equal((1, true), (container.ExitCode, container.Remarks.Contains("The target localstack has no dashboards.", StringComparison.Ordinal)));
        Assert.Equal("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/TaskTracker", aws.Results.Trim());
    }

    private async Task AdvanceAsync(HttpClient http)
    {
        using var moved = await http.PostAsJsonAsync(new Uri(product.Record.Endpoint + "/_tasktracker/clock"), new { advance = "PT1M" }, Cancellation);
        moved.EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyDictionary<string, string>> StatesAsync(AwsApi aws)
    {
        var answer = await aws.QueryAsync("monitoring", "2010-08-01", "DescribeAlarms", [("AlarmNamePrefix", "TaskTracker")], Cancellation);
        return answer.Element("MetricAlarms")?.Elements("member").ToDictionary(m => m.Element("AlarmName")?.Value ?? "", m => m.Element("StateValue")?.Value ?? "") ?? [];
    }
}
