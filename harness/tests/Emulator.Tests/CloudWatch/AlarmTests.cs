using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>Alarms as they watch and change.</summary>
public sealed partial class AlarmTests(AlarmClient alarms) : IClassFixture<AlarmClient>
{
    private const string Recorded = "cloudwatch/test_cloudwatch: test_put_metric_alarm";
    private const string Missing = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html";
    private const string Published = "notifications of AWS that their receivers published: lambda, EventBridge and mail samples of 2019 to 2026";

    [Fact]
    [Parity("cloudwatch:PutMetricAlarm", Evidence.Recorded, Recorded)]
    [Parity("cloudwatch:DescribeAlarms", Evidence.Recorded, "cloudwatch/test_cloudwatch: test_describe_minimal_metric_alarm")]
    public async Task A_new_alarm_has_insufficient_data_and_shows_what_it_was_given()
    {
        await alarms.PutAsync("new", ""","AlarmDescription":"d","Dimensions":[{"Name":"InstanceId","Value":"abc"}],"Unit":"Seconds","TreatMissingData":"ignore","OKActions":["arn:aws:sns:us-east-1:000000000000:t"]""");

        var alarm = (await alarms.DescribeAsync("new")).AsObject();
        foreach (var time in (string[])["AlarmConfigurationUpdatedTimestamp", "StateUpdatedTimestamp", "StateTransitionedTimestamp"]) Assert.True(alarm.Remove(time), time);

        Assert.Equal(
            """{"AlarmName":"new","AlarmArn":"arn:aws:cloudwatch:us-east-1:000000000000:alarm:new","AlarmDescription":"d","ActionsEnabled":true,"OKActions":["arn:aws:sns:us-east-1:000000000000:t"],"AlarmActions":[],"InsufficientDataActions":[],"StateValue":"INSUFFICIENT_DATA","StateReason":"Unchecked: Initial alarm creation","MetricName":"m","Namespace":"Test/new","Statistic":"Sum","Dimensions":[{"Name":"InstanceId","Value":"abc"}],"Period":60,"Unit":"Seconds","EvaluationPeriods":1,"Threshold":1,"ComparisonOperator":"GreaterThanThreshold","TreatMissingData":"ignore"}""",
            alarm.ToJsonString());
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Recorded, Recorded)]
    public async Task Data_over_the_threshold_change_the_state_with_AWSs_reason()
    {
        await alarms.PutAsync("over", ""","Unit":"None","TreatMissingData":"notBreaching" """);
        await alarms.NextMinuteAsync();
        var minute = await alarms.NowAsync();
        await alarms.RecordAsync("over", 21.5);
        await alarms.AdvanceAsync(1);

        var alarm = await alarms.DescribeAsync("over");

        var (day, at) = ($"{minute:dd/MM/yy HH:mm}:00", $"{minute:yyyy-MM-ddTHH:mm}:00.000+0000");
        Assert.Equal("ALARM", $"{alarm["StateValue"]}");
        Assert.Equal($"Threshold Crossed: 1 datapoint [21.5 ({day})] was greater than the threshold (1.0).", $"{alarm["StateReason"]}");
        Assert.Equal(
            $$"""{"version":"1.0","queryDate":"","startDate":"{{at}}","unit":"None","statistic":"Sum","period":60,"recentDatapoints":[21.5],"threshold":1.0,"evaluatedDatapoints":[{"timestamp":"{{at}}","sampleCount":1.0,"value":21.5}]}""",
            QueryDate().Replace($"{alarm["StateReasonData"]}", "\"queryDate\":\"\""));
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Unverified, Published)]
    public async Task With_DatapointsToAlarm_the_reason_counts_out_of_the_last()
    {
        await alarms.PutAsync("of", ""","EvaluationPeriods":3,"DatapointsToAlarm":2,"Threshold":1""");
        await alarms.NextMinuteAsync();
        var minute = await alarms.NowAsync();
        foreach (var value in (double[])[5, 0, 7])
        {
            await alarms.RecordAsync("of", value);
            await alarms.AdvanceAsync(1);
        }

        var alarm = await alarms.DescribeAsync("of");

        Assert.Equal(
            $"Threshold Crossed: 2 out of the last 3 datapoints [7.0 ({minute.AddMinutes(2):dd/MM/yy HH:mm}:00), 5.0 ({minute:dd/MM/yy HH:mm}:00)] were greater than the threshold (1.0) "
            + "(minimum 2 datapoints for OK -> ALARM transition).",
            $"{alarm["StateReason"]}");
    }

    /// <summary>What is known, oldest first: X breaching, 0 not, - missing; M of three, and the state for each way of treating missing data, where an empty one keeps what there is.</summary>
    public static TheoryData<string, int, string, string, string, string> Tables => new()
    {
        { "0-X-X", 3, "OK", "OK", "OK", "OK" },
        { "----0", 3, "OK", "OK", "OK", "OK" },
        { "-----", 3, "INSUFFICIENT_DATA", "", "ALARM", "OK" },
        { "0XX-X", 3, "ALARM", "ALARM", "ALARM", "ALARM" },
        { "--X--", 3, "ALARM", "", "ALARM", "OK" },
        { "0-X-X", 2, "ALARM", "ALARM", "ALARM", "ALARM" },
        { "00X0X", 2, "ALARM", "ALARM", "ALARM", "ALARM" },
        { "0-X--", 2, "OK", "OK", "ALARM", "OK" },
        { "----0", 2, "OK", "OK", "ALARM", "OK" },
        { "---X-", 2, "ALARM", "", "ALARM", "OK" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    [Parity("cloudwatch/alarms", Evidence.Documented, Missing)]
    public async Task Missing_data_are_treated_as_the_documentations_tables_say(string data, int toAlarm, string missing, string ignore, string breaching, string notBreaching)
    {
        var id = $"table-{data.Replace('-', 'm')}-{toAlarm}";
        var ways = new[] { "missing", "ignore", "breaching", "notBreaching" };
        await alarms.NextMinuteAsync();
        var begin = await alarms.NowAsync();
        await alarms.AdvanceAsync(data.Length);

        // Put when all data are there: the first evaluation decides.
        foreach (var way in ways)
        {
            await alarms.PutAsync($"{id}-{way}", $$""","EvaluationPeriods":3,"DatapointsToAlarm":{{toAlarm}},"TreatMissingData":"{{way}}" """);
            var points = data.Select((c, i) => (c, Time: begin.ToUnixTimeSeconds() + (60 * (i + 1)))).Where(p => p.c != '-');
            foreach (var (c, time) in points) await alarms.Metrics.PutAsync($"Test/{id}-{way}", $"\"MetricName\":\"m\",\"Timestamp\":{time},\"Value\":{(c == 'X' ? 5 : 0)}");
        }

        await alarms.AdvanceAsync(1);
        var states = new List<string>();
        foreach (var way in ways) states.Add(await alarms.StateAsync($"{id}-{way}"));

        const string Begin = "INSUFFICIENT_DATA";
        Assert.Equal([missing, ignore.Length == 0 ? Begin : ignore, breaching, notBreaching], states);
    }

    [Theory]
    [InlineData("breaching", "ALARM", "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].")]
    [InlineData("notBreaching", "OK", "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [NonBreaching].")]
    [Parity("cloudwatch/alarms", Evidence.Recorded, "cloudwatch/test_cloudwatch: test_breaching_alarm_actions")]
    public async Task Without_any_data_the_reason_says_what_they_were_taken_for(string treat, string state, string reason)
    {
        await alarms.PutAsync("none-" + treat, $$""","EvaluationPeriods":2,"TreatMissingData":"{{treat}}" """);
        await alarms.AdvanceAsync(1);

        var alarm = await alarms.DescribeAsync("none-" + treat);

        Assert.Equal((state, reason), ($"{alarm["StateValue"]}", $"{alarm["StateReason"]}"));
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Unverified, Published)]
    public async Task When_data_stop_the_alarm_has_insufficient_data()
    {
        await alarms.PutAsync("stops", ""","EvaluationPeriods":2""");
        await alarms.NextMinuteAsync();
        await alarms.RecordAsync("stops", 0);
        await alarms.AdvanceAsync(1);
        Assert.Equal("OK", await alarms.StateAsync("stops"));

        await alarms.AdvanceAsync(30);
        var alarm = await alarms.DescribeAsync("stops");

        Assert.Equal(("INSUFFICIENT_DATA", "Insufficient Data: 2 datapoints were unknown."), ($"{alarm["StateValue"]}", $"{alarm["StateReason"]}"));
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html")]
    public async Task A_percentile_can_be_watched()
    {
        await alarms.PutAsync("tail", ""","ExtendedStatistic":"p99","Threshold":90""");
        await alarms.NextMinuteAsync();
        await alarms.Metrics.PutAsync("Test/tail", [.. Enumerable.Range(1, 100).Select(v => $"\"MetricName\":\"m\",\"Value\":{v.ToString(CultureInfo.InvariantCulture)}")]);
        await alarms.AdvanceAsync(1);

        var alarm = await alarms.DescribeAsync("tail");

        Assert.StartsWith("Threshold Crossed: 1 datapoint [99.0 (", $"{alarm["StateReason"]}", StringComparison.Ordinal);
        Assert.Equal("p99", $"{alarm["ExtendedStatistic"]}");
        Assert.Null(alarm["Statistic"]);
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html")]
    public async Task A_percentile_of_few_samples_can_be_left_out()
    {
        await alarms.PutAsync("few", ""","ExtendedStatistic":"p99","EvaluateLowSampleCountPercentile":"ignore" """);
        await alarms.NextMinuteAsync();
        await alarms.RecordAsync("few", 5);
        await alarms.AdvanceAsync(1);

        Assert.Equal("INSUFFICIENT_DATA", await alarms.StateAsync("few"));
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Documented, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html")]
    public async Task Only_data_with_its_dimensions_and_unit_count()
    {
        await alarms.PutAsync("own", ""","Dimensions":[{"Name":"k","Value":"1"}],"Unit":"Count","TreatMissingData":"notBreaching" """);
        await alarms.NextMinuteAsync();
        await alarms.Metrics.PutAsync(
            "Test/own", "\"MetricName\":\"m\",\"Value\":9", "\"MetricName\":\"m\",\"Value\":9,\"Unit\":\"Count\",\"Dimensions\":[{\"Name\":\"k\",\"Value\":\"2\"}]",
            "\"MetricName\":\"m\",\"Value\":9,\"Unit\":\"Bytes\",\"Dimensions\":[{\"Name\":\"k\",\"Value\":\"1\"}]");
        await alarms.AdvanceAsync(1);
        Assert.Equal("OK", await alarms.StateAsync("own"));

        await alarms.Metrics.PutAsync("Test/own", "\"MetricName\":\"m\",\"Value\":9,\"Unit\":\"Count\",\"Dimensions\":[{\"Name\":\"k\",\"Value\":\"1\"}]");
        await alarms.AdvanceAsync(1);
        Assert.Equal("ALARM", await alarms.StateAsync("own"));
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Unverified, "no recording moves a clock; each minute is evaluated as if it had passed")]
    public async Task A_clock_that_is_moved_far_passes_every_state_on_the_way()
    {
        await alarms.PutAsync("far", ""","TreatMissingData":"notBreaching" """);
        await alarms.NextMinuteAsync();
        await alarms.RecordAsync("far", 5);
        await alarms.AdvanceAsync(60);

        var states = (await alarms.HistoryAsync("far", ",\"HistoryItemType\":\"StateUpdate\"")).Select(h => $"{h["HistorySummary"]}");

        Assert.Equal("Alarm updated from ALARM to OK", states.Last());
        Assert.Contains(states, s => s.EndsWith("to ALARM", StringComparison.Ordinal));
        Assert.Equal("OK", await alarms.StateAsync("far"));
    }

    [Fact]
    [Parity("cloudwatch/alarms", Evidence.Unverified, Published)]
    public async Task Many_data_points_stand_behind_the_sentence()
    {
        await alarms.PutAsync("many", ""","EvaluationPeriods":6,"DatapointsToAlarm":5""");
        await alarms.NextMinuteAsync();
        foreach (var value in Enumerable.Range(2, 5))
        {
            await alarms.RecordAsync("many", value);
            await alarms.AdvanceAsync(1);
        }

        var reason = $"{(await alarms.DescribeAsync("many"))["StateReason"]}";

        Assert.Matches(
            @"^Threshold Crossed: 5 out of the last 6 datapoints were greater than the threshold \(1\.0\)\. The most recent datapoints which crossed the threshold: "
            + @"\[6\.0 \([^)]*\), 5\.0 \([^)]*\), 4\.0 \([^)]*\), 3\.0 \([^)]*\), 2\.0 \([^)]*\)\] \(minimum 5 datapoints for OK -> ALARM transition\)\.$", reason);
    }

    [GeneratedRegex("\"queryDate\":\"[^\"]*\"")]
    private static partial Regex QueryDate();
}
