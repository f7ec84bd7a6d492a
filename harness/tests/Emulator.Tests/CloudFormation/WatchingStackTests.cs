using System.Text.Json.Nodes;
using System.Xml.Linq;
using TaskTracker.Emulation.Tests.Sns;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>Alarms, dashboards and topics of a stack: made, changed where they are, and gone with it.</summary>
public sealed class WatchingStackTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Types = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/";
    private const string Topic = SnsClient.Prefix + "cfn-topic";

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }

    [Fact]
    [Parity("cloudformation/AWS::CloudWatch::Alarm", Evidence.Documented, Types + "aws-resource-cloudwatch-alarm.html")]
    [Parity("cloudformation/AWS::CloudWatch::Dashboard", Evidence.Documented, Types + "aws-resource-cloudwatch-dashboard.html")]
    [Parity("cloudformation/AWS::SNS::Topic", Evidence.Documented, Types + "aws-resource-sns-topic.html")]
    [Parity("cloudformation/AWS::SNS::Subscription", Evidence.Documented, Types + "aws-resource-sns-subscription.html")]
    [Parity("cloudformation/AWS::SNS::TopicPolicy", Evidence.Documented, Types + "aws-resource-sns-topicpolicy.html")]
    public async Task What_watches_a_stack()
    {
        var template = StackClient.Template("watching");
        Assert.Equal("CREATE_COMPLETE", await _stacks.DeployAsync("watching", template, "CREATE", Parameters("1.5", "a@example.com")));
        var made = await LookAsync();
        var outputs = (await _stacks.StackAsync("watching")).Descendants("OutputValue").Select(o => o.Value).ToList();
        Assert.Equal("UPDATE_COMPLETE", await _stacks.DeployAsync("watching", template, "UPDATE", Parameters("2", "b@example.com")));
        var changed = await LookAsync();
        await _stacks.CallAsync("DeleteStack", ("StackName", "watching"));
        var alarms = await CloudWatchAsync("DescribeAlarms", """{"AlarmNamePrefix":"cfn-"}""");
        var topic = await _http.SendAsync("GetTopicAttributes", ("TopicArn", Topic));

        Assert.Equal("1.5 p99 own=1.5 | over 1.5 | over 1.5 s1.5 | a@example.com +15550100 | own=1.5", made);
        Assert.Equal("2 p99 own=2 | over 2 | over 2 s2 | b@example.com +15550100 | own=2", changed);
        Assert.Equal(["arn:aws:cloudwatch:us-east-1:000000000000:alarm:cfn-alarm", "cfn-dashboard", "cfn-topic", Topic], outputs);
        Assert.Empty(alarms["MetricAlarms"]?.AsArray() ?? []);
        Assert.Equal(404, topic.Status);
    }

    [Fact]
    [Parity("cloudformation/AWS::CloudWatch::Dashboard", Evidence.Unverified, "the message of the service, which users have published with their stacks' events")]
    public async Task A_faulty_dashboard_fails_its_stack_with_the_service_s_message()
    {
        const string Template = """
            Resources:
              D:
                Type: AWS::CloudWatch::Dashboard
                Properties:
                  DashboardName: faulty
                  DashboardBody: '{"widgets":[{"type":"metric","properties":{"region":"r","metrics":[["N","m","k"]]}}]}'
            """;

        await _stacks.DeployAsync("faulty", Template);

        var failure = Assert.Single(await _stacks.EventsAsync("faulty"), e => e.StartsWith("D CREATE_FAILED", StringComparison.Ordinal));
        Assert.Contains("Resource handler returned message: \"The dashboard body is invalid, there are 1 validation errors:", failure, StringComparison.Ordinal);
        Assert.Contains("(Service: CloudWatch, Status Code: 400, ", failure, StringComparison.Ordinal);
    }

    private static (string, string)[] Parameters(string threshold, string mail) =>
    [
        ("Parameters.member.1.ParameterKey", "Threshold"), ("Parameters.member.1.ParameterValue", threshold),
        ("Parameters.member.2.ParameterKey", "Mail"), ("Parameters.member.2.ParameterValue", mail),
    ];

    private async Task<string> LookAsync()
    {
        var alarm = (await CloudWatchAsync("DescribeAlarms", """{"AlarmNames":["cfn-alarm"]}"""))["MetricAlarms"]?[0];
        var tags = await CloudWatchAsync("ListTagsForResource", $$"""{"ResourceARN":"{{alarm?["AlarmArn"]}}"}""");
        var body = JsonNode.Parse($"{(await CloudWatchAsync("GetDashboard", """{"DashboardName":"cfn-dashboard"}"""))["DashboardBody"]}");
        var topic = (await _http.SnsAsync("GetTopicAttributes", ("TopicArn", Topic))).Descendants("entry").ToDictionary(e => e.Text("key"), e => e.Text("value"));
        var subscriptions = (await _http.SnsAsync("ListSubscriptionsByTopic", ("TopicArn", Topic))).Descendants("Endpoint").Select(e => e.Value).Order(StringComparer.Ordinal).Reverse();
        var topicTags = (await _http.SnsAsync("ListTagsForResource", ("ResourceArn", Topic))).Descendants("Tags").Elements("member").Select(t => $"{t.Text("Key")}={t.Text("Value")}");
        return $"{alarm?["Threshold"]} {alarm?["ExtendedStatistic"]} {string.Join(' ', (tags["Tags"]?.AsArray() ?? []).Select(t => $"{t?["Key"]}={t?["Value"]}"))}"
            + $" | {body?["widgets"]?[0]?["properties"]?["markdown"]} | {topic["DisplayName"]} {JsonNode.Parse(topic["Policy"])?["Statement"]?[0]?["Sid"]}"
            + $" | {string.Join(' ', subscriptions)} | {string.Join(' ', topicTags)}";
    }

    private async Task<JsonNode> CloudWatchAsync(string operation, string body)
    {
        var answer = await _http.JsonAsync("monitoring", "GraniteServiceVersion20100801." + operation, body);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body) ?? new JsonObject();
    }
}
