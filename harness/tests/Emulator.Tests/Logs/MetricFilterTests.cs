using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Logs;

public sealed class MetricFilterTests(LogsClient logs) : IClassFixture<LogsClient>
{
    private const string Api = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/";
    private const string Values = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#changing-default-increment-value";
    private const string Columns = "[ip, user, name, time, request, status, bytes]";

    [Fact]
    [Parity("logs:PutMetricFilter", Evidence.Documented, Values)]
    public async Task A_filter_counts_the_events_that_come_after_it()
    {
        var group = await logs.NewGroupAsync("s");
        await logs.PutAsync(group, "s", (LogsClient.Now, "ERROR before"));
        await PutFilterAsync(group, "ERROR", $$"""{"metricName":"errors","metricNamespace":"{{group}}","metricValue":"1","unit":"Count"}""");

        await logs.PutAsync(group, "s", (LogsClient.Now, "ERROR a"), (LogsClient.Now, "fine"), (LogsClient.Now, "ERROR b"));

        Assert.Equal("2", await logs.MetricAsync(group, "errors", "Sum", unit: "Count"));
        Assert.Equal("1", await FilterCountAsync(group));
    }

    [Fact]
    [Parity("logs:PutMetricFilter", Evidence.Documented, Values)]
    public async Task A_value_and_dimensions_are_taken_from_the_event()
    {
        var group = await logs.NewGroupAsync("s");
        await PutFilterAsync(group, "{ $.latency = * }", $$$"""{"metricName":"latency","metricNamespace":"{{{group}}}","metricValue":"$.latency","dimensions":{"Path":"$.request.path"}}""");

        await logs.PutAsync(
            group, "s", (LogsClient.Now, """{"latency":20,"request":{"path":"/a"}}"""), (LogsClient.Now, """{"latency":50.5,"request":{"path":"/a"}}"""),
            (LogsClient.Now, """{"latency":7,"request":{"path":"/b"}}"""), (LogsClient.Now, """{"latency":1}"""), (LogsClient.Now, """{"latency":"slow","request":{"path":"/b"}}"""));

        Assert.Equal("70.5", await logs.MetricAsync(group, "latency", "Sum", """[{"Name":"Path","Value":"/a"}]"""));
        Assert.Equal("1", await logs.MetricAsync(group, "latency", "SampleCount", """[{"Name":"Path","Value":"/b"}]"""));
        Assert.Equal("", await logs.MetricAsync(group, "latency", "Sum"));
    }

    [Fact]
    [Parity("logs:PutMetricFilter", Evidence.Documented, Values)]
    public async Task A_value_is_taken_from_a_column_at_the_time_of_the_event()
    {
        var group = await logs.NewGroupAsync("s");
        await PutFilterAsync(group, "[..., status = 4*, bytes]", $$$"""{"metricName":"bytes","metricNamespace":"{{{group}}}","metricValue":"$bytes","dimensions":{"Status":"$status","User":"$3"}}""");
        var earlier = LogsClient.Now - (7 * 60 * 60 * 1000);

        await logs.PutAsync(group, "s", (earlier, "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET / HTTP/1.0\" 404 1534"));

        const string Dimensions = """[{"Name":"Status","Value":"404"},{"Name":"User","Value":"frank"}]""";
        Assert.Equal("1534", await logs.MetricAsync(group, "bytes", "Sum", Dimensions, earlier));
        Assert.Equal("", await logs.MetricAsync(group, "bytes", "Sum", Dimensions));
    }

    [Fact]
    [Parity("logs:PutMetricFilter", Evidence.Documented, Values)]
    public async Task The_default_value_stands_for_a_minute_whose_events_do_not_match()
    {
        var group = await logs.NewGroupAsync("s");
        await PutFilterAsync(group, "ERROR", $$"""{"metricName":"errors","metricNamespace":"{{group}}","metricValue":"2","defaultValue":0.5}""");
        var minute = LogsClient.Now / 60_000 * 60_000;

        await logs.PutAsync(group, "s", (minute - 120_000, "fine"), (minute - 119_000, "fine"), (minute - 60_000, "fine"), (minute - 59_000, "ERROR"));
        await logs.Emulator.AdvanceClockAsync("PT2M");

        while (await logs.MetricAsync(group, "errors", "SampleCount") != "2") TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.Equal("2.5", await logs.MetricAsync(group, "errors", "Sum"));
    }

