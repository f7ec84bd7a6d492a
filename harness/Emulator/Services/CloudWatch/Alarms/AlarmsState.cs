using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

internal abstract record AlarmChange
{
    public sealed record AlarmPut(MetricAlarm Alarm) : AlarmChange;

    public sealed record AlarmDeleted(string Name) : AlarmChange;

    /// <param name="Number">Of all that has happened to alarms, in order.</param>
    public sealed record Happened(long Number, AlarmHistoryItem Item) : AlarmChange;
}

/// <summary>Every alarm of the account, and what has happened to them.</summary>
internal sealed class AlarmsState
{
    private ImmutableSortedDictionary<string, MetricAlarm> _alarms = ImmutableSortedDictionary.Create<string, MetricAlarm>(StringComparer.Ordinal);
    private ImmutableSortedDictionary<long, AlarmHistoryItem> _history = ImmutableSortedDictionary<long, AlarmHistoryItem>.Empty;

    public AlarmsState() => Changes = new CommitPoint<AlarmChange>(Apply);

    public CommitPoint<AlarmChange> Changes { get; }

    public IEnumerable<MetricAlarm> Alarms => _alarms.Values;

    public bool IsEmpty => _alarms.IsEmpty;

    /// <summary>Oldest first.</summary>
    public IEnumerable<AlarmHistoryItem> History => _history.Values;

    /// <summary>Numbers of what happened before a time, which nobody asks for any more.</summary>
    public IEnumerable<long> NumbersBefore(DateTimeOffset time) => _history.TakeWhile(h => h.Value.Timestamp < time).Select(h => h.Key);

    public MetricAlarm? Find(string name) => _alarms.GetValueOrDefault(name);

    /// <summary>Changes one alarm and notes what happened, in one step.</summary>
    /// <param name="change">Of the alarm as it is, <c>null</c> where there is none; the alarm as it will be, <c>null</c> to leave everything as it is.</param>
    /// <param name="happened">What is noted of it.</param>
    /// <returns>The alarm as it was and as it is.</returns>
    public (MetricAlarm? Before, MetricAlarm? After) Change(string name, Func<MetricAlarm?, MetricAlarm?> change, Func<MetricAlarm?, MetricAlarm, AlarmHistoryItem?> happened)
    {
        // What is noted is no decision that anything rests on: it follows the change.
        var (before, after) = Changes.Commit(() =>
        {
            var known = Find(name);
            var next = change(known);
            return (next is null ? null : (AlarmChange)new AlarmChange.AlarmPut(next), (Known: known, Next: next));
        });
        if (after is not null && happened(before, after) is { } item) Note(item);
        return (before, after);
    }

    public void Note(AlarmHistoryItem item) => Changes.Commit(() =>
    {
        var number = _history.IsEmpty ? 1 : _history.Keys.Last() + 1;
        return ((AlarmChange?)new AlarmChange.Happened(number, item), true);
    });

    private void Apply(AlarmChange change)
    {
        switch (change)
        {
            case AlarmChange.AlarmPut(var alarm):
                _alarms = _alarms.SetItem(alarm.Name, alarm);
                break;
            case AlarmChange.AlarmDeleted(var name):
                _alarms = _alarms.Remove(name);
                break;
            case AlarmChange.Happened(var number, var item):
                _history = _history.RemoveRange(NumbersBefore(item.Timestamp - AlarmHistory.Kept)).SetItem(number, item);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }
}
