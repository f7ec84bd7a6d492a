using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Dashboards;
using TaskTracker.Emulation.Services.CloudWatch.Operations;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>CloudWatch: metrics by namespace, name and dimensions, what other services count into them, and what can be asked of them; alarms and dashboards.</summary>
internal sealed class CloudWatchService : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly AlarmTable _alarms;
    private readonly DashboardTable _dashboards;

    /// <param name="clock">Virtual: data belong to its minutes.</param>
    public CloudWatchService(AwsScope scope, TimeProvider clock, NotifyTopic notifyTopic, NotifyFunction notifyFunction)
    {
        _clock = clock;
        State = new MetricsState(clock);
        _alarms = new AlarmTable(scope, clock, State, notifyTopic, notifyFunction);
        _dashboards = new DashboardTable(scope, clock);
        Service = new Service("cloudwatch", "monitoring", new CloudWatchProtocol(Table()))
        {
            TargetPrefix = "GraniteServiceVersion20100801",
            QueryVersion = "2010-08-01",
            Durable = [DurableState.Of(State.Changes, new MetricsRows(State)), _alarms.Durable, _dashboards.Durable],
        };
    }

    public Service Service { get; }

    public MetricsState State { get; }

    /// <summary>Dashboards to look at.</summary>
    public Door Dashboards => new DashboardDoor(_dashboards.State, new DashboardReading(State, _alarms)).Door;

    /// <inheritdoc cref="OpenMetric"/>
    public RecordDatum Open(string nameSpace, string name, string unit, params ReadOnlySpan<(string Name, string Value)> dimensions) =>
        State.Open(MetricKey.Of(nameSpace, name, dimensions.ToArray().Select(d => new Dimension(d.Name, d.Value)), unit));

    /// <summary>Evaluates what is due, for who looks at what alarms do.</summary>
    public void EvaluateAlarms() => _alarms.Watch.CatchUp();

    /// <inheritdoc cref="CountMetric"/>
    public void Count(MetricValue value)
    {
        // As of data that are put.
        if (PutMetricData.Takes(value.Value) && PutMetricData.Takes(value.Time, _clock.GetUtcNow())) State.Count(value);
    }

    public ValueTask DisposeAsync()
    {
        _alarms.Dispose();
        State.Dispose();
        return ValueTask.CompletedTask;
    }

    private Operation[] Table() =>
    [
        CloudWatchRow.OnEverything("PutMetricData", PutMetricDataRequest.Read, r => PutMetricData.Execute(State, _clock, r)),
        CloudWatchRow.OnEverything("ListMetrics", ListMetricsRequest.Read, r => ListMetrics.Execute(State, r)),
        CloudWatchRow.OnEverything("GetMetricStatistics", GetMetricStatisticsRequest.Read, r => GetMetricStatistics.Execute(State, r)),
        CloudWatchRow.OnEverything("GetMetricData", GetMetricDataRequest.Read, r => GetMetricData.Execute(State, r)),
        .. _alarms.Rows,
        .. _dashboards.Rows,
    ];
}
