using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudWatch;

public sealed class MetricTests(CloudWatchClient metrics) : IClassFixture<CloudWatchClient>
{
    private const string PutApi = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html";
    private const string StatisticsApi = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html";
    private const string DataApi = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html";
    private const string ListApi = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html";
    private const string Recorded = "cloudwatch/test_cloudwatch";
    private const string All = "\"Statistics\":[\"SampleCount\",\"Average\",\"Sum\",\"Minimum\",\"Maximum\"]";

    private static readonly long Minute = CloudWatchClient.Minute;

    [Fact]
    [Parity("cloudwatch:PutMetricData", Evidence.Documented, PutApi)]
    [Parity("cloudwatch:GetMetricStatistics", Evidence.Documented, StatisticsApi)]
    public async Task Data_of_a_minute_are_summed_up()
    {
        var space = metrics.NewNamespace();
        await metrics.PutAsync(
            space, $"\"MetricName\":\"m\",\"Timestamp\":{Minute},\"Value\":3", $"\"MetricName\":\"m\",\"Timestamp\":{Minute + 59},\"Values\":[1,2],\"Counts\":[2,1]",
            $"\"MetricName\":\"m\",\"Timestamp\":{Minute + 60},\"StatisticValues\":{{\"SampleCount\":4,\"Sum\":10,\"Minimum\":1,\"Maximum\":4}}");

        var points = await metrics.StatisticsAsync(space, "m", All);

        Assert.Equal(
            $$"""[{"Timestamp":{{Minute}},"SampleCount":4,"Average":1.75,"Sum":7,"Minimum":1,"Maximum":3,"Unit":"None"},{"Timestamp":{{Minute + 60}},"SampleCount":4,"Average":2.5,"Sum":10,"Minimum":1,"Maximum":4,"Unit":"None"}]""",
            points.ToJsonString());
    }

    [Fact]
    [Parity("cloudwatch:GetMetricStatistics", Evidence.Documented, StatisticsApi)]
    public async Task Minutes_are_gathered_in_periods()
    {
        var space = metrics.NewNamespace();
        await metrics.PutAsync(space, [.. Enumerable.Range(0, 12).Where(m => m is 0 or 4 or 5 or 11).Select(m => $"\"MetricName\":\"m\",\"Timestamp\":{Minute + (60 * m)},\"Value\":1")]);

        var points = await metrics.StatisticsAsync(space, "m", "\"Statistics\":[\"Sum\"]", period: 300);

        Assert.Equal([(0, "2"), (300, "1"), (600, "1")], points.Select(p => ((long)(p?["Timestamp"] ?? 0) - Minute, $"{p?["Sum"]}")));
    }

    [Fact]
    [Parity("cloudwatch:PutMetricData", Evidence.Documented, PutApi)]
    [Parity("cloudwatch:GetMetricStatistics", Evidence.Documented, StatisticsApi)]
    public async Task Data_of_high_resolution_are_kept_by_the_second_and_others_by_the_minute()
    {
        var space = metrics.NewNamespace();
        var minute = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60) - 600;
        await metrics.PutAsync(
            space, $"\"MetricName\":\"fine\",\"Timestamp\":{minute + 7},\"Value\":1,\"StorageResolution\":1", $"\"MetricName\":\"fine\",\"Timestamp\":{minute + 12},\"Value\":2,\"StorageResolution\":1",
            $"\"MetricName\":\"coarse\",\"Timestamp\":{minute + 12},\"Value\":4");

        async Task<IEnumerable<(long, string)>> SumsAsync(string metric, int period) =>
            (await metrics.StatisticsAsync(space, metric, "\"Statistics\":[\"Sum\"]", period, from: minute)).Select(p => ((long)(p?["Timestamp"] ?? 0) - minute, $"{p?["Sum"]}"));

