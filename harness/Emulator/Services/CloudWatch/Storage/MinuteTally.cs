using System.Runtime.InteropServices;

namespace TaskTracker.Emulation.Services.CloudWatch.Storage;

/// <summary>One processor's share of a metric, minute by minute, until somebody collects it.</summary>
internal sealed class MinuteTally
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _bins = [];
    private readonly List<(long Minute, Summary Summary)> _past = [];
    private long _minute;
    private long _count;
    private double _sum;
    private double _min;
    private double _max;

    public void Add(long minute, double value)
    {
        lock (_gate)
        {
            if (minute != _minute) Turn(minute);
            _count++;
            _sum += value;
            _min = Math.Min(_min, value);
            _max = Math.Max(_max, value);
            CollectionsMarshal.GetValueRefOrAddDefault(_bins, Summary.BinOf(value), out _)++;
        }
    }

    /// <summary>Hands out what has been added since the last time.</summary>
    public IReadOnlyList<(long Minute, Summary Summary)> Collect()
    {
        lock (_gate)
        {
            Turn(_minute);
            if (_past.Count == 0) return [];
            (long, Summary)[] collected = [.. _past];
            _past.Clear();
            return collected;
        }
    }

    private void Turn(long minute)
    {
        if (_count > 0)
        {
            var bins = _bins.Select(b => new Bin(Summary.ValueOf(b.Key), b.Value)).OrderBy(b => b.Value).ToList();
            _past.Add((_minute, new Summary(_count, _sum, _min, _max, bins)));
            _bins.Clear();
        }

        (_minute, _count, _sum, _min, _max) = (minute, 0, 0, double.PositiveInfinity, double.NegativeInfinity);
    }
}
