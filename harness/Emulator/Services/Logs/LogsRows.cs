using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.Logs.Metrics;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>
/// Groups, then their streams, then events as they came, then filters: <c>1 GROUP</c>, <c>2 GROUP STREAM</c>, <c>3 GROUP STREAM FIRST-ID</c>, <c>4 GROUP FILTER</c>,
/// parted by NUL; a NUL in the name of a stream or a filter is a colon, which no name holds.
/// </summary>
internal sealed class LogsRows(LogsState state) : StateRows<LogsChange>("logs")
{
    private const int HeadBytes = 28;

    public override void Write(LogsChange change, RowBatch rows)
    {
        switch (change)
        {
            case LogsChange.GroupPut(var settings):
                rows.Put($"1\0{settings.Name}", RowJson.Write(settings, LogsRowJson.Default.LogGroupSettings));
                break;
            case LogsChange.GroupDeleted(var name):
                rows.Remove($"1\0{name}");
                rows.RemoveAll($"2\0{name}\0");
                rows.RemoveAll($"3\0{name}\0");
                rows.RemoveAll($"4\0{name}\0");
                break;
            case LogsChange.StreamCreated(var group, var stream, var at):
                rows.Put($"2\0{group}\0{Named(stream)}", Encoding.UTF8.GetBytes(at.ToString("O", CultureInfo.InvariantCulture)));
                break;
            case LogsChange.StreamDeleted(var group, var stream):
                rows.Remove($"2\0{group}\0{Named(stream)}");
                rows.RemoveAll($"3\0{group}\0{Named(stream)}\0");
                break;
            case LogsChange.EventsPut(var group, var stream, var events):
                foreach (var (dropped, firstId) in state.Get(group).TakeDropped()) rows.Remove(EventsKey(group, dropped, firstId));
                rows.Put(EventsKey(group, stream, events[0].Id), Encode(events));
                break;
            case LogsChange.EventsExpired(var group, var batches):
                foreach (var (stream, firstId) in batches) rows.Remove(EventsKey(group, stream, firstId));
                break;
            case LogsChange.FilterPut(var group, var filter):
                rows.Put($"4\0{group}\0{Named(filter.Name)}", RowJson.Write(filter, LogsRowJson.Default.MetricFilterSettings));
                break;
            case LogsChange.FilterDeleted(var group, var filter):
                rows.Remove($"4\0{group}\0{Named(filter)}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override LogsChange Read(byte[] key, ReadOnlySpan<byte> value)
    {
        var parts = TextOf(key).Split('\0');
        return parts[0] switch
        {
            "1" => new LogsChange.GroupPut(RowJson.Read(value, LogsRowJson.Default.LogGroupSettings)),
            "2" => new LogsChange.StreamCreated(
                parts[1], NameIn(parts[2]), DateTimeOffset.ParseExact(Encoding.UTF8.GetString(value), "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
            "3" => new LogsChange.EventsPut(parts[1], NameIn(parts[2]), Decode(value)),
            "4" => new LogsChange.FilterPut(parts[1], RowJson.Read(value, LogsRowJson.Default.MetricFilterSettings)),
            _ => throw Unknown(key),
        };
    }

    private static string EventsKey(string group, string stream, long firstId) => $"3\0{group}\0{Named(stream)}\0{firstId:X16}";

    private static string Named(string name) => name.Replace('\0', ':');

    private static string NameIn(string part) => part.Replace(':', '\0');

    /// <summary>Of each event <c>[8: time] [8: ingested] [8: id] [4: length] [message]</c>.</summary>
    private static byte[] Encode(IReadOnlyList<LogEvent> events)
    {
        var bytes = new byte[events.Sum(e => HeadBytes + e.Message.Length)];
        var rest = bytes.AsSpan();
        foreach (var e in events)
        {
            BinaryPrimitives.WriteInt64BigEndian(rest, e.TimestampMs);
            BinaryPrimitives.WriteInt64BigEndian(rest[8..], e.IngestedMs);
            BinaryPrimitives.WriteInt64BigEndian(rest[16..], e.Id);
            BinaryPrimitives.WriteInt32BigEndian(rest[24..], e.Message.Length);
            e.Message.CopyTo(rest[HeadBytes..]);
            rest = rest[(HeadBytes + e.Message.Length)..];
        }

        return bytes;
    }

    private static List<LogEvent> Decode(ReadOnlySpan<byte> row)
    {
        var events = new List<LogEvent>();
        while (row.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(row[24..]);
            events.Add(new LogEvent(
                BinaryPrimitives.ReadInt64BigEndian(row), BinaryPrimitives.ReadInt64BigEndian(row[8..]), BinaryPrimitives.ReadInt64BigEndian(row[16..]),
                row.Slice(HeadBytes, length).ToArray()));
            row = row[(HeadBytes + length)..];
        }

        return events;
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(LogGroupSettings))]
[JsonSerializable(typeof(MetricFilterSettings))]
internal sealed partial class LogsRowJson : JsonSerializerContext;
