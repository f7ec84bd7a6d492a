using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <summary>Dashboards as rows, by name.</summary>
internal sealed class DashboardRows() : StateRows<DashboardChange>("cloudwatch.dashboards")
{
    public override void Write(DashboardChange change, RowBatch rows)
    {
        switch (change)
        {
            case DashboardChange.DashboardPut(var dashboard):
                rows.Put(dashboard.Name, RowJson.Write(dashboard, DashboardRowJson.Default.Dashboard));
                break;
            case DashboardChange.DashboardDeleted(var name):
                rows.Remove(name);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override DashboardChange Read(byte[] key, ReadOnlySpan<byte> value) => new DashboardChange.DashboardPut(RowJson.Read(value, DashboardRowJson.Default.Dashboard));
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Dashboard))]
internal sealed partial class DashboardRowJson : JsonSerializerContext;
