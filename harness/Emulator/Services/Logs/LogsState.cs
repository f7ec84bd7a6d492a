using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Logs.Metrics;

namespace TaskTracker.Emulation.Services.Logs;

/// <param name="Id">Higher than that of every event written before.</param>
/// <param name="Message">UTF-8.</param>
internal readonly record struct LogEvent(long TimestampMs, long IngestedMs, long Id, byte[] Message);

/// <summary>A group's settings.</summary>
/// <param name="RetentionDays"><c>null</c>: events are kept for ever.</param>
internal sealed record LogGroupSettings(string Name, DateTimeOffset CreatedAt, int? RetentionDays, ImmutableSortedDictionary<string, string> Tags);

internal abstract record LogsChange
{
    public sealed record GroupPut(LogGroupSettings Group) : LogsChange;

    public sealed record GroupDeleted(string Name) : LogsChange;

    public sealed record StreamCreated(string Group, string Stream, DateTimeOffset At) : LogsChange;

    public sealed record StreamDeleted(string Group, string Stream) : LogsChange;

    /// <param name="Events">In the order of their timestamps.</param>
    public sealed record EventsPut(string Group, string Stream, IReadOnlyList<LogEvent> Events) : LogsChange;

    /// <param name="Batches">What was put together, by stream and the id of the first event.</param>
    public sealed record EventsExpired(string Group, IReadOnlyList<(string Stream, long FirstId)> Batches) : LogsChange;

    public sealed record FilterPut(string Group, MetricFilterSettings Filter) : LogsChange;

    public sealed record FilterDeleted(string Group, string Name) : LogsChange;
}

/// <summary>Log groups by name.</summary>
internal sealed class LogsState
{
    private ImmutableSortedDictionary<string, LogGroup> _groups = ImmutableSortedDictionary.Create<string, LogGroup>(StringComparer.Ordinal);

    public LogsState() => Changes = new CommitPoint<LogsChange>(Apply);

    public CommitPoint<LogsChange> Changes { get; }

    public IEnumerable<LogGroup> Groups => _groups.Values;

    /// <summary>The id of the event that was written last.</summary>
    public long LastEventId { get; private set; }

    public LogGroup? Find(string name) => _groups.GetValueOrDefault(name);

    /// <exception cref="Protocols.AwsError">ResourceNotFoundException.</exception>
    public LogGroup Get(string name) => Find(name) ?? throw LogsErrors.NoSuchGroup();

    /// <summary>Deletes what a group keeps no longer.</summary>
    public void Expire(string group, DateTimeOffset now) => Changes.Commit(() =>
    {
        var expired = Find(group) is { } found ? found.Expired(found.OldestMs(now)) : [];
        return (expired.Count == 0 ? null : (LogsChange?)new LogsChange.EventsExpired(group, expired), Nothing.Value);
    });

    private void Apply(LogsChange change)
    {
        switch (change)
        {
            case LogsChange.GroupPut(var settings) when Find(settings.Name) is { } group:
                group.Settings = settings;
                break;
            case LogsChange.GroupPut(var settings):
                _groups = _groups.Add(settings.Name, new LogGroup(settings));
                break;
            case LogsChange.GroupDeleted(var name):
                _groups = _groups.Remove(name);
                break;
            case LogsChange.StreamCreated(var group, var stream, var at):
                Get(group).Add(new LogStream(stream, at));
                break;
            case LogsChange.StreamDeleted(var group, var stream):
                Get(group).Remove(stream);
                break;
            case LogsChange.EventsPut(var group, var stream, var events):
                LastEventId = Math.Max(LastEventId, events[^1].Id);
                Get(group).Append(stream, events);
                break;
            case LogsChange.EventsExpired(var group, var batches):
                Get(group).Drop(batches.Select(b => b.FirstId));
                break;
            case LogsChange.FilterPut(var group, var filter):
                Get(group).Put(new MetricFilter(filter));
                break;
            case LogsChange.FilterDeleted(var group, var name):
                Get(group).RemoveFilter(name);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }
}
