namespace TaskTracker.Emulation.Services.CloudWatch.Storage;

/// <summary>What is known of a while.</summary>
/// <param name="Begin">Seconds since 1970.</param>
internal readonly record struct MetricPeriod(long Begin, Summary Summary);

/// <summary>What is known of every minute of a series, and of every second of it that has data of high resolution.</summary>
internal sealed class MetricSeries(MetricKey key)
{
    /// <summary>How long minutes are kept.</summary>
    /// <remarks>AWS keeps their sums longer, by five minutes and by hours.</remarks>
    public const long KeptMinutes = 15 * 24 * 60;

    private readonly Lock _gate = new();

    // By the second: of what has no high resolution the first of its minute.
    private readonly SortedDictionary<long, Summary> _known = [];

    public MetricKey Key => key;

    /// <summary>The newest minute that has data.</summary>
    public long LastMinute { get; private set; } = long.MinValue;

    public Summary? Find(long minute, int second)
    {
        lock (_gate) return _known.GetValueOrDefault((minute * 60) + second);
    }

    public void Add(long minute, int second, Summary summary)
    {
        lock (_gate)
        {
            var at = (minute * 60) + second;
            _known[at] = _known.TryGetValue(at, out var before) ? before.With(summary) : summary;
            if (minute <= LastMinute) return;
            LastMinute = minute;
            while (_known.Keys.First() < (minute - KeptMinutes) * 60) _known.Remove(_known.Keys.First());
        }
    }

    /// <summary>Periods of whole minutes that have data, in the order of time, each under the minute with which it begins.</summary>
    /// <param name="from">With which the first period begins.</param>
    /// <param name="to">With which no period begins any more.</param>
    public IReadOnlyList<(long Minute, Summary Summary)> Periods(long from, long to, long minutesEach) =>
        [.. Read(from * 60, to * 60, minutesEach * 60).Select(p => (p.Begin / 60, p.Summary))];

    /// <summary>Periods that have data, in the order of time.</summary>
    /// <param name="from">Seconds since 1970 at which the first period begins.</param>
    /// <param name="to">At which no period begins any more.</param>
    public IReadOnlyList<MetricPeriod> Read(long from, long to, long secondsEach)
    {
        var periods = new List<MetricPeriod>();
        lock (_gate)
        {
            foreach (var (second, summary) in _known.SkipWhile(m => m.Key < from).TakeWhile(m => m.Key < to))
            {
                var begin = from + ((second - from) / secondsEach * secondsEach);
                if (periods.Count > 0 && periods[^1].Begin == begin) periods[^1] = new MetricPeriod(begin, periods[^1].Summary.With(summary));
                else periods.Add(new MetricPeriod(begin, summary));
            }
        }

        return periods;
    }
}