    [Fact]
    [Parity("logs:PutMetricFilter", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html, on values")]
    public async Task A_value_that_a_metric_cannot_have_is_not_counted()
    {
        var group = await logs.NewGroupAsync("s");
        await PutFilterAsync(group, "{ $.v = * }", $$"""{"metricName":"v","metricNamespace":"{{group}}","metricValue":"$.v"}""");

        await logs.PutAsync(
            group, "s", (LogsClient.Now, """{"v":1e308}"""), (LogsClient.Now, """{"v":1e308}"""), (LogsClient.Now, """{"v":1e999}"""), (LogsClient.Now, """{"v":"\ud83d"}"""), (LogsClient.Now, """{"v":5}"""));

        Assert.Equal("5", await logs.MetricAsync(group, "v", "Sum"));
    }

    [Fact]
    [Parity("logs:PutMetricFilter", Evidence.Documented, Api + "API_PutMetricFilter.html")]
    [Parity("logs:DescribeMetricFilters", Evidence.Documented, Api + "API_DescribeMetricFilters.html")]
    [Parity("logs:DeleteMetricFilter", Evidence.Documented, Api + "API_DeleteMetricFilter.html")]
    public async Task Filters_are_put_over_each_other_listed_and_deleted()
    {
        var group = await logs.NewGroupAsync("s");
        foreach (var name in new[] { "b", "a", "c" }) await PutFilterAsync(group, "x", $$"""{"metricName":"{{name}}","metricNamespace":"n","metricValue":"1"}""", name);
        await PutFilterAsync(group, "{ $.y = 1 }", """{"metricName":"b","metricNamespace":"n","metricValue":"$.y","defaultValue":0,"unit":"Bytes"}""", "b");

        var first = await ListAsync($$"""{"logGroupName":"{{group}}","limit":2}""");
        var second = await ListAsync($$"""{"logGroupName":"{{group}}","limit":2,"nextToken":"{{first["nextToken"]}}"}""");
        var byMetric = await ListAsync("""{"metricName":"c","metricNamespace":"n"}""");
        await logs.CallAsync("DeleteMetricFilter", $$"""{"logGroupName":"{{group}}","filterName":"a"}""");
        var left = await ListAsync($$"""{"logGroupName":"{{group}}"}""");

        var put = first["metricFilters"]?[1]?.AsObject() ?? [];
        put.Remove("creationTime");
        Assert.Equal(
            $$"""{"filterName":"b","filterPattern":"{ $.y = 1 }","metricTransformations":[{"metricName":"b","metricNamespace":"n","metricValue":"$.y","defaultValue":0,"unit":"Bytes"}],"logGroupName":"{{group}}","applyOnTransformedLogs":false}""",
            put.ToJsonString());
        Assert.Equal(["a", "b", "c", "c", "b", "c"], Names(first).Concat(Names(second)).Concat(Names(byMetric)).Concat(Names(left)));
    }

    [Fact]
    [Parity("logs:TestMetricFilter", Evidence.Documented, Api + "API_TestMetricFilter.html")]
    public async Task A_test_shows_what_matches_and_what_stands_in_the_columns()
    {
        var request = new JsonObject
        {
            ["filterPattern"] = "[..., request=*.html*, status_code=4*,]",
            ["logEventMessages"] = new JsonArray("no", "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET /index.html HTTP/1.0\" 404 1534"),
        };
        var columns = await logs.CallAsync("TestMetricFilter", request.ToJsonString());
        var members = await logs.CallAsync("TestMetricFilter", """{"filterPattern":"{ $.a = 1 }","logEventMessages":["{\"a\":1}","{\"a\":2}"]}""");

        var match = columns["matches"]?.AsArray().Single();
        Assert.Equal(1, (int?)match?["eventNumber"]);
        Assert.Equal(
            """{"$1":"127.0.0.1","$2":"-","$3":"frank","$4":"10/Oct/2000:13:25:15 -0700","$request":"GET /index.html HTTP/1.0","$status_code":"404","$7":"1534"}""",
            match?["extractedValues"]?.ToJsonString());
        Assert.Equal("""[{"eventNumber":0,"eventMessage":"{\u0022a\u0022:1}","extractedValues":{}}]""", members["matches"]?.ToJsonString());
    }

    /// <summary>Why, pattern, transformation, message.</summary>
    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { "malformed pattern", "{ $.a = 1", One(), "Invalid metric filter pattern: '}' is missing" },
        { "sign without quotes", "a.b", One(), "Invalid character(s) in term 'a.b'" },
        { "default value and dimensions", "{ $.a = * }", One(""","defaultValue":0,"dimensions":{"A":"$.a"}"""), "Invalid metric transformation: dimensions and default value are mutually exclusive properties" },
        { "dimensions of terms", "ERROR", One(""","dimensions":{"A":"$.a"}"""), "The specified filter pattern does not support dimensions" },
        { "dimension without selector", "{ $.a = * }", One(""","dimensions":{"A":"prod"}"""), "Invalid metric transformation: dimension value must be valid selector" },
        { "dimension of no column", Columns, One(""","dimensions":{"A":"$other"}"""), "Invalid metric transformation: dimension value must be valid selector" },
        { "value that is no number", "ERROR", One(value: "many"), "Invalid metric transformation: metric value many must be a valid number" },
        { "default value that is no number", "ERROR", One(""","defaultValue":1e999"""), "Invalid metric transformation: default value must be a valid number" },
        { "value of no column", Columns, One(value: "$other"), "Invalid metric transformation: metric value $other must be a valid number" },
        {
            "unknown unit and no name", "ERROR", """{"metricNamespace":"n","metricValue":"1","unit":"Apples"}""",
            "2 validation errors detected: Value null at 'metricTransformations.1.member.metricName' failed to satisfy constraint: Member must not be null; Value 'Apples' at 'metricTransformations.1.member.unit' failed to satisfy constraint: Member must satisfy enum value set: [Seconds, Microseconds, Milliseconds, Bytes, Kilobytes, Megabytes, Gigabytes, Terabytes, Bits, Kilobits, Megabits, Gigabits, Terabits, Percent, Count, Bytes/Second, Kilobytes/Second, Megabytes/Second, Gigabytes/Second, Terabytes/Second, Bits/Second, Kilobits/Second, Megabits/Second, Gigabits/Second, Terabits/Second, Count/Second, None]"
        },
        {
            "name with a dollar", "ERROR", One(name: "a$b"),
            "1 validation error detected: Value 'a$b' at 'metricTransformations.1.member.metricName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*$]*"
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Parity("logs:PutMetricFilter", Evidence.Unverified, "texts seen in aws-cloudformation-resource-providers-logs issue 64 and terraform-provider-aws issue 22105; reasons behind 'Invalid metric filter pattern' are ours")]
    public async Task A_filter_that_cannot_be_is_refused(string why, string pattern, string transformation, string message)
    {
        var group = await logs.NewGroupAsync();

        var answer = await logs.SendAsync("PutMetricFilter", Filter(group, pattern, transformation, "f"));

        Assert.Equal((why, 400, "InvalidParameterException", message), (why, answer.Status, $"{JsonNode.Parse(answer.Body)?["__type"]}", $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    /// <summary>Why, operation, request, error, message.</summary>
    [Theory]
    [InlineData("no group", "PutMetricFilter", """{"logGroupName":"none","filterName":"f","filterPattern":"","metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"1"}]}""", "ResourceNotFoundException", "The specified log group does not exist.")]
    [InlineData("no such filter", "DeleteMetricFilter", """{"logGroupName":"GROUP","filterName":"f"}""", "ResourceNotFoundException", "The specified metric filter does not exist.")]
    [InlineData("no messages", "TestMetricFilter", """{"filterPattern":"","logEventMessages":[]}""", "InvalidParameterException", "1 validation error detected: Value '[]' at 'logEventMessages' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("transformed logs", "PutMetricFilter", """{"logGroupName":"GROUP","applyOnTransformedLogs":true}""", "InvalidParameterException", "applyOnTransformedLogs is not supported here.")]
    [InlineData("Insights", "StartQuery", "{}", "UnknownOperationException", "The operation StartQuery is not supported here. Supported: CreateLogGroup, ")]
    [InlineData("live tail", "StartLiveTail", "{}", "UnknownOperationException", "The operation StartLiveTail is not supported here. Supported: CreateLogGroup, ")]
    [InlineData("subscriptions", "PutSubscriptionFilter", "{}", "UnknownOperationException", "The operation PutSubscriptionFilter is not supported here. Supported: CreateLogGroup, ")]
    [Parity("logs:DeleteMetricFilter", Evidence.Unverified, Api + "API_DeleteMetricFilter.html")]
    [Parity("logs:TestMetricFilter", Evidence.Documented, Api + "API_TestMetricFilter.html")]
    public async Task What_is_not_there_is_named(string why, string operation, string request, string error, string message)
    {
        var group = await logs.NewGroupAsync();

        var answer = await logs.SendAsync(operation, request.Replace("GROUP", group, StringComparison.Ordinal));

        Assert.Equal((why, 400, error), (why, answer.Status, $"{JsonNode.Parse(answer.Body)?["__type"]}"));
        Assert.StartsWith(message, $"{JsonNode.Parse(answer.Body)?["message"]}", StringComparison.Ordinal);
    }

    [Fact]
    [Parity("logs:PutMetricFilter", Evidence.Documented, Api + "API_PutMetricFilter.html")]
    public async Task A_group_has_few_filters_with_regular_expressions()
    {
        var group = await logs.NewGroupAsync();
        for (var i = 0; i < 5; i++) await PutFilterAsync(group, "%a%", One(), $"f{i}");

        await PutFilterAsync(group, "%b%", One(), "f0");
        var sixth = await logs.SendAsync("PutMetricFilter", Filter(group, "%a%", One(), "f5"));

        Assert.Equal((400, "LimitExceededException"), (sixth.Status, $"{JsonNode.Parse(sixth.Body)?["__type"]}"));
    }

    private static string One(string members = "", string name = "m", string value = "1") => $$"""{"metricName":"{{name}}","metricNamespace":"n","metricValue":"{{value}}"{{members}}}""";

    private static string Filter(string group, string pattern, string transformation, string name) => new JsonObject
    {
        ["logGroupName"] = group,
        ["filterName"] = name,
        ["filterPattern"] = pattern,
        ["metricTransformations"] = new JsonArray(JsonNode.Parse(transformation)),
    }.ToJsonString();

    private static IEnumerable<string> Names(JsonNode answer) => (answer["metricFilters"]?.AsArray() ?? []).Select(f => $"{f?["filterName"]}");

    private Task<JsonNode> PutFilterAsync(string group, string pattern, string transformation, string name = "f") => logs.CallAsync("PutMetricFilter", Filter(group, pattern, transformation, name));

    private Task<JsonNode> ListAsync(string request) => logs.CallAsync("DescribeMetricFilters", request);

    private async Task<string> FilterCountAsync(string group) =>
        $"{(await logs.CallAsync("DescribeLogGroups", $$"""{"logGroupNamePrefix":"{{group}}","limit":1}"""))["logGroups"]?[0]?["metricFilterCount"]}";
}
