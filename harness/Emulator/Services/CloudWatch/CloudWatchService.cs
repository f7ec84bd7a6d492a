using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudWatch.Operations;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>CloudWatch: metrics by namespace, name and dimensions, what other services count into them, and what can be asked of them.</summary>
internal sealed class CloudWatchService : IAsyncDisposable
{
    private readonly TimeProvider _clock;

    /// <param name="clock">Virtual: data belong to its minutes.</param>
    public CloudWatchService(TimeProvider clock)
    {
        _clock = clock;
        State = new MetricsState(clock);
        Service = new Service("cloudwatch", "monitoring", new CloudWatchProtocol(Table()))
        {
            TargetPrefix = "GraniteServiceVersion20100801",
            QueryVersion = "2010-08-01",
            Durable = [DurableState.Of(State.Changes, new MetricsRows(State))],
        };
    }

    public Service Service { get; }

    public MetricsState State { get; }

    /// <inheritdoc cref="OpenMetric"/>
    public RecordDatum Open(string nameSpace, string name, string unit, params ReadOnlySpan<(string Name, string Value)> dimensions) =>
        State.Open(MetricKey.Of(nameSpace, name, dimensions.ToArray().Select(d => new Dimension(d.Name, d.Value)), unit));

    public ValueTask DisposeAsync()
    {
        State.Dispose();
        return ValueTask.CompletedTask;
    }

    private Operation[] Table() =>
    [
        Row("PutMetricData", PutMetricDataRequest.Read, r => PutMetricData.Execute(State, _clock, r)),
        Row("ListMetrics", ListMetricsRequest.Read, r => ListMetrics.Execute(State, r)),
        Row("GetMetricStatistics", GetMetricStatisticsRequest.Read, r => GetMetricStatistics.Execute(State, r)),
        Row("GetMetricData", GetMetricDataRequest.Read, r => GetMetricData.Execute(State, r)),
    ];

    /// <summary>Metrics have no ARN: policies decide on <c>*</c>.</summary>
    private static Operation<TRequest, WireValue.Structure?> Row<TRequest>(
        string name, Func<Fields, TRequest> read, Func<TRequest, WireValue.Structure?> execute) => new(
            name,
            "cloudwatch:" + name,
            exchange => read(new Fields(CloudWatchProtocol.WireOf(exchange).Read(exchange.Request))),
            _ => "*",
            (request, _) => ValueTask.FromResult(execute(request)),
            (result, exchange) => CloudWatchProtocol.WireOf(exchange).Write(name, result, exchange));
}
