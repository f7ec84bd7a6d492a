namespace TaskTracker.Load.Tests.Engine;

/// <summary>A clock that stands still until it is driven, and then goes from one timer to the next.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Alarm, (long Due, long Order)> _alarms = new();
    private long _now;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Rings what is due until then, each at its own moment.</summary>
    public void RunUntil(long timestamp)
    {
        while (Next(timestamp) is { } alarm) alarm.Ring();
        if (timestamp > _now) Interlocked.Exchange(ref _now, timestamp);
    }

    /// <summary>Goes on until nothing is waited for.</summary>
    public void RunToEnd()
    {
        while (Next(long.MaxValue) is { } alarm) alarm.Ring();
    }

    private Alarm? Next(long until)
    {
        lock (_gate)
        {
            if (!_alarms.TryPeek(out var alarm, out var key) || key.Due > until) return null;
            _alarms.Dequeue();
            Interlocked.Exchange(ref _now, Math.Max(_now, key.Due));
            return alarm;
        }
    }

    private void Add(Alarm alarm, TimeSpan dueTime)
    {
        lock (_gate) _alarms.Enqueue(alarm, (_now + dueTime.Ticks, _order++));
    }

    private sealed class Alarm(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private bool _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan) time.Add(this, dueTime);
            return true;
        }

        public void Ring()
        {
            if (!_isDisposed) callback(state);
        }

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
