using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Requests;

/// <summary>The virtual clock is that much ahead of the real one.</summary>
internal sealed record ClockMoved(TimeSpan Ahead);

/// <summary>
/// A clock that runs like the real one and can be moved forward; timers made with it come due when it passes them. One that fails is told of and goes on: it is not worth
/// the process, with all that others have in it.
/// </summary>
internal sealed partial class VirtualClock : TimeProvider
{
    // The calendar ends with the year 9999, and what is reckoned from now on must find room before.
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<Alarm, byte> _alarms = new();
    private readonly TimeProvider _real;
    private readonly ILogger<VirtualClock> _logger;
    private long _aheadTicks;

    public VirtualClock(TimeProvider real, ILogger<VirtualClock> logger)
    {
        (_real, _logger) = (real, logger);
        Changes = new CommitPoint<ClockMoved>(Apply);
    }

    public CommitPoint<ClockMoved> Changes { get; }

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public override long GetTimestamp() => _real.GetTimestamp();

    public override long TimestampFrequency => _real.TimestampFrequency;

    /// <param name="by">Not negative: time does not go back.</param>
    /// <exception cref="OverflowException">It would stand in the year 9000 or later.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Changes.Commit(() =>
        {
            var ahead = TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks)) + by;
            if (ahead >= Latest - _real.GetUtcNow()) throw new OverflowException("The clock does not go to the year 9000 and beyond.");
            return ((ClockMoved?)new ClockMoved(ahead), ahead);
        });
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        _alarms[alarm] = 0;
        alarm.Change(dueTime, period);
        return alarm;
    }

    private void Apply(ClockMoved change)
    {
        Interlocked.Exchange(ref _aheadTicks, change.Ahead.Ticks);
        foreach (var alarm in _alarms.Keys) alarm.MoveOn();
    }

    private sealed class Alarm : ITimer
    {
        private readonly Lock _gate = new();
        private readonly VirtualClock _clock;
        private readonly ITimer _timer;
        private DateTimeOffset? _due;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public Alarm(VirtualClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _timer = clock.Real.CreateTimer(_ => Ring(callback, state), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
                return _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void MoveOn()
        {
            lock (_gate)
            {
                if (_due is not { } due) return;
                var left = due - _clock.GetUtcNow();
                _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            _clock._alarms.TryRemove(this, out _);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring(TimerCallback callback, object? state)
        {
            lock (_gate)
            {
                _due = _period > TimeSpan.Zero ? _clock.GetUtcNow() + _period : null;
                if (_due is not null) _timer.Change(_period, Timeout.InfiniteTimeSpan);
            }

            _clock.Call(callback, state);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The edge: nobody else sees what a timer throws, and unseen it ends the process.")]
    private void Call(TimerCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
        catch (Exception bug)
        {
            LogFailed(bug);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer failed in a way it should not")]
    private partial void LogFailed(Exception bug);

    private TimeProvider Real => _real;
}
