using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Tests.DynamoDb.Shapes;

namespace TaskTracker.Emulation.Tests.Logs;

/// <summary>What goes in and out, held against the model that the SDKs are made from.</summary>
public sealed class LogsModelTests(LogsClient logs) : IClassFixture<LogsClient>
{
    private const string Model = "logs/2014-03-28";
    private const string Tagged = "arn:aws:logs:us-east-1:000000000000:log-group:model";

    /// <summary>Operations in an order in which each succeeds.</summary>
    private static readonly (string Operation, string Body)[] Calls =
    [
        ("CreateLogGroup", """{"logGroupName":"model","tags":{"a":"1"}}"""),
        ("CreateLogStream", """{"logGroupName":"model","logStreamName":"s"}"""),
        ("PutRetentionPolicy", """{"logGroupName":"model","retentionInDays":7}"""),
        ("PutMetricFilter", """{"logGroupName":"model","filterName":"f","filterPattern":"[a, b]","metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"1","defaultValue":0,"unit":"Count"}]}"""),
        ("PutLogEvents", """{"logGroupName":"model","logStreamName":"s","logEvents":[{"timestamp":NOW,"message":"a b"}]}"""),
        ("DescribeLogGroups", """{"logGroupNamePrefix":"model"}"""),
        ("DescribeLogStreams", """{"logGroupName":"model"}"""),
        ("DescribeMetricFilters", """{"logGroupName":"model"}"""),
        ("GetLogEvents", """{"logGroupName":"model","logStreamName":"s"}"""),
        ("FilterLogEvents", """{"logGroupName":"model"}"""),
        ("TestMetricFilter", """{"filterPattern":"[a, b]","logEventMessages":["a b"]}"""),
        ("TagResource", $$$"""{"resourceArn":"{{{Tagged}}}","tags":{"b":"2"}}"""),
        ("ListTagsForResource", $$"""{"resourceArn":"{{Tagged}}"}"""),
        ("UntagResource", $$"""{"resourceArn":"{{Tagged}}","tagKeys":["b"]}"""),
        ("DeleteMetricFilter", """{"logGroupName":"model","filterName":"f"}"""),
        ("DeleteRetentionPolicy", """{"logGroupName":"model"}"""),
        ("DeleteLogStream", """{"logGroupName":"model","logStreamName":"s"}"""),
        ("DeleteLogGroup", """{"logGroupName":"model"}"""),
    ];

    [Fact]
    [Parity("logs/model", Evidence.Documented, "the service model, logs/2014-03-28")]
    public async Task Every_answer_has_the_members_of_the_model_and_no_others()
    {
        var model = await ModelOrSkipAsync();
        var problems = new List<string>();
        foreach (var (operation, body) in Calls)
        {
            var answer = await logs.CallAsync(operation, body.Replace("NOW", $"{LogsClient.Now}", StringComparison.Ordinal));
            problems.AddRange(model.Problems(operation, JsonSerializer.SerializeToElement(answer)));
        }

        Assert.Empty(problems);
    }

    /// <summary>A member that is refused by name, since it is not supported here, need not be checked.</summary>
    [Fact]
    [Parity("logs/model", Evidence.Documented, "the service model, logs/2014-03-28")]
    public async Task Every_member_outside_the_model_is_refused_in_the_model_s_words()
    {
        var model = await ModelOrSkipAsync();
        var problems = new List<string>();
        var count = 0;
        foreach (var (operation, body) in Calls)
        {
            foreach (var (member, value, why) in model.Violations(operation))
            {
                var request = JsonNode.Parse(body.Replace("NOW", "1", StringComparison.Ordinal))?.AsObject() ?? [];
                if (value is null) request.Remove(member);
                else request[member] = value.DeepClone();
                var answer = await logs.SendAsync(operation, request.ToJsonString());
                var isTold = answer.Body.Contains($" at '{member}' failed to satisfy constraint: Member must ", StringComparison.Ordinal)
                    || answer.Body.Contains($"{member} is not supported here.", StringComparison.Ordinal);
                if (answer.Status != 400 || !isTold) problems.Add($"{operation} {member} {why}: {answer.Status} {answer.Body}");
                count++;
            }
        }

        Assert.Equal("", string.Join('\n', problems));
        Assert.InRange(count, 60, int.MaxValue);
    }

    private static async Task<ServiceModel> ModelOrSkipAsync()
    {
        var model = await ServiceModel.ReadAsync(Model, TestContext.Current.CancellationToken);
        Assert.SkipWhen(model is null, "Python has no botocore here.");
        return model;
    }
}
