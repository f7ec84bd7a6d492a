using System.Collections.Concurrent;
using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudWatch.Storage;

namespace TaskTracker.Emulation.Services.CloudWatch;

internal abstract record MetricsChange
{
    /// <param name="Minute">Since 1970.</param>
    /// <param name="Second">Within the minute, of data of high resolution; otherwise 0.</param>
    public sealed record DataAdded(MetricKey Key, long Minute, Summary Summary, int Second = 0) : MetricsChange;
}

/// <summary>Every series of the account, and what counts into them.</summary>
internal sealed class MetricsState : IDisposable
{
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableList<MetricSeries>> _byMetric = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MetricRecorder> _recorders = new(StringComparer.Ordinal);
    private readonly Dictionary<(string SeriesId, long Minute, int Second), MetricsChange.DataAdded> _uncollected = [];
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

    /// <summary>Counts a value at a time of its own; it is committed with what the recorders have, so that nobody waits for the disk.</summary>
    public void Count(MetricValue value)
    {
        var seconds = value.Time.ToUnixTimeSeconds();
        var key = MetricKey.Of(value.Namespace, value.Name, value.Dimensions.Select(d => new Dimension(d.Name, d.Value)), value.Unit);
        var added = new MetricsChange.DataAdded(key, seconds / 60, Summary.Of(value.Value, value.Count), value.IsHighResolution ? (int)(seconds % 60) : 0);
        lock (_uncollected) Gather(added);
    }

    /// <summary>What is known of a metric, period by period in the order of time, with all that has been counted up to now. Periods without data are left out.</summary>
    /// <param name="metricId"><see cref="MetricKey.MetricId"/>: namespace, name and exactly these dimensions.</param>
    /// <param name="unit"><c>null</c>: data of every unit together.</param>
    /// <param name="from">Seconds since 1970 at which the first period begins.</param>
    /// <param name="to">At which no period begins any more.</param>
    public IReadOnlyList<MetricPeriod> Read(string metricId, string? unit, long from, long to, int periodSeconds)
    {
        Collect();
        var series = _byMetric.GetValueOrDefault(metricId, []).Where(s => unit is null || s.Key.Unit == unit).ToList();
        if (series.Count == 1) return series[0].Read(from, to, periodSeconds);
        var all = series.SelectMany(s => s.Read(from, to, periodSeconds)).GroupBy(p => p.Begin, p => p.Summary).OrderBy(p => p.Key);
        return [.. all.Select(p => new MetricPeriod(p.Key, p.Aggregate((one, other) => one.With(other))))];
    }

    /// <summary>The series of a metric, one for each unit that its data have.</summary>
    public IReadOnlyList<MetricSeries> SeriesOf(string metricId)
    {
        Collect();
        return _byMetric.GetValueOrDefault(metricId, []);
    }

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

    /// <summary>What is known of one minute of a series, or of a second of it; <c>null</c> for nothing.</summary>
    public Summary? Find(string seriesId, long minute, int second) => _series.GetValueOrDefault(seriesId)?.Find(minute, second);

    private void Collect()
    {
        lock (_uncollected)
        {
            foreach (var added in _recorders.Values.SelectMany(r => r.Collect())) Gather(added);
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

    private void Gather(MetricsChange.DataAdded added)
    {
        var at = (added.Key.SeriesId, added.Minute, added.Second);
        _uncollected[at] = _uncollected.TryGetValue(at, out var known) ? known with { Summary = known.Summary.With(added.Summary) } : added;
    }

    private void Apply(MetricsChange change)
    {
        switch (change)
        {
            case MetricsChange.DataAdded(var key, var minute, var summary, var second):
                if (!_series.TryGetValue(key.SeriesId, out var series)) series = Begin(key);
                series.Add(minute, second, summary);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    /// <summary>Called under the commit point's gate, so that no two make the same series.</summary>
    private MetricSeries Begin(MetricKey key)
    {
        var series = _series[key.SeriesId] = new MetricSeries(key);
        _byMetric.AddOrUpdate(key.MetricId, _ => [series], (_, known) => known.Add(series));
        return series;
    }
}
