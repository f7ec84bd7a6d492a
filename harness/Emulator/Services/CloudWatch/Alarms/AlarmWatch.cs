using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Evaluates all alarms once a minute, and at once when somebody asks for their state; without alarms it does nothing.</summary>
/// <param name="clock">Virtual: when it is moved, the minutes between are evaluated one after the other, as if they had passed.</param>
internal sealed class AlarmWatch(AlarmsState state, MetricsState metrics, AlarmActions actions, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _evaluated;
    private bool _isDisposed;

    /// <summary>Begins to watch when there is something to watch. Called whenever alarms are added, and when kept ones are back.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_timer is not null || _isDisposed || state.IsEmpty) return;
            _evaluated = metrics.ThisMinute;
            _timer = clock.CreateTimer(_ => OnMinute(), null, UntilNextMinute(), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Brings every alarm's state up to the minute.</summary>
    public void CatchUp()
    {
        lock (_gate)
        {
            if (_timer is null || _isDisposed || metrics.ThisMinute <= _evaluated) return;
            var all = metrics.All().ToList();
            var watched = state.Alarms.Select(a => (a.Name, Data: AlarmData.Of(a.Settings, all))).ToList();
            var now = metrics.ThisMinute;
            var last = Math.Min(now - 1, watched.Select(w => w.Data.SilentFrom).DefaultIfEmpty(0).Max());
            try
            {
                for (var minute = _evaluated + 1; minute <= last; minute++) Evaluate([.. watched.Where(w => minute <= w.Data.SilentFrom)], minute, AlarmTime.OfMinute(minute));
                Evaluate(watched, now, clock.GetUtcNow());
            }
            catch (NotDurable)
            {
                // Told where it happened; the next minute is evaluated as usual.
            }

            _evaluated = now;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void OnMinute()
    {
        try
        {
            CatchUp();
        }
        finally
        {
            GoOn();
        }
    }

    private void GoOn()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            if (state.IsEmpty)
            {
                _timer?.Dispose();
                _timer = null;
                return;
            }

            _timer?.Change(UntilNextMinute(), Timeout.InfiniteTimeSpan);
        }
    }

    private void Evaluate(IReadOnlyList<(string Name, AlarmData Data)> alarms, long minute, DateTimeOffset now)
    {
        foreach (var (name, data) in alarms)
        {
            var (before, after) = state.Change(name, alarm => Judge(alarm, data, minute, now), (old, changed) => old is null ? null : AlarmHistory.Updated(old, changed));
            if (before is not null && after is not null) actions.Run(before, after);
        }
    }

    private static MetricAlarm? Judge(MetricAlarm? alarm, AlarmData data, long minute, DateTimeOffset now)
    {
        if (alarm is null) return null;
        var evaluation = Evaluation.Of(alarm.Settings, data.Before(minute));
        if (evaluation.State is not { } value || value == alarm.Status.Value) return null;
        var (reason, reasonData) = (StateReason.Text(alarm.Settings, value, evaluation.Evaluated), StateReason.Data(alarm.Settings, evaluation.Evaluated, now));
        return alarm with { Status = alarm.Status.Become(value, reason, reasonData, now) };
    }

    private TimeSpan UntilNextMinute()
    {
        var now = clock.GetUtcNow();
        return Minute - TimeSpan.FromTicks(now.Ticks % Minute.Ticks);
    }
}
