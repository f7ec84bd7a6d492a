namespace TaskTracker.Emulation.Services.CloudWatch.Storage;

/// <summary>Counts the data of one metric as they happen: each processor into a tally of its own, so that none waits for another.</summary>
internal sealed class MetricRecorder
{
    private const int MaxTallies = 8;

    private readonly MetricKey _key;
    private readonly TimeProvider _clock;
    private readonly MinuteTally[] _tallies = new MinuteTally[Math.Min(Environment.ProcessorCount, MaxTallies)];

    public MetricRecorder(MetricKey key, TimeProvider clock)
    {
        (_key, _clock) = (key, clock);
        for (var i = 0; i < _tallies.Length; i++) _tallies[i] = new MinuteTally();
    }

    public void Record(double value) =>
        _tallies[(uint)Thread.GetCurrentProcessorId() % (uint)_tallies.Length].Add(MetricsState.MinuteOf(_clock.GetUtcNow()), value);

    /// <summary>Hands out what was counted since the last time.</summary>
    public IEnumerable<MetricsChange.DataAdded> Collect() =>
        _tallies.SelectMany(t => t.Collect()).Select(m => new MetricsChange.DataAdded(_key, m.Minute, m.Summary));
}
