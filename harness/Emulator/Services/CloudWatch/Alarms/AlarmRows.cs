using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Alarms as rows by their names, <c>alarm/NAME</c>, and what happened to them in order, <c>history/NUMBER</c>.</summary>
internal sealed class AlarmRows(AlarmsState state) : StateRows<AlarmChange>("cloudwatch.alarms")
{
    private const string OfAlarm = "alarm/";
    private const string OfHistory = "history/";

    public override void Write(AlarmChange change, RowBatch rows)
    {
        switch (change)
        {
            case AlarmChange.AlarmPut(var alarm):
                rows.Put(OfAlarm + alarm.Name, RowJson.Write(alarm, AlarmRowJson.Default.MetricAlarm));
                break;
            case AlarmChange.AlarmDeleted(var name):
                rows.Remove(OfAlarm + name);
                break;
            case AlarmChange.Happened(var number, var item):
                foreach (var old in state.NumbersBefore(item.Timestamp - AlarmHistory.Kept)) rows.Remove(KeyOf(old));
                rows.Put(KeyOf(number), RowJson.Write(item, AlarmRowJson.Default.AlarmHistoryItem));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override AlarmChange Read(byte[] key, ReadOnlySpan<byte> value)
    {
        var text = TextOf(key);
        if (text.StartsWith(OfAlarm, StringComparison.Ordinal)) return new AlarmChange.AlarmPut(RowJson.Read(value, AlarmRowJson.Default.MetricAlarm));
        if (!text.StartsWith(OfHistory, StringComparison.Ordinal)) throw Unknown(key);
        return new AlarmChange.Happened(
            long.Parse(text.AsSpan(OfHistory.Length), System.Globalization.CultureInfo.InvariantCulture), RowJson.Read(value, AlarmRowJson.Default.AlarmHistoryItem));
    }

    private static string KeyOf(long number) => $"{OfHistory}{number:D12}";
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(MetricAlarm))]
[JsonSerializable(typeof(AlarmHistoryItem))]
internal sealed partial class AlarmRowJson : JsonSerializerContext;
