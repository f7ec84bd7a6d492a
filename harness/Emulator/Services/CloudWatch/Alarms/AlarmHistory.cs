using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>One thing that happened to an alarm.</summary>
/// <param name="Type"><c>ConfigurationUpdate</c>, <c>StateUpdate</c> or <c>Action</c>.</param>
/// <param name="Data">JSON.</param>
internal sealed record AlarmHistoryItem(string AlarmName, DateTimeOffset Timestamp, string Type, string Summary, string Data);

/// <summary>The words for what happens to alarms.</summary>
/// <remarks>Source: cloudwatch/test_cloudwatch: test_put_metric_alarm, and https://docs.aws.amazon.com/cli/latest/reference/cloudwatch/describe-alarm-history.html</remarks>
internal static class AlarmHistory
{
    public const string ConfigurationUpdate = "ConfigurationUpdate";
    public const string StateUpdate = "StateUpdate";
    public const string Action = "Action";

    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static AlarmHistoryItem Configured(MetricAlarm alarm, bool isNew) => new(
        alarm.Name, alarm.ConfiguredAt, ConfigurationUpdate, $"Alarm \"{alarm.Name}\" {(isNew ? "created" : "updated")}",
        new JsonObject
        {
            ["version"] = "1.0",
            ["type"] = isNew ? "Create" : "Update",
            [isNew ? "createdAlarm" : "updatedAlarm"] = Described(alarm),
        }.ToJsonString(AlarmJson.Relaxed));

    public static AlarmHistoryItem Deleted(MetricAlarm alarm, DateTimeOffset now) => new(
        alarm.Name, now, ConfigurationUpdate, $"Alarm \"{alarm.Name}\" deleted",
        new JsonObject { ["version"] = "1.0", ["type"] = "Delete", ["deletedAlarm"] = Described(alarm) }.ToJsonString(AlarmJson.Relaxed));

    public static AlarmHistoryItem Updated(MetricAlarm before, MetricAlarm after) => new(
        after.Name, after.Status.UpdatedAt, StateUpdate, $"Alarm updated from {before.Status.Value} to {after.Status.Value}",
        new JsonObject { ["version"] = "1.0", ["oldState"] = State(before.Status), ["newState"] = State(after.Status) }.ToJsonString(AlarmJson.Relaxed));

    /// <param name="failure"><c>null</c> when it was done.</param>
    public static AlarmHistoryItem Acted(MetricAlarm alarm, string action, string message, string? failure) => new(
        alarm.Name, alarm.Status.UpdatedAt, Action,
        failure is null ? $"Successfully executed action {action}" : $"Failed to execute action {action}. Received error: \"{failure}\"",
        new JsonObject
        {
            ["actionState"] = failure is null ? "Succeeded" : "Failed",
            ["stateUpdateTimestamp"] = alarm.Status.UpdatedAt.ToUnixTimeMilliseconds(),
            ["notificationResource"] = action,
            ["publishedMessage"] = failure is null ? message : null,
            ["error"] = failure,
        }.ToJsonString(AlarmJson.Relaxed));

    private static JsonObject State(AlarmStatus status)
    {
        var state = new JsonObject { ["stateValue"] = status.Value, ["stateReason"] = status.Reason };
        if (status.ReasonData is { } data) state["stateReasonData"] = AlarmJson.Parse(data);
        return state;
    }

    private static JsonObject Described(MetricAlarm alarm)
    {
        var settings = alarm.Settings;
        return new JsonObject
        {
            ["threshold"] = AlarmJson.Number(settings.Threshold),
            ["namespace"] = settings.Namespace,
            ["stateValue"] = alarm.Status.Value,
            ["dimensions"] = new JsonArray([.. settings.Dimensions.Select(d => new JsonObject { ["name"] = d.Name, ["value"] = d.Value })]),
            ["okactions"] = AlarmJson.Texts(settings.OkActions),
            ["alarmActions"] = AlarmJson.Texts(settings.AlarmActions),
            ["evaluationPeriods"] = settings.EvaluationPeriods,
            ["comparisonOperator"] = settings.ComparisonOperator,
            ["metricName"] = settings.MetricName,
            ["period"] = settings.PeriodSeconds,
            ["alarmName"] = alarm.Name,
            ["insufficientDataActions"] = AlarmJson.Texts(settings.InsufficientDataActions),
            ["actionsEnabled"] = settings.ActionsEnabled,
            ["alarmDescription"] = settings.Description,
            ["statistic"] = settings.Statistic ?? settings.ExtendedStatistic,
            ["alarmArn"] = alarm.Arn,
            ["alarmConfigurationUpdatedTimestamp"] = AlarmTime.Text(alarm.ConfiguredAt),
            ["stateUpdatedTimestamp"] = AlarmTime.Text(alarm.Status.UpdatedAt),
        };
    }
}
