using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Tests.DynamoDb.Shapes;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>Alarms and dashboards, held against the model that the SDKs are made from: what comes out, and what is not let in.</summary>
public sealed class AlarmModelTests(CloudWatchClient metrics) : IClassFixture<CloudWatchClient>
{
    private const string Arn = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:a";

    /// <summary>A request that is right, in an order in which each finds what it is about.</summary>
    private static readonly (string Operation, string Body)[] Calls =
    [
        ("PutMetricAlarm", """{"AlarmName":"a","AlarmDescription":"d","Namespace":"N","MetricName":"m","Dimensions":[{"Name":"k","Value":"v"}],"ExtendedStatistic":"p99","Period":60,"Unit":"Count","EvaluationPeriods":2,"DatapointsToAlarm":1,"Threshold":1.5,"ComparisonOperator":"LessThanThreshold","TreatMissingData":"missing","EvaluateLowSampleCountPercentile":"ignore"}"""),
        ("SetAlarmState", """{"AlarmName":"a","StateValue":"ALARM","StateReason":"r","StateReasonData":"{}"}"""),
        ("TagResource", $$"""{"ResourceARN":"{{Arn}}","Tags":[{"Key":"k","Value":"v"}]}"""),
        ("ListTagsForResource", $$"""{"ResourceARN":"{{Arn}}"}"""),
        ("UntagResource", $$"""{"ResourceARN":"{{Arn}}","TagKeys":["k"]}"""),
        ("DisableAlarmActions", """{"AlarmNames":["a"]}"""),
        ("EnableAlarmActions", """{"AlarmNames":["a"]}"""),
        ("DescribeAlarms", "{}"),
        ("DescribeAlarmsForMetric", """{"Namespace":"N","MetricName":"m","Dimensions":[{"Name":"k","Value":"v"}]}"""),
        ("DescribeAlarmHistory", "{}"),
        ("DeleteAlarms", """{"AlarmNames":["a"]}"""),
        ("PutDashboard", """{"DashboardName":"d","DashboardBody":"{\"widgets\":[],\"x\":1}"}"""),
        ("GetDashboard", """{"DashboardName":"d"}"""),
        ("ListDashboards", "{}"),
        ("DeleteDashboards", """{"DashboardNames":["d"]}"""),
    ];

    [Fact]
    [Parity("cloudwatch/model", Evidence.Documented, "the service model, monitoring/2010-08-01")]
    public async Task Every_answer_about_alarms_and_dashboards_has_the_members_of_the_model_and_no_others()
    {
        var model = await ModelAsync();
        var problems = new List<string>();
        foreach (var (operation, body) in Calls) problems.AddRange(model.Problems(operation, JsonSerializer.SerializeToElement(await metrics.CallAsync(operation, body))));

        Assert.Empty(problems);
    }

    [Fact]
    [Parity("cloudwatch/model", Evidence.Documented, "the service model, monitoring/2010-08-01")]
    public async Task What_the_model_rules_out_is_refused()
    {
        var model = await ModelAsync();
        var taken = new List<string>();
        foreach (var (operation, body) in Calls)
        {
            foreach (var (member, value, why) in model.Violations(operation))
            {
                var request = JsonNode.Parse(body)?.AsObject() ?? [];
                if (value is null) request.Remove(member);
                else request[member] = value.DeepClone();
                var answer = await metrics.SendAsync(operation, request.ToJsonString());
                if (answer.Status != 400) taken.Add($"{operation}: {member} {why}: {answer.Status}");
            }
        }

        Assert.Empty(taken);
    }

    private static async Task<ServiceModel> ModelAsync()
    {
        var model = await ServiceModel.ReadAsync("cloudwatch/2010-08-01", TestContext.Current.CancellationToken);
        Assert.SkipWhen(model is null, "Python has no botocore here.");
        return model;
    }
}
