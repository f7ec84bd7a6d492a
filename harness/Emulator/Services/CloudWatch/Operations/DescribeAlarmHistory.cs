using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record DescribeAlarmHistoryRequest(
    string? AlarmName, bool WithMetricAlarms, string? Type, DateTimeOffset? From, DateTimeOffset? To, bool IsAscending, int MaxRecords, int Skip)
{
    private const int MostRecords = 100;

    public static DescribeAlarmHistoryRequest Read(Fields fields)
    {
        if (fields.Has("AlarmContributorId")) throw CloudWatchErrors.NotSupported("AlarmContributorId");
        fields.RefuseOthers("AlarmName", "AlarmTypes", "HistoryItemType", "StartDate", "EndDate", "MaxRecords", "NextToken", "ScanBy");
        var (name, type, scan, most) = (fields.Text("AlarmName"), fields.Text("HistoryItemType"), fields.Text("ScanBy"), fields.Integer("MaxRecords"));
        var types = fields.Texts("AlarmTypes");
        var checks = new ModelChecks()
            .Length("alarmName", name, 1, 255)
            .OneOf("historyItemType", type, AlarmHistory.ConfigurationUpdate, AlarmHistory.StateUpdate, AlarmHistory.Action, "AlarmContributorStateUpdate", "AlarmContributorAction")
            .OneOf("scanBy", scan, "TimestampDescending", "TimestampAscending").Range("maxRecords", most, 1, MostRecords);
        foreach (var wanted in types) checks.OneOf("alarmTypes", wanted, "CompositeAlarm", "MetricAlarm");
        checks.Check();

        // The model's own default: without a type, only metric alarms are told of.
        return new DescribeAlarmHistoryRequest(
            name, types.Count == 0 || types.Contains("MetricAlarm"), type, fields.Time("StartDate"), fields.Time("EndDate"), scan == "TimestampAscending",
            most ?? MostRecords, PageToken.Read(fields));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html</remarks>
internal static class DescribeAlarmHistory
{
    public static WireValue.Structure Execute(AlarmTable alarms, DescribeAlarmHistoryRequest request)
    {
        alarms.Watch.CatchUp();
        var all = request.IsAscending ? alarms.State.History : alarms.State.History.Reverse();
        var found = all.Where(i => request.WithMetricAlarms && IsWanted(i, request)).Skip(request.Skip).ToList();
        return WireValue.Of(
            ("AlarmHistoryItems", WireValue.ListOf(found.Take(request.MaxRecords), Item)),
            ("NextToken", found.Count > request.MaxRecords ? PageToken.Of(request.Skip + request.MaxRecords) : null));
    }

    private static bool IsWanted(AlarmHistoryItem item, DescribeAlarmHistoryRequest request) =>
        (request.AlarmName is null || item.AlarmName == request.AlarmName)
        && (request.Type is null || item.Type == request.Type)
        && (request.From is null || item.Timestamp >= request.From)
        && (request.To is null || item.Timestamp <= request.To);

    private static WireValue.Structure Item(AlarmHistoryItem item) => WireValue.Of(
        ("AlarmName", new WireValue.Text(item.AlarmName)), ("AlarmType", new WireValue.Text("MetricAlarm")), ("Timestamp", new WireValue.Time(item.Timestamp)),
        ("HistoryItemType", new WireValue.Text(item.Type)), ("HistorySummary", new WireValue.Text(item.Summary)), ("HistoryData", new WireValue.Text(item.Data)));
}
