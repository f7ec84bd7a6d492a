using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Alarms as answers show them.</summary>
/// <remarks>Recorded as cloudwatch/test_cloudwatch: test_put_metric_alarm, test_describe_minimal_metric_alarm.</remarks>
internal static class AlarmView
{
    public static WireValue.Structure Of(MetricAlarm alarm)
    {
        var (settings, status) = (alarm.Settings, alarm.Status);
        return WireValue.Of(
            ("AlarmName", new WireValue.Text(alarm.Name)),
            ("AlarmArn", new WireValue.Text(alarm.Arn)),
            ("AlarmDescription", Text(settings.Description)),
            ("AlarmConfigurationUpdatedTimestamp", new WireValue.Time(alarm.ConfiguredAt)),
            ("ActionsEnabled", new WireValue.Flag(settings.ActionsEnabled)),
            ("OKActions", Texts(settings.OkActions)),
            ("AlarmActions", Texts(settings.AlarmActions)),
            ("InsufficientDataActions", Texts(settings.InsufficientDataActions)),
            ("StateValue", new WireValue.Text(status.Value)),
            ("StateReason", new WireValue.Text(status.Reason)),
            ("StateReasonData", Text(status.ReasonData)),
            ("StateUpdatedTimestamp", new WireValue.Time(status.UpdatedAt)),
            ("MetricName", new WireValue.Text(settings.MetricName)),
            ("Namespace", new WireValue.Text(settings.Namespace)),
            ("Statistic", Text(settings.Statistic)),
            ("Dimensions", WireValue.ListOf(settings.Dimensions, d => WireValue.Of(("Name", new WireValue.Text(d.Name)), ("Value", new WireValue.Text(d.Value))))),
            ("Period", new WireValue.Integer(settings.PeriodSeconds)),
            ("Unit", Text(settings.Unit)),
            ("EvaluationPeriods", new WireValue.Integer(settings.EvaluationPeriods)),
            ("Threshold", new WireValue.Number(settings.Threshold)),
            ("ComparisonOperator", new WireValue.Text(settings.ComparisonOperator)),
            ("ExtendedStatistic", Text(settings.ExtendedStatistic)),
            ("TreatMissingData", Text(settings.TreatMissingData)),
            ("EvaluateLowSampleCountPercentile", Text(settings.EvaluateLowSampleCountPercentile)),
            ("DatapointsToAlarm", settings.DatapointsToAlarm is { } toAlarm ? new WireValue.Integer(toAlarm) : null),
            ("StateTransitionedTimestamp", new WireValue.Time(status.TransitionedAt)));
    }

    private static WireValue.Text? Text(string? text) => text is null ? null : new WireValue.Text(text);

    private static WireValue.Listed Texts(IEnumerable<string> texts) => WireValue.ListOf(texts, t => new WireValue.Text(t));
}
