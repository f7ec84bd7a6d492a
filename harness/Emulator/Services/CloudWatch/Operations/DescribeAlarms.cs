using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <param name="Names">Empty for all.</param>
/// <param name="WithMetricAlarms">Whether alarms of the one type that there is here are asked for.</param>
/// <param name="Skip">How many came in the pages before.</param>
internal sealed record DescribeAlarmsRequest(
    IReadOnlyList<string> Names, string? Prefix, string? StateValue, string? ActionPrefix, bool WithMetricAlarms, int MaxRecords, int Skip)
{
    private const int MostRecords = 100;
    private const int UsualRecords = 50;

    public static DescribeAlarmsRequest Read(Fields fields)
    {
        foreach (var name in (string[])["ChildrenOfAlarmName", "ParentsOfAlarmName"])
        {
            if (fields.Has(name)) throw CloudWatchErrors.NotSupported(name);
        }

        fields.RefuseOthers("AlarmNames", "AlarmNamePrefix", "AlarmTypes", "StateValue", "ActionPrefix", "MaxRecords", "NextToken");
        var (names, types) = (fields.Texts("AlarmNames"), fields.Texts("AlarmTypes"));
        var (prefix, state, actions, most) = (fields.Text("AlarmNamePrefix"), fields.Text("StateValue"), fields.Text("ActionPrefix"), fields.Integer("MaxRecords"));
        var checks = new ModelChecks()
            .Count("alarmNames", names, MostRecords).Length("alarmNamePrefix", prefix, 1, 255).Length("actionPrefix", actions, 1, 1024)
            .OneOf("stateValue", state, SetAlarmStateRequest.States).Range("maxRecords", most, 1, MostRecords);
        foreach (var type in types) checks.OneOf("alarmTypes", type, "CompositeAlarm", "MetricAlarm");
        checks.Check();
        if (names.Count > 0 && prefix is not null) throw CloudWatchErrors.Exclusive("AlarmNames", "AlarmNamePrefix");
        return new DescribeAlarmsRequest(
            names, prefix, state, actions, types.Count == 0 || types.Contains("MetricAlarm"), most ?? (names.Count > 0 ? MostRecords : UsualRecords), PageToken.Read(fields));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html</remarks>
internal static class DescribeAlarms
{
    public static WireValue.Structure Execute(AlarmTable alarms, DescribeAlarmsRequest request)
    {
        alarms.Watch.CatchUp();
        var found = alarms.State.Alarms.Where(a => request.WithMetricAlarms && IsWanted(a, request)).Skip(request.Skip).ToList();
        return WireValue.Of(
            ("CompositeAlarms", new WireValue.Listed([])),
            ("MetricAlarms", WireValue.ListOf(found.Take(request.MaxRecords), AlarmView.Of)),
            ("NextToken", found.Count > request.MaxRecords ? PageToken.Of(request.Skip + request.MaxRecords) : null));
    }

    private static bool IsWanted(MetricAlarm alarm, DescribeAlarmsRequest request) =>
        (request.Names.Count == 0 || request.Names.Contains(alarm.Name))
        && (request.Prefix is null || alarm.Name.StartsWith(request.Prefix, StringComparison.Ordinal))
        && (request.StateValue is null || alarm.Status.Value == request.StateValue)
        && (request.ActionPrefix is null || alarm.Settings.OkActions.Concat(alarm.Settings.AlarmActions).Concat(alarm.Settings.InsufficientDataActions)
            .Any(a => a.StartsWith(request.ActionPrefix, StringComparison.Ordinal)));
}
