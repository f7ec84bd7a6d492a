using System.Text.Json.Nodes;
using TaskTracker.Emulation.Tests.Lambda;
using TaskTracker.Emulation.Tests.Sns;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>A function breaks, an alarm sees it, and whoever wants to know is told.</summary>
public sealed class AlarmActionTests(Functions functions) : IClassFixture<Functions>
{
    private const string Recorded = "cloudwatch/test_cloudwatch";

    [Fact]
    [Parity("cloudwatch/alarm actions", Evidence.Recorded, Recorded + ": test_put_metric_alarm")]
    public async Task A_failing_function_sets_off_its_alarm_and_the_topic_is_told_with_AWSs_message()
    {
        var topic = (await functions.Http.SnsAsync("CreateTopic", ("Name", "errors"))).Text("TopicArn");
        var (name, watcher) = (await functions.CreateAsync("fail"), await functions.CreateAsync("log"));
        await AllowAsync(watcher, "sns.amazonaws.com", topic);
        await functions.Http.SnsAsync("Subscribe", ("TopicArn", topic), ("Protocol", "lambda"), ("Endpoint", Functions.Arn(watcher)));
        await PutAsync("errors", name, topic);
        await functions.InvokeAsync(name);

        await functions.Emulator.AdvanceClockAsync("PT1M");
        var told = (await functions.Emulator.InboxAsync()).First(n => $"{n["subject"]}".StartsWith("ALARM", StringComparison.Ordinal));
        await functions.LinesAsync(watcher, "END RequestId", 1);

        var message = JsonNode.Parse($"{told["message"]}");
        Assert.Equal("ALARM: \"errors\" in US East (N. Virginia)", $"{told["subject"]}");
        Assert.Equal(("ALARM", "INSUFFICIENT_DATA", "000000000000", "US East (N. Virginia)"), ($"{message?["NewStateValue"]}", $"{message?["OldStateValue"]}", $"{message?["AWSAccountId"]}", $"{message?["Region"]}"));
        Assert.Matches(@"^Threshold Crossed: 1 out of the last 1 datapoints \[1\.0 \(\d\d/\d\d/\d\d \d\d:\d\d:00\)\] was greater than the threshold \(0\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$", $"{message?["NewStateReason"]}");
        Assert.Equal(
            $$"""{"MetricName":"Errors","Namespace":"AWS/Lambda","StatisticType":"Statistic","Statistic":"SUM","Unit":null,"Dimensions":[{"value":"{{name}}","name":"FunctionName"}],"Period":60,"EvaluationPeriods":1,"DatapointsToAlarm":1,"ComparisonOperator":"GreaterThanThreshold","Threshold":0.0,"TreatMissingData":"","EvaluateLowSampleCountPercentile":""}""",
            message?["Trigger"]?.ToJsonString());
        Assert.Contains($"Successfully executed action {topic}", await ActionsAsync("errors"));
    }

    [Fact]
    [Parity("cloudwatch/alarm actions", Evidence.Recorded, Recorded + ": test_alarm_lambda_target")]
    public async Task A_function_can_be_told_directly()
    {
        var (name, watcher) = (await functions.CreateAsync("fail"), await functions.CreateAsync("log"));
        await AllowAsync(watcher, "lambda.alarms.cloudwatch.amazonaws.com", "arn:aws:cloudwatch:us-east-1:000000000000:alarm:direct");
        await PutAsync("direct", name, Functions.Arn(watcher));
        await functions.InvokeAsync(name);

        await functions.Emulator.AdvanceClockAsync("PT1M");
        Assert.Contains($"Successfully executed action {Functions.Arn(watcher)}", await ActionsAsync("direct"));

        await functions.LinesAsync(watcher, "END RequestId", 1);
    }

    [Fact]
    [Parity("cloudwatch/alarm actions", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/US_SetupSNS.html")]
    public async Task What_may_not_be_told_is_told_in_the_history()
    {
        var topic = (await functions.Http.SnsAsync("CreateTopic", ("Name", "closed"))).Text("TopicArn");
        await functions.Http.SnsAsync(
            "SetTopicAttributes", ("TopicArn", topic), ("AttributeName", "Policy"),
            ("AttributeValue", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"{{topic}}"}]}"""));
        await PutAsync("closed", "nobody", topic, SnsClient.Prefix + "gone");

        await CallAsync("SetAlarmState", """{"AlarmName":"closed","StateValue":"ALARM","StateReason":"r"}""");

        Assert.Equal(
            [
                $"Failed to execute action {topic}. Received error: \"Resource: {topic} is not authorized to perform: SNS:Publish\"",
                $"Failed to execute action {SnsClient.Prefix}gone. Received error: \"Topic does not exist\"",
            ],
            await ActionsAsync("closed"));
    }

    [Fact]
    [Parity("cloudwatch/alarm actions", Evidence.Recorded, Recorded + ": test_enable_disable_alarm_actions")]
    public async Task Disabled_actions_are_not_run()
    {
        var topic = (await functions.Http.SnsAsync("CreateTopic", ("Name", "quiet"))).Text("TopicArn");
        await PutAsync("quiet", "nobody", topic);
        await CallAsync("DisableAlarmActions", """{"AlarmNames":["quiet"]}""");

        await CallAsync("SetAlarmState", """{"AlarmName":"quiet","StateValue":"ALARM","StateReason":"r"}""");

        Assert.Empty(await ActionsAsync("quiet"));
    }

    private Task<JsonNode> PutAsync(string alarm, string function, params string[] actions) => CallAsync(
        "PutMetricAlarm",
        $$"""{"AlarmName":"{{alarm}}","Namespace":"AWS/Lambda","MetricName":"Errors","Dimensions":[{"Name":"FunctionName","Value":"{{function}}"}],"Statistic":"Sum","Period":60,"EvaluationPeriods":1,"DatapointsToAlarm":1,"Threshold":0,"ComparisonOperator":"GreaterThanThreshold","AlarmActions":[{{string.Join(',', actions.Select(a => $"\"{a}\""))}}]}""");

    private async Task<JsonNode> CallAsync(string operation, string body)
    {
        var answer = await functions.Http.JsonAsync("monitoring", "GraniteServiceVersion20100801." + operation, body);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body) ?? new JsonObject();
    }

    private async Task<IReadOnlyList<string>> ActionsAsync(string alarm)
    {
        var answer = await CallAsync("DescribeAlarmHistory", $$"""{"AlarmName":"{{alarm}}","HistoryItemType":"Action","ScanBy":"TimestampAscending"}""");
        return [.. (answer["AlarmHistoryItems"]?.AsArray() ?? []).Select(i => $"{i?["HistorySummary"]}")];
    }

    private async Task AllowAsync(string function, string service, string sourceArn)
    {
        var answer = await functions.CallAsync(
            "POST", $"/{function}/policy", $$"""{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"{{service}}","SourceArn":"{{sourceArn}}"}""");
        Assert.True(answer.Status == 201, answer.Body);
    }
}
