using System.Collections.Concurrent;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudWatch.Storage;

namespace TaskTracker.Emulation.Services.CloudWatch;

internal abstract record MetricsChange
{
    /// <param name="Minute">Since 1970.</param>
    public sealed record DataAdded(MetricKey Key, long Minute, Summary Summary) : MetricsChange;
}

/// <summary>Every series of the account, and what counts into them.</summary>
internal sealed class MetricsState : IDisposable
{
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MetricRecorder> _recorders = new(StringComparer.Ordinal);
    private readonly Dictionary<(string SeriesId, long Minute), MetricsChange.DataAdded> _uncollected = [];
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;

    /// <param name="clock">Virtual: says in which minute something happens.</param>
    public MetricsState(TimeProvider clock)
    {
        _clock = clock;
        Changes = new CommitPoint<MetricsChange>(Apply);
        _timer = clock.CreateTimer(_ => Collect(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    public CommitPoint<MetricsChange> Changes { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public long ThisMinute => MinuteOf(Now);

    public static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;

    public RecordDatum Open(MetricKey key) => _recorders.GetOrAdd(key.SeriesId, _ => new MetricRecorder(key, _clock)).Record;

    /// <summary>Every series, with all that has been counted up to now.</summary>
    public IEnumerable<MetricSeries> All()
    {
        Collect();
        return _series.Values;
    }

    public void Dispose()
    {
        _timer.Dispose();
        Collect();
    }

    /// <summary>What is known of one minute of a series; <c>null</c> for nothing.</summary>
    public Summary? Find(string seriesId, long minute) => _series.GetValueOrDefault(seriesId)?.Find(minute);

    private void Collect()
    {
        lock (_uncollected)
        {
            foreach (var added in _recorders.Values.SelectMany(r => r.Collect()))
            {
                var minute = (added.Key.SeriesId, added.Minute);
                _uncollected[minute] = _uncollected.TryGetValue(minute, out var known) ? known with { Summary = known.Summary.With(added.Summary) } : added;
            }

            try
            {
                Changes.CommitAll([.. _uncollected.Values]);
                _uncollected.Clear();
            }
            catch (NotDurable)
            {
                // Told where it happened. What was counted waits for the next time, and whoever asks sees what is kept.
            }
        }
    }

    private void Apply(MetricsChange change)
    {
        switch (change)
        {
            case MetricsChange.DataAdded(var key, var minute, var summary):
                _series.GetOrAdd(key.SeriesId, _ => new MetricSeries(key)).Add(minute, summary);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }
}
