using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Logs.Metrics;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>The one way that events take into their streams, and what metrics are made of them on it.</summary>
internal sealed class Ingestion(LogsState state, TimeProvider clock, CountMetric count)
{
    /// <returns>The id of the last event.</returns>
    /// <exception cref="Protocols.AwsError">ResourceNotFoundException.</exception>
    public long Append(string group, string stream, IReadOnlyList<(long TimestampMs, byte[] Message)> lines)
    {
        var last = state.Changes.Commit(() =>
        {
            state.Get(group).Get(stream);
            var (now, id) = (clock.GetUtcNow().ToUnixTimeMilliseconds(), state.LastEventId);
            var events = new LogEvent[lines.Count];
            for (var i = 0; i < events.Length; i++) events[i] = new LogEvent(lines[i].TimestampMs, now, ++id, lines[i].Message);
            return (events.Length == 0 ? null : (LogsChange?)new LogsChange.EventsPut(group, stream, events), id);
        });
        if (state.Find(group) is { } found) Count(found, lines);
        return last;
    }

    /// <summary>Counts the default values of metric filters for minutes that are over.</summary>
    public void CountDefaults()
    {
        var thisMinute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        foreach (var filter in state.Groups.SelectMany(g => g.Filters)) filter.CountDefaults(thisMinute, count);
    }

    /// <summary>Looks at the messages only where there are filters, or where they say that they bring metrics.</summary>
    private void Count(LogGroup group, IReadOnlyList<(long TimestampMs, byte[] Message)> lines)
    {
        var filters = group.Filters;
        foreach (var (timestampMs, message) in lines)
        {
            var isEmbedded = EmbeddedMetrics.MayBeIn(message);
            if (filters.IsEmpty && !isEmbedded) continue;
            var (line, time) = (new LogLine(message), DateTimeOffset.FromUnixTimeMilliseconds(timestampMs));
            foreach (var filter in filters) filter.See(line, time, count);
            if (isEmbedded) EmbeddedMetrics.Count(line, group.Name, time, count);
        }
    }
}
