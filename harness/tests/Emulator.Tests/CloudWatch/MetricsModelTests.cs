using System.Text.Json;
using TaskTracker.Emulation.Tests.DynamoDb.Shapes;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>What comes out, held against the model that the SDKs are made from.</summary>
public sealed class MetricsModelTests(CloudWatchClient metrics) : IClassFixture<CloudWatchClient>
{
    private static readonly string Times = $"\"StartTime\":{CloudWatchClient.Minute},\"EndTime\":{CloudWatchClient.Minute + 300}";

    private static readonly (string Operation, string Body)[] Calls =
    [
        ("PutMetricData", $$$"""{"Namespace":"Model","MetricData":[{"MetricName":"m","Timestamp":{{{CloudWatchClient.Minute}}},"Value":1,"Unit":"Count","Dimensions":[{"Name":"d","Value":"v"}]}]}"""),
        ("ListMetrics", """{"Namespace":"Model"}"""),
        ("GetMetricStatistics", $$"""{"Namespace":"Model","MetricName":"m","Dimensions":[{"Name":"d","Value":"v"}],{{Times}},"Period":60,"Statistics":["Sum","Average","SampleCount","Minimum","Maximum"]}"""),
        ("GetMetricStatistics", $$"""{"Namespace":"Model","MetricName":"m","Dimensions":[{"Name":"d","Value":"v"}],{{Times}},"Period":60,"ExtendedStatistics":["p99.9"]}"""),
        ("GetMetricData", $$$$"""{"MetricDataQueries":[{"Id":"m","MetricStat":{"Metric":{"Namespace":"Model","MetricName":"m","Dimensions":[{"Name":"d","Value":"v"}]},"Period":60,"Stat":"Sum"}},{"Id":"e","Expression":"FILL(m,0)"}],{{{{Times}}}},"MaxDatapoints":2}"""),
    ];

    [Fact]
    [Parity("cloudwatch/model", Evidence.Documented, "the service model, monitoring/2010-08-01")]
    public async Task Every_answer_has_the_members_of_the_model_and_no_others()
    {
        var model = await ServiceModel.ReadAsync("cloudwatch/2010-08-01", TestContext.Current.CancellationToken);
        Assert.SkipWhen(model is null, "Python has no botocore here.");
        var problems = new List<string>();
        foreach (var (operation, body) in Calls) problems.AddRange(model.Problems(operation, JsonSerializer.SerializeToElement(await metrics.CallAsync(operation, body))));

        Assert.Empty(problems);
    }
}
