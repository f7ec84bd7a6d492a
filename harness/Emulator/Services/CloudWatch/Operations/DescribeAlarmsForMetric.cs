using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record DescribeAlarmsForMetricRequest(string MetricId, string? Statistic, string? ExtendedStatistic, long? PeriodMinutes, string? Unit)
{
    public static DescribeAlarmsForMetricRequest Read(Fields fields)
    {
        fields.RefuseOthers("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Dimensions", "Period", "Unit");
        new ModelChecks().Present("metricName", fields.Text("MetricName")).Present("namespace", fields.Text("Namespace"))
            .OneOf("statistic", fields.Text("Statistic"), [.. Storage.Statistic.Plain.Select(s => s.Name)]).Check();
        return new DescribeAlarmsForMetricRequest(
            MetricKey.Of(fields.Namespace(), fields.Name("MetricName"), fields.Dimensions(), "").MetricId,
            fields.Text("Statistic"), fields.Text("ExtendedStatistic"), fields.Has("Period") ? fields.PeriodMinutes() : null, fields.Unit());
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html</remarks>
internal static class DescribeAlarmsForMetric
{
    public static WireValue.Structure Execute(AlarmTable alarms, DescribeAlarmsForMetricRequest request)
    {
        alarms.Watch.CatchUp();
        return WireValue.Of(("MetricAlarms", WireValue.ListOf(alarms.State.Alarms.Where(a => IsWanted(a.Settings, request)), AlarmView.Of)));
    }

    private static bool IsWanted(AlarmSettings settings, DescribeAlarmsForMetricRequest request) =>
        settings.MetricId == request.MetricId
        && (request.Statistic is null || settings.Statistic == request.Statistic)
        && (request.ExtendedStatistic is null || settings.ExtendedStatistic == request.ExtendedStatistic)
        && (request.PeriodMinutes is null || settings.PeriodMinutes == request.PeriodMinutes)
        && (request.Unit is null || settings.Unit == request.Unit);
}
