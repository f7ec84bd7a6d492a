using System.Collections.Concurrent;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>What CloudWatch shows of operations on items.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html</remarks>
internal sealed class TableMeters(OpenMetric open)
{
    private const string Namespace = "AWS/DynamoDB";

    private readonly ConcurrentDictionary<(string Table, string Operation), Meters> _meters = new();
    private readonly ConcurrentDictionary<(string Metric, string Table, string? Index, string? Operation), RecordDatum> _throttles = new();

    /// <param name="isWrite">Which kind of capacity it consumed.</param>
    /// <param name="halves">Of capacity units.</param>
    /// <param name="startedAt">A timestamp of the real clock.</param>
    public void Count(string table, string operation, bool isWrite, long halves, long startedAt)
    {
        var meters = _meters.TryGetValue((table, operation), out var known) ? known : _meters.GetOrAdd((table, operation), Open(table, operation, isWrite));
        meters.Capacity(halves / 2.0);
        meters.Latency(TimeProvider.System.GetElapsedTime(startedAt).TotalMilliseconds);
    }

    /// <summary>Each read and each write of an item that met one without capacity, and the request if it was refused for it.</summary>
    public void CountThrottled(string operation, IReadOnlyList<ThrottlingReason> events, bool isRefused)
    {
        foreach (var (table, index, _, isWrite) in events)
        {
            var side = isWrite ? "Write" : "Read";
            Throttle($"{side}ThrottleEvents", table, index)(1);
            Throttle($"{side}ProvisionedThroughputThrottleEvents", table, index)(1);
        }

        if (!isRefused) return;
        foreach (var table in events.Select(e => e.Table).Distinct(StringComparer.Ordinal)) Throttle("ThrottledRequests", table, operation: operation)(1);
    }

    private RecordDatum Throttle(string metric, string table, string? index = null, string? operation = null) =>
        _throttles.GetOrAdd((metric, table, index, operation), static (key, open) => key switch
        {
            { Index: { } index } => open(Namespace, key.Metric, "Count", ("TableName", key.Table), ("GlobalSecondaryIndexName", index)),
            { Operation: { } operation } => open(Namespace, key.Metric, "Count", ("TableName", key.Table), ("Operation", operation)),
            _ => open(Namespace, key.Metric, "Count", ("TableName", key.Table)),
        }, open);

    private Meters Open(string table, string operation, bool isWrite) => new(
        open(Namespace, isWrite ? "ConsumedWriteCapacityUnits" : "ConsumedReadCapacityUnits", "Count", ("TableName", table)),
        open(Namespace, "SuccessfulRequestLatency", "Milliseconds", ("TableName", table), ("Operation", operation)));

    private sealed record Meters(RecordDatum Capacity, RecordDatum Latency);
}
