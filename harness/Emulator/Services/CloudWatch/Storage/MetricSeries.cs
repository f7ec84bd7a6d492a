namespace TaskTracker.Emulation.Services.CloudWatch.Storage;

/// <summary>What is known of every minute of a series.</summary>
internal sealed class MetricSeries(MetricKey key)
{
    /// <summary>How long minutes are kept.</summary>
    /// <remarks>AWS keeps their sums longer, by five minutes and by hours.</remarks>
    public const long KeptMinutes = 15 * 24 * 60;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Summary> _byMinute = [];

    public MetricKey Key => key;

    /// <summary>The newest minute that has data.</summary>
    public long LastMinute { get; private set; } = long.MinValue;

    public Summary? Find(long minute)
    {
        lock (_gate) return _byMinute.GetValueOrDefault(minute);
    }

    public void Add(long minute, Summary summary)
    {
        lock (_gate)
        {
            _byMinute[minute] = _byMinute.TryGetValue(minute, out var known) ? known.With(summary) : summary;
            if (minute <= LastMinute) return;
            LastMinute = minute;
            while (_byMinute.Keys.First() < minute - KeptMinutes) _byMinute.Remove(_byMinute.Keys.First());
        }
    }

    /// <summary>Periods that have data, in the order of time, each under the minute with which it begins.</summary>
    /// <param name="from">With which the first period begins.</param>
    /// <param name="to">With which no period begins any more.</param>
    public IReadOnlyList<(long Minute, Summary Summary)> Periods(long from, long to, long minutesEach)
    {
        var periods = new List<(long Minute, Summary Summary)>();
        lock (_gate)
        {
            foreach (var (minute, summary) in _byMinute.SkipWhile(m => m.Key < from).TakeWhile(m => m.Key < to))
            {
                var begin = from + ((minute - from) / minutesEach * minutesEach);
                if (periods.Count > 0 && periods[^1].Minute == begin) periods[^1] = (begin, periods[^1].Summary.With(summary));
                else periods.Add((begin, summary));
            }
        }

        return periods;
    }
}