        Assert.Equal([(7, "1"), (12, "2")], await SumsAsync("fine", 1));
        Assert.Equal([(0, "1"), (10, "2")], await SumsAsync("fine", 10));
        Assert.Equal([(0, "3")], await SumsAsync("fine", 60));
        Assert.Equal([(0, "4")], await SumsAsync("coarse", 10));
    }

    /// <summary>Statistic, and what it is of the numbers from 1 to 200.</summary>
    [Theory]
    [InlineData("p50", 100)]
    [InlineData("p99", 198)]
    [InlineData("p99.5", 199)]
    [InlineData("p0", 1)]
    [InlineData("p100", 200)]
    [Parity("cloudwatch:GetMetricStatistics", Evidence.Unverified, StatisticsApi)]
    public async Task A_percentile_is_the_value_that_so_many_do_not_exceed(string statistic, double expected)
    {
        var space = metrics.NewNamespace();
        await metrics.PutAsync(space, [.. Enumerable.Range(1, 200).Select(v => $"\"MetricName\":\"m\",\"Timestamp\":{Minute},\"Value\":{v}")]);

        var points = await metrics.StatisticsAsync(space, "m", $"\"ExtendedStatistics\":[\"{statistic}\"]");

        Assert.Equal(expected, (double?)Assert.Single(points)?["ExtendedStatistics"]?[statistic]);
    }

    [Fact]
    [Parity("cloudwatch:GetMetricStatistics", Evidence.Documented, StatisticsApi)]
    public async Task Percentiles_of_a_statistic_set_are_known_only_when_all_its_values_are_equal()
    {
        var space = metrics.NewNamespace();
        await metrics.PutAsync(
            space, $"\"MetricName\":\"equal\",\"Timestamp\":{Minute},\"StatisticValues\":{{\"SampleCount\":2,\"Sum\":6,\"Minimum\":3,\"Maximum\":3}}",
            $"\"MetricName\":\"different\",\"Timestamp\":{Minute},\"StatisticValues\":{{\"SampleCount\":2,\"Sum\":7,\"Minimum\":3,\"Maximum\":4}}");

        var equal = await metrics.StatisticsAsync(space, "equal", "\"ExtendedStatistics\":[\"p90\"]");
        var different = await metrics.StatisticsAsync(space, "different", "\"ExtendedStatistics\":[\"p90\"]");

        Assert.Equal("""{"p90":3}""", equal[0]?["ExtendedStatistics"]?.ToJsonString());
        Assert.Equal("{}", different[0]?["ExtendedStatistics"]?.ToJsonString());
    }

    [Fact]
    [Parity("cloudwatch:ListMetrics", Evidence.Documented, ListApi)]
    public async Task Metrics_are_found_by_namespace_name_and_dimensions()
    {
        var space = metrics.NewNamespace();
        await metrics.PutAsync(
            space, "\"MetricName\":\"a\",\"Value\":1", "\"MetricName\":\"a\",\"Value\":1,\"Dimensions\":[{\"Name\":\"k\",\"Value\":\"1\"}],\"Unit\":\"Bytes\"",
            "\"MetricName\":\"a\",\"Value\":1,\"Dimensions\":[{\"Name\":\"k\",\"Value\":\"1\"}],\"Unit\":\"Count\"", "\"MetricName\":\"b\",\"Value\":1,\"Dimensions\":[{\"Name\":\"k\",\"Value\":\"2\"}]");

        var all = await ListAsync(space, "");
        var byName = await ListAsync(space, ",\"MetricName\":\"b\"");
        var byDimension = await ListAsync(space, ",\"Dimensions\":[{\"Name\":\"k\",\"Value\":\"1\"}],\"RecentlyActive\":\"PT3H\"");
        var byItsName = await ListAsync(space, ",\"Dimensions\":[{\"Name\":\"k\"}]");

        Assert.Equal(["a", "a k=1", "b k=2"], all);
        Assert.Equal(["b k=2"], byName);
        Assert.Equal(["a k=1"], byDimension);
        Assert.Equal(["a k=1", "b k=2"], byItsName);
    }

    [Fact]
    [Parity("cloudwatch:GetMetricData", Evidence.Documented, DataApi)]
    public async Task Several_metrics_are_read_at_once()
    {
        var space = metrics.NewNamespace();
        await metrics.PutAsync(
            space, $"\"MetricName\":\"a\",\"Timestamp\":{Minute},\"Value\":1", $"\"MetricName\":\"a\",\"Timestamp\":{Minute + 60},\"Value\":2", $"\"MetricName\":\"b\",\"Timestamp\":{Minute},\"Value\":5");

        var newestFirst = await metrics.CallAsync("GetMetricData", DataRequest(space, ""));
        var oldestFirst = await metrics.CallAsync("GetMetricData", DataRequest(space, ",\"ScanBy\":\"TimestampAscending\""));

        Assert.Equal(
            $$"""[{"Id":"a","Label":"a","Timestamps":[{{Minute + 60}},{{Minute}}],"Values":[2,1],"StatusCode":"Complete"},{"Id":"b","Label":"second","Timestamps":[{{Minute}}],"Values":[5],"StatusCode":"Complete"}]""",
            newestFirst["MetricDataResults"]?.ToJsonString());
        Assert.Equal("[1,2]", oldestFirst["MetricDataResults"]?[0]?["Values"]?.ToJsonString());
    }

    /// <summary>Why, operation, request, code, the message or what stands in it.</summary>
    public static TheoryData<string, string, string, string, string> Refusals => new()
    {
        { "two kinds of values", "PutMetricData", """{"Namespace":"n","MetricData":[{"MetricName":"m","Value":1,"Values":[1]}]}""", "InvalidParameterCombination", "The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both." },
        { "no value", "PutMetricData", """{"Namespace":"n","MetricData":[{"MetricName":"m"}]}""", "InvalidParameterCombination", "At least one of the parameters MetricData.member.1.Value, MetricData.member.1.Values or MetricData.member.1.StatisticValues must be specified." },
        { "no namespace", "PutMetricData", """{"MetricData":[{"MetricName":"m","Value":1}]}""", "MissingParameter", "The parameter Namespace is required." },
        { "no name", "PutMetricData", """{"Namespace":"n","MetricData":[{"Value":1}]}""", "MissingParameter", "The parameter MetricData.member.1.MetricName is required." },
        { "AWS's own namespace", "PutMetricData", """{"Namespace":"AWS/Lambda","MetricData":[{"MetricName":"m","Value":1}]}""", "InvalidParameterValue", "The value AWS/ for parameter Namespace is invalid." },
        { "too old", "PutMetricData", """{"Namespace":"n","MetricData":[{"MetricName":"m","Value":1,"Timestamp":1}]}""", "InvalidParameterValue", "The parameter MetricData.member.1.Timestamp must specify a time no more than two weeks in the past." },
        { "no number", "PutMetricData", """{"Namespace":"n","MetricData":[{"MetricName":"m","Value":"x"}]}""", "InvalidParameterValue", "The value for parameter MetricData.member.1.Value is not a number." },
        { "unknown unit", "PutMetricData", """{"Namespace":"n","MetricData":[{"MetricName":"m","Value":1,"Unit":"Apples"}]}""", "InvalidParameterValue", "The parameter MetricData.member.1.Unit must be a value in the set [" },
        { "resolution that there is not", "PutMetricData", """{"Namespace":"n","MetricData":[{"MetricName":"m","Value":1,"StorageResolution":5}]}""", "InvalidParameterValue", "The value 5 for parameter MetricData.member.1.StorageResolution is invalid. Valid values are 1 and 60." },
        { "entities", "PutMetricData", """{"Namespace":"n","EntityMetricData":[]}""", "InvalidParameterValue", "EntityMetricData is not supported here." },
        { "too many points", "GetMetricStatistics", """{"Namespace":"n","MetricName":"m","StartTime":0,"EndTime":86460,"Period":60,"Statistics":["Sum"]}""", "InvalidParameterCombination", "You have requested up to 1,441 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range." },
        { "time that ends first", "GetMetricStatistics", """{"Namespace":"n","MetricName":"m","StartTime":60,"EndTime":60,"Period":60,"Statistics":["Sum"]}""", "InvalidParameterValue", "The parameter StartTime must be less than the parameter EndTime." },
        { "odd period", "GetMetricStatistics", """{"Namespace":"n","MetricName":"m","StartTime":0,"EndTime":60,"Period":61,"Statistics":["Sum"]}""", "InvalidParameterValue", "The parameter Period must be" },
        { "no statistic", "GetMetricStatistics", """{"Namespace":"n","MetricName":"m","StartTime":0,"EndTime":60,"Period":60}""", "MissingParameter", "The parameter Statistics is required." },
        { "trimmed mean", "GetMetricStatistics", """{"Namespace":"n","MetricName":"m","StartTime":0,"EndTime":60,"Period":60,"ExtendedStatistics":["tm90"]}""", "InvalidParameterValue", "The statistic tm90 is not supported here." },
        { "token of nobody", "ListMetrics", """{"NextToken":"x"}""", "InvalidNextToken", "The next token specified is invalid." },
        { "no operation", "PutCompositeAlarm", "{}", "InvalidAction", "The operation PutCompositeAlarm is not supported here. Supported: PutMetricData," },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Parity("cloudwatch:PutMetricData", Evidence.Recorded, Recorded)]
    [Parity("cloudwatch:GetMetricStatistics", Evidence.Recorded, Recorded)]
    public async Task What_cannot_be_put_or_asked_is_refused_by_name(string why, string operation, string request, string code, string message)
    {
        var answer = await metrics.SendAsync(operation, request);

        Assert.Equal((why, 400, $"{code};Sender"), (why, answer.Status, answer.Headers["x-amzn-query-error"]));
        Assert.StartsWith(message, $"{JsonNode.Parse(answer.Body)?["message"]}", StringComparison.Ordinal);
    }

    private static string DataRequest(string space, string members)
    {
        static string Query(string space, string id, string label) =>
            $$$"""{"Id":"{{{id}}}"{{{label}}},"MetricStat":{"Metric":{"Namespace":"{{{space}}}","MetricName":"{{{id}}}"},"Period":60,"Stat":"Sum"}}""";
        return $$"""{"MetricDataQueries":[{{Query(space, "a", "")}},{{Query(space, "b", ",\"Label\":\"second\"")}}],"StartTime":{{Minute}},"EndTime":{{Minute + 120}}{{members}}}""";
    }

    private async Task<IEnumerable<string>> ListAsync(string space, string members)
    {
        var answer = await metrics.CallAsync("ListMetrics", $$"""{"Namespace":"{{space}}"{{members}}}""");
        return (answer["Metrics"]?.AsArray() ?? []).Select(m => $"{m?["MetricName"]}{string.Concat((m?["Dimensions"]?.AsArray() ?? []).Select(d => $" {d?["Name"]}={d?["Value"]}"))}");
    }
}
