using HdrHistogram;

namespace TaskTracker.Load.Measuring;

/// <summary>Latencies in microseconds to three significant digits, up to ten minutes. Many may record at once.</summary>
/// <remarks>Histograms of one shape add up exactly: what several runners have measured is merged without loss.</remarks>
public sealed class Latencies
{
    private const long HighestMicroseconds = 600_000_000;
    private const int SignificantDigits = 3;

    private readonly Lock _gate = new();
    private readonly LongHistogram _histogram = new(1, HighestMicroseconds, SignificantDigits);
    private double _sumMicroseconds;

    public long Count
    {
        get
        {
            lock (_gate) return _histogram.TotalCount;
        }
    }

    public double MeanMs
    {
        get
        {
            lock (_gate) return _histogram.TotalCount == 0 ? 0 : _sumMicroseconds / _histogram.TotalCount / 1000;
        }
    }

    public void Record(TimeSpan latency) => Record(Math.Clamp((long)Math.Round(latency.TotalMicroseconds), 1, HighestMicroseconds), 1);

    /// <summary>The smallest value that so many percent are not above.</summary>
    /// <returns>In milliseconds; the highest value that the histogram cannot tell from the exact one.</returns>
    public double AtMs(double percentile)
    {
        lock (_gate)
        {
            // The library rounds to the nearest rank; a percentile that one request in a thousand breaks would look kept.
            var rank = Math.Max(1, (long)Math.Ceiling(Math.Round(percentile * _histogram.TotalCount / 100, 6)));
            return _histogram.TotalCount == 0 ? 0 : _histogram.RecordedValues().First(v => v.TotalCountToThisValue >= rank).ValueIteratedTo / 1000.0;
        }
    }

    public void Add(Latencies other)
    {
        var pairs = other.ToPairs();
        for (var i = 0; i < pairs.Length; i += 2) Record(pairs[i], pairs[i + 1]);
    }

    /// <summary>Value in microseconds, count, value, count, …, values ascending: the whole histogram, exactly.</summary>
    public long[] ToPairs()
    {
        lock (_gate) return _histogram.TotalCount == 0 ? [] : [.. _histogram.RecordedValues().SelectMany(v => (long[])[v.ValueIteratedTo, v.CountAtValueIteratedTo])];
    }

    /// <exception cref="FormatException">The pairs are none.</exception>
    public static Latencies FromPairs(IReadOnlyList<long> pairs)
    {
        var latencies = new Latencies();
        if (pairs.Count % 2 != 0) throw new FormatException("A histogram is a list of pairs, value and count; this one has an odd number of entries.");
        for (var i = 0; i < pairs.Count; i += 2)
        {
            if (pairs[i] < 1 || pairs[i + 1] < 1) throw new FormatException($"A histogram holds no value {pairs[i]} with the count {pairs[i + 1]}.");
            latencies.Record(Math.Min(pairs[i], HighestMicroseconds), pairs[i + 1]);
        }

        return latencies;
    }

    private void Record(long microseconds, long count)
    {
        lock (_gate)
        {
            _histogram.RecordValueWithCount(microseconds, count);
            _sumMicroseconds += (double)microseconds * count;
        }
    }
}
