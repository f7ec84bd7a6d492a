using System.Text.Json.Nodes;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>What an alarm tells topics and functions.</summary>
/// <remarks>Source: cloudwatch/test_cloudwatch: test_put_metric_alarm, test_alarm_lambda_target.</remarks>
internal static class AlarmMessage
{
    private static readonly Dictionary<string, string> RegionNames = new(StringComparer.Ordinal)
    {
        ["us-east-1"] = "US East (N. Virginia)",
        ["us-east-2"] = "US East (Ohio)",
        ["us-west-1"] = "US West (N. California)",
        ["us-west-2"] = "US West (Oregon)",
        ["ca-central-1"] = "Canada (Central)",
        ["sa-east-1"] = "South America (Sao Paulo)",
        ["eu-west-1"] = "EU (Ireland)",
        ["eu-west-2"] = "EU (London)",
        ["eu-west-3"] = "EU (Paris)",
        ["eu-central-1"] = "EU (Frankfurt)",
        ["eu-north-1"] = "EU (Stockholm)",
        ["eu-south-1"] = "EU (Milan)",
        ["ap-south-1"] = "Asia Pacific (Mumbai)",
        ["ap-southeast-1"] = "Asia Pacific (Singapore)",
        ["ap-southeast-2"] = "Asia Pacific (Sydney)",
        ["ap-northeast-1"] = "Asia Pacific (Tokyo)",
        ["ap-northeast-2"] = "Asia Pacific (Seoul)",
        ["ap-northeast-3"] = "Asia Pacific (Osaka)",
    };

    public static string Subject(MetricAlarm alarm, AwsScope scope) => $"{alarm.Status.Value}: \"{alarm.Name}\" in {NameOf(scope.Region)}";

    public static string ForTopic(MetricAlarm before, MetricAlarm alarm, AwsScope scope)
    {
        var settings = alarm.Settings;
        return new JsonObject
        {
            ["AlarmName"] = alarm.Name,
            ["AlarmDescription"] = settings.Description,
            ["AWSAccountId"] = scope.Account,
            ["AlarmConfigurationUpdatedTimestamp"] = AlarmTime.Text(alarm.ConfiguredAt),
            ["NewStateValue"] = alarm.Status.Value,
            ["NewStateReason"] = alarm.Status.Reason,
            ["StateChangeTime"] = AlarmTime.Text(alarm.Status.UpdatedAt),
            ["Region"] = NameOf(scope.Region),
            ["AlarmArn"] = alarm.Arn,
            ["OldStateValue"] = before.Status.Value,
            ["OKActions"] = AlarmJson.Texts(settings.OkActions),
            ["AlarmActions"] = AlarmJson.Texts(settings.AlarmActions),
            ["InsufficientDataActions"] = AlarmJson.Texts(settings.InsufficientDataActions),
            ["Trigger"] = Trigger(settings),
        }.ToJsonString(AlarmJson.Relaxed);
    }

    public static string ForFunction(MetricAlarm before, MetricAlarm alarm, AwsScope scope)
    {
        var configuration = new JsonObject { ["metrics"] = new JsonArray(Metric(alarm.Settings)) };
        if (alarm.Settings.Description is { } description) configuration.Insert(0, "description", description);
        return new JsonObject
        {
            ["source"] = "aws.cloudwatch",
            ["alarmArn"] = alarm.Arn,
            ["accountId"] = scope.Account,
            ["time"] = AlarmTime.Text(alarm.Status.UpdatedAt),
            ["region"] = scope.Region,
            ["alarmData"] = new JsonObject
            {
                ["alarmName"] = alarm.Name,
                ["state"] = State(alarm.Status),
                ["previousState"] = State(before.Status),
                ["configuration"] = configuration,
            },
        }.ToJsonString(AlarmJson.Relaxed);
    }

    private static JsonObject Trigger(AlarmSettings settings)
    {
        var trigger = new JsonObject { ["MetricName"] = settings.MetricName, ["Namespace"] = settings.Namespace };
        if (settings.Statistic is { } statistic) (trigger["StatisticType"], trigger["Statistic"]) = ("Statistic", statistic.ToUpperInvariant());
        else (trigger["StatisticType"], trigger["ExtendedStatistic"]) = ("ExtendedStatistic", settings.ExtendedStatistic);
        trigger["Unit"] = settings.Unit;
        trigger["Dimensions"] = new JsonArray([.. settings.Dimensions.Select(d => new JsonObject { ["value"] = d.Value, ["name"] = d.Name })]);
        trigger["Period"] = settings.PeriodSeconds;
        trigger["EvaluationPeriods"] = settings.EvaluationPeriods;
        if (settings.DatapointsToAlarm is { } toAlarm) trigger["DatapointsToAlarm"] = toAlarm;
        trigger["ComparisonOperator"] = settings.ComparisonOperator;
        trigger["Threshold"] = AlarmJson.Number(settings.Threshold);
        trigger["TreatMissingData"] = settings.TreatMissingData ?? "";
        trigger["EvaluateLowSampleCountPercentile"] = settings.EvaluateLowSampleCountPercentile ?? "";
        return trigger;
    }

    private static JsonObject State(AlarmStatus status)
    {
        var state = new JsonObject { ["value"] = status.Value, ["reason"] = status.Reason };
        if (status.ReasonData is { } data) state["reasonData"] = data;
        state["timestamp"] = AlarmTime.Text(status.UpdatedAt);
        return state;
    }

    private static JsonObject Metric(AlarmSettings settings)
    {
        var dimensions = new JsonObject();
        foreach (var dimension in settings.Dimensions) dimensions[dimension.Name] = dimension.Value;
        return new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["metricStat"] = new JsonObject
            {
                ["metric"] = new JsonObject { ["namespace"] = settings.Namespace, ["name"] = settings.MetricName, ["dimensions"] = dimensions },
                ["period"] = settings.PeriodSeconds,
                ["stat"] = settings.Statistic ?? settings.ExtendedStatistic,
            },
            ["returnData"] = true,
        };
    }

    private static string NameOf(string region) => RegionNames.GetValueOrDefault(region, region);
}
