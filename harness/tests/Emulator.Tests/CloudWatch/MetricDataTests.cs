using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudWatch;

public sealed class MetricDataTests(CloudWatchClient metrics) : IClassFixture<CloudWatchClient>
{
    private const string DataApi = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html";
    private const string MathPage = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html";

    private static readonly long Minute = CloudWatchClient.Minute;

    /// <summary>Expression, and what it makes of m1 (1, 2, none, 4) and m2 (10, 0), by the minute.</summary>
    public static TheoryData<string, string> Expressions => new()
    {
        { "m1 + m2", "0=11 1=2" },
        { "m1 / m2", "0=0.1" },
        { "(m1 + 1) * 100 - 50", "0=150 1=250 3=450" },
        { "2 ^ m1", "0=2 1=4 3=16" },
        { "-m1", "0=-1 1=-2 3=-4" },
        { "1 - m1 - 1", "0=-1 1=-2 3=-4" },
        { "SUM([m1, m2])", "0=11 1=2 3=4" },
        { "SUM(METRICS())", "0=11 1=2 3=4" },
        { "MAX(METRICS(\"m\"))", "0=10 1=2 3=4" },
        { "AVG(METRICS(\"2\"))", "0=10 1=0" },
        { "m1 - MIN(m1)", "0=0 1=1 3=3" },
        { "m1 * METRIC_COUNT(METRICS())", "0=2 1=4 3=8" },
        { "FILL(m1, 0)", "0=1 1=2 2=0 3=4 4=0" },
        { "FILL(m1, REPEAT)", "0=1 1=2 2=2 3=4 4=4" },
        { "FILL(m1, LINEAR)", "0=1 1=2 2=3 3=4" },
        { "FILL(m2, m1)", "0=10 1=0 3=4" },
        { "IF(m1 > 1, m1, 0)", "0=0 1=2 3=4" },
        { "IF(m1 >= 2 AND m1 < 4, 1)", "1=1" },
        { "m1 == 1 || m1 == 4", "0=1 1=0 3=1" },
        { "DIFF(m1)", "1=1 3=2" },
        { "RATE(m1) * 60", "1=1 3=1" },
        { "RUNNING_SUM(m1)", "0=1 1=3 3=7" },
        { "TIME_SERIES(LAST(m1))", "0=4 1=4 2=4 3=4 4=4" },
        { "m1 * 0 + PERIOD(m1)", "0=60 1=60 3=60" },
        { "ABS(m1 - 3)", "0=2 1=1 3=1" },
        { "m1 + e0", "0=3 1=6 3=12" },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    [Parity("cloudwatch:GetMetricData", Evidence.Documented, MathPage)]
    public async Task Metrics_are_calculated_with(string expression, string expected)
    {
        var space = await PutAsync();

        var answer = await AskAsync(space, $$"""{"Id":"e1","Expression":{{JsonValue.Create(expression).ToJsonString()}}},{"Id":"e0","Expression":"m1*2","ReturnData":false}""");

        Assert.Equal(expected, Assert.Single(Rendered(answer)));
    }

    [Fact]
    [Parity("cloudwatch:GetMetricData", Evidence.Documented, MathPage)]
    public async Task An_expression_may_make_several_series_each_with_its_label()
    {
        var space = await PutAsync();

        var answer = await AskAsync(space, """{"Id":"e1","Expression":"METRICS() * 2"},{"Id":"e2","Label":"half","Expression":"m1 / 2"}""");

        Assert.Equal(["e1 m1", "e1 m2", "e2 half"], Results(answer).Select(r => $"{r?["Id"]} {r?["Label"]}"));
    }

    /// <summary>Why, queries, code, message.</summary>
    [Theory]
    [InlineData("a number", """{"Id":"a","Expression":"1+1"}""", "ValidationError", "Error in expression 'a' [It makes a number where a series is expected; TIME_SERIES makes a series of it]")]
    [InlineData("unknown id", """{"Id":"a","Expression":"b"}""", "ValidationError", "Error in expression 'a' [Unknown id 'b']")]
    [InlineData("circle", """{"Id":"a","Expression":"b"},{"Id":"b","Expression":"a"}""", "ValidationError", "Error in expression 'a' [It refers to itself]")]
    [InlineData("malformed", """{"Id":"a","Expression":"(1"}""", "ValidationError", "Error in expression 'a' [')' is missing]")]
    [InlineData("two lists", """{"Id":"a","Expression":"METRICS() + METRICS()"}""", "ValidationError", "Error in expression 'a' [Unsupported operand type(s) for +: 'TS[]' and 'TS[]']")]
    [InlineData("function that there is not", """{"Id":"a","Expression":"SEARCH('x', 'Sum')"}""", "InvalidParameterValue", "The function SEARCH of metric math (in the query a) is not supported here.")]
    [InlineData("both kinds", """{"Id":"a","Expression":"1","MetricStat":{}}""", "InvalidParameterCombination", "The parameters MetricDataQueries.member.1.MetricStat and MetricDataQueries.member.1.Expression are mutually exclusive and you have specified both.")]
    [InlineData("label with a sum", """{"Id":"a","Expression":"1","Label":"${SUM}"}""", "InvalidParameterValue", "MetricDataQueries.member.1.Label with ${…} is not supported here.")]
    [Parity("cloudwatch:GetMetricData", Evidence.Unverified, "the form of the messages; that expressions make series is from " + MathPage)]
    public async Task A_query_that_cannot_be_answered_is_refused(string why, string queries, string code, string message)
    {
        var answer = await metrics.SendAsync("GetMetricData", $$"""{"MetricDataQueries":[{{queries}}],"StartTime":{{Minute}},"EndTime":{{Minute + 300}}}""");

        Assert.Equal((why, 400, $"{code};Sender", message), (why, answer.Status, answer.Headers["x-amzn-query-error"], $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    [Theory]
    [InlineData("TIME_SERIES(1)", ",\"Period\":1", "Error in expression 'e' [It would make more than 100800 data points]")]
    [InlineData("((((", "", "Error in expression 'e' [It ends too early]")]
    [InlineData("-", "", "Error in expression 'e' [It ends too early]")]
    [InlineData("NESTED", "", "Error in expression 'e' [It is nested too deeply]")]
    [InlineData("LONG", "", "The value for parameter MetricDataQueries.member.1.Expression must be shorter than 2049 characters.")]
    [Parity("cloudwatch:GetMetricData", Evidence.Unverified, DataApi)]
    public async Task An_expression_that_asks_for_too_much_is_refused(string expression, string members, string message)
    {
        expression = expression.Replace("NESTED", new string('(', 1000), StringComparison.Ordinal).Replace("LONG", new string('1', 3000), StringComparison.Ordinal);

        var answer = await metrics.SendAsync("GetMetricData", $$"""{"MetricDataQueries":[{"Id":"e","Expression":"{{expression}}"{{members}}}],"StartTime":0,"EndTime":{{Minute}}}""");

        Assert.Equal((400, message), (answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    [Fact]
    [Parity("cloudwatch:GetMetricData", Evidence.Documented, DataApi)]
    public async Task More_data_points_than_are_wanted_come_in_several_answers()
    {
        var space = await PutAsync();
        var pages = new List<string>();
        JsonNode? token = null;
        do
        {
            var page = await AskAsync(space, "", $",\"MaxDatapoints\":2{(token is null ? "" : $",\"NextToken\":\"{token}\"")}");
            pages.Add(string.Join(" | ", Results(page).Select(r => $"{r?["Id"]} {r?["Values"]?.ToJsonString()} {r?["StatusCode"]}")));
            token = page["NextToken"];
        }
        while (token is not null);

        Assert.Equal(["m1 [1,2] PartialData | m2 [] PartialData", "m1 [4] Complete | m2 [10] PartialData", "m1 [] Complete | m2 [0] Complete"], pages);
    }

    private static JsonArray Results(JsonNode answer) => answer["MetricDataResults"]?.AsArray() ?? [];

    private static IEnumerable<string> Rendered(JsonNode answer) => Results(answer).Select(r => string.Join(
        ' ', (r?["Timestamps"]?.AsArray() ?? []).Zip(r?["Values"]?.AsArray() ?? []).Select(p => $"{((long)(p.First ?? 0) - Minute) / 60}={p.Second}")));

    private static string Metric(string space, string id, bool isShown) =>
        $$$"""{"Id":"{{{id}}}","ReturnData":{{{(isShown ? "true" : "false")}}},"MetricStat":{"Metric":{"Namespace":"{{{space}}}","MetricName":"{{{id}}}"},"Period":60,"Stat":"Sum"}}""";

    private async Task<string> PutAsync()
    {
        var space = metrics.NewNamespace();
        (string Name, int Minute, double Value)[] data = [("m1", 0, 1), ("m1", 1, 2), ("m1", 3, 4), ("m2", 0, 10), ("m2", 1, 0)];
        await metrics.PutAsync(space, [.. data.Select(d => FormattableString.Invariant($"\"MetricName\":\"{d.Name}\",\"Timestamp\":{Minute + (60 * d.Minute)},\"Value\":{d.Value}"))]);
        return space;
    }

    /// <param name="queries">Beside the two metrics, which are shown when there are no others.</param>
    private Task<JsonNode> AskAsync(string space, string queries, string members = "")
    {
        var isAlone = queries.Length == 0;
        return metrics.CallAsync("GetMetricData",
            $$"""{"MetricDataQueries":[{{Metric(space, "m1", isAlone)}},{{Metric(space, "m2", isAlone)}}{{(isAlone ? "" : "," + queries)}}],"StartTime":{{Minute}},"EndTime":{{Minute + 300}},"ScanBy":"TimestampAscending"{{members}}}""");
    }
}
