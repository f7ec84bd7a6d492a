using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.CloudWatch.Storage;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>What is known of every minute of every series as a row: <c>SERIES MINUTE</c>, and <c>SERIES MINUTE.SECOND</c> of data of high resolution.</summary>
internal sealed class MetricsRows(MetricsState state) : StateRows<MetricsChange>("cloudwatch.metrics")
{
    public override void Write(MetricsChange change, RowBatch rows)
    {
        switch (change)
        {
            case MetricsChange.DataAdded(var key, var minute, var summary, var second):
                var all = state.Find(key.SeriesId, minute, second)?.With(summary) ?? summary;
                rows.Put(KeyOf(key, minute) + (second > 0 ? $".{second:D2}" : ""), RowJson.Write(new MetricRow(key, minute, all, second), MetricRowJson.Default.MetricRow));
                rows.RemoveBetween(KeyOf(key, 0), KeyOf(key, Math.Max(0, minute - MetricSeries.KeptMinutes)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override MetricsChange Read(byte[] key, ReadOnlySpan<byte> value)
    {
        var row = RowJson.Read(value, MetricRowJson.Default.MetricRow);
        return new MetricsChange.DataAdded(row.Key, row.Minute, row.Summary, row.Second);
    }

    private static string KeyOf(MetricKey key, long minute) => $"{key.SeriesId}\u001f{minute:D12}";
}

internal sealed record MetricRow(MetricKey Key, long Minute, Summary Summary, int Second = 0);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(MetricRow))]
internal sealed partial class MetricRowJson : JsonSerializerContext;
