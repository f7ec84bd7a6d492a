using System.Collections.Concurrent;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.Lambda.Events;

/// <summary>What CloudWatch shows of asynchronous invocations, by function.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#asynchronous-invocation-metrics</remarks>
internal sealed class EventMeters(OpenMetric open)
{
    private const string Namespace = "AWS/Lambda";

    private readonly ConcurrentDictionary<(string Metric, string Function), RecordDatum> _meters = new();

    public void Received(string function) => Count("AsyncEventsReceived", "Count", function, 1);

    /// <param name="age">Since it was queued, when the function is about to have it.</param>
    public void Tried(string function, TimeSpan age) => Count("AsyncEventAge", "Milliseconds", function, age.TotalMilliseconds);

    /// <summary>It was given up.</summary>
    public void Dropped(string function) => Count("AsyncEventsDropped", "Count", function, 1);

    /// <summary>Its record did not reach its destination.</summary>
    public void NotDelivered(string function) => Count("DestinationDeliveryFailures", "Count", function, 1);

    private void Count(string metric, string unit, string function, double value) =>
        _meters.GetOrAdd((metric, function), key => open(Namespace, key.Metric, unit, ("FunctionName", key.Function)))(value);
}
