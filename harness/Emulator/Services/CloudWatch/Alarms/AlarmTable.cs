using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudWatch.Operations;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Alarms: their state, what watches them, and the operations on them.</summary>
internal sealed class AlarmTable : IDisposable
{
    private readonly AwsScope _scope;
    private readonly TimeProvider _clock;

    public AlarmTable(AwsScope scope, TimeProvider clock, MetricsState metrics, NotifyTopic notifyTopic, NotifyFunction notifyFunction)
    {
        (_scope, _clock) = (scope, clock);
        Actions = new AlarmActions(State, scope, notifyTopic, notifyFunction);
        Watch = new AlarmWatch(State, metrics, Actions, clock);
    }

    public AlarmsState State { get; } = new();

    public AlarmActions Actions { get; }

    public AlarmWatch Watch { get; }

    public DurableState Durable => DurableState.Of(State.Changes, new AlarmRows(State), afterwards: Watch.Start);

    public IEnumerable<Operation> Rows =>
    [
        CloudWatchRow.On("PutMetricAlarm", f => PutMetricAlarmRequest.Read(f, _scope), r => [ArnOf(r.Name)], r => PutMetricAlarm.Execute(this, _clock, ArnOf(r.Name), r)),
        CloudWatchRow.On("DescribeAlarms", DescribeAlarmsRequest.Read, r => Named(r.Names), r => DescribeAlarms.Execute(this, r)),
        CloudWatchRow.OnEverything("DescribeAlarmsForMetric", DescribeAlarmsForMetricRequest.Read, r => DescribeAlarmsForMetric.Execute(this, r)),
        CloudWatchRow.On("DescribeAlarmHistory", DescribeAlarmHistoryRequest.Read, r => Named(r.AlarmName is { } name ? [name] : []), r => DescribeAlarmHistory.Execute(this, r)),
        CloudWatchRow.On("DeleteAlarms", AlarmNamesRequest.Read, r => Named(r.Names), r => DeleteAlarms.Execute(this, _clock, r)),
        CloudWatchRow.On("SetAlarmState", SetAlarmStateRequest.Read, r => [ArnOf(r.Name)], r => SetAlarmState.Execute(this, _clock, r)),
        CloudWatchRow.On("EnableAlarmActions", AlarmNamesRequest.Read, r => Named(r.Names), r => EnableAlarmActions.Execute(this, _clock, r)),
        CloudWatchRow.On("DisableAlarmActions", AlarmNamesRequest.Read, r => Named(r.Names), r => DisableAlarmActions.Execute(this, _clock, r)),
        CloudWatchRow.On("TagResource", TagResourceRequest.Read, r => [r.Arn], r => TagResource.Execute(this, r)),
        CloudWatchRow.On("UntagResource", UntagResourceRequest.Read, r => [r.Arn], r => UntagResource.Execute(this, r)),
        CloudWatchRow.On("ListTagsForResource", ListTagsForResourceRequest.Read, r => [r.Arn], r => ListTagsForResource.Execute(this, r)),
    ];

    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public MetricAlarm Get(string arn) => State.Alarms.FirstOrDefault(a => a.Arn == arn) ?? throw CloudWatchErrors.NoSuchResource(arn);

    /// <summary>Names without an alarm are passed over.</summary>
    public void EnableActions(IReadOnlyList<string> names, bool enabled, DateTimeOffset now)
    {
        foreach (var name in names)
        {
            State.Change(
                name,
                alarm => alarm is null || alarm.Settings.ActionsEnabled == enabled ? null : alarm with { Settings = alarm.Settings with { ActionsEnabled = enabled }, ConfiguredAt = now },
                (_, alarm) => AlarmHistory.Configured(alarm, isNew: false));
        }
    }

    public void Dispose() => Watch.Dispose();

    private string ArnOf(string name) => _scope.Arn("cloudwatch", "alarm:" + name);

    private IReadOnlyList<string> Named(IReadOnlyList<string> names) => names.Count == 0 ? [ArnOf("*")] : [.. names.Select(ArnOf)];
}
