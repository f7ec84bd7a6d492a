using System.Collections.Concurrent;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>What CloudWatch shows of operations on items.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html</remarks>
internal sealed class TableMeters(OpenMetric open)
{
    private const string Namespace = "AWS/DynamoDB";

    private readonly ConcurrentDictionary<(string Table, string Operation), Meters> _meters = new();

    /// <param name="isWrite">Which kind of capacity it consumed.</param>
    /// <param name="halves">Of capacity units.</param>
    /// <param name="startedAt">A timestamp of the real clock.</param>
    public void Count(string table, string operation, bool isWrite, long halves, long startedAt)
    {
        var meters = _meters.TryGetValue((table, operation), out var known) ? known : _meters.GetOrAdd((table, operation), Open(table, operation, isWrite));
        meters.Capacity(halves / 2.0);
        meters.Latency(TimeProvider.System.GetElapsedTime(startedAt).TotalMilliseconds);
    }

    private Meters Open(string table, string operation, bool isWrite) => new(
        open(Namespace, isWrite ? "ConsumedWriteCapacityUnits" : "ConsumedReadCapacityUnits", "Count", ("TableName", table)),
        open(Namespace, "SuccessfulRequestLatency", "Milliseconds", ("TableName", table), ("Operation", operation)));

    private sealed record Meters(RecordDatum Capacity, RecordDatum Latency);
}
