namespace TaskTracker.Emulation.Services.DynamoDb.Throttling;

/// <summary>What a table or an index may read, or may write: so many units come every second, and those that nobody used stay for five minutes.</summary>
/// <remarks>
/// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html. All of it is one number, the moment at which the bucket was
/// empty last or will be empty no longer: time fills it without a timer, taking moves the moment on, and nobody waits for a lock.
/// </remarks>
internal sealed class CapacityBucket
{
    private const double BurstSeconds = 300;

    /// <summary>Sums of fractions of a second are not exact: less than this is nothing.</summary>
    private const double LeastHalves = 0.001;

    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _origin;
    private readonly long _unitsPerSecond;
    private double _emptyAt;

    /// <summary>A full one.</summary>
    public CapacityBucket(long unitsPerSecond, TimeProvider clock)
    {
        (_unitsPerSecond, _clock, _origin) = (unitsPerSecond, clock, clock.GetUtcNow());
        _emptyAt = -BurstSeconds;
    }

    /// <summary>What can be taken, in halves of a unit; less than nothing after somebody took more than there was.</summary>
    public double Halves => Math.Min(BurstSeconds, Now - Volatile.Read(ref _emptyAt)) * 2 * _unitsPerSecond;

    public bool IsEmpty => Halves < LeastHalves;

    private double Now => (_clock.GetUtcNow() - _origin).TotalSeconds;

    /// <summary>This one, or with other units one that holds as much, as far as it can.</summary>
    public CapacityBucket With(long unitsPerSecond) => unitsPerSecond == _unitsPerSecond
        ? this
        : new CapacityBucket(unitsPerSecond, _clock) { _emptyAt = -Math.Min(BurstSeconds, Halves / (2.0 * unitsPerSecond)) };

    /// <summary>Takes what was consumed, be it more than there is: how much a read is shows afterwards.</summary>
    public void Take(long halves)
    {
        var (now, seconds) = (Now, halves / (2.0 * _unitsPerSecond));
        double seen, wanted;
        do
        {
            seen = Volatile.Read(ref _emptyAt);
            wanted = Math.Max(seen, now - BurstSeconds) + seconds;
        }
        while (Interlocked.CompareExchange(ref _emptyAt, wanted, seen) != seen);
    }
}
