namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>One's time of the processors.</summary>
internal sealed class Turn<TWork>(TWork work)
{
    public TWork Work => work;

    /// <summary>A timestamp; 0 while it waits.</summary>
    public long BegunAt { get; set; }
}

/// <summary>
/// Who has the processors. While they are busy, work waits before it begins and not inside, so that what a function takes, is billed and times out by stays its own,
/// and what has begun gets done. The next one begins when one has ended, when a processor has nothing to do, since functions may wait for something themselves,
/// and when one has had its time.
/// </summary>
/// <param name="most">How many have a turn at the same time.</param>
/// <param name="length">How long a turn lasts at most.</param>
/// <param name="isIdle">Whether a processor has nothing to do.</param>
/// <param name="begin">Begins the work, and does not fail.</param>
internal sealed class Turns<TWork>(int most, TimeSpan length, TimeProvider clock, Func<bool> isIdle, Action<TWork> begin) : IDisposable
{
    /// <summary>How often it is looked whether a processor has nothing to do, while somebody waits.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private readonly Lock _gate = new();
    private readonly List<Turn<TWork>> _current = new(most);
    private readonly Queue<Turn<TWork>> _waiting = new();
    private ITimer? _timer;

    /// <summary>The work begins at once if it can.</summary>
    public Turn<TWork> Take(TWork work)
    {
        var turn = new Turn<TWork>(work);
        lock (_gate)
        {
            if (_waiting.Count > 0 || !TryEnter(turn))
            {
                _waiting.Enqueue(turn);
                if (_waiting.Count == 1) LookLater();
                return turn;
            }
        }

        begin(work);
        return turn;
    }

    /// <summary>The work is done.</summary>
    public void End(Turn<TWork> turn)
    {
        lock (_gate)
        {
            if (!_current.Remove(turn) || _waiting.Count == 0) return;
        }

        TryBeginNext();
    }

    /// <summary>What waits begins no more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _waiting.Clear();
            _timer?.Dispose();
        }
    }

    private bool TryBeginNext()
    {
        Turn<TWork>? next;
        lock (_gate)
        {
            if (!_waiting.TryPeek(out next) || !TryEnter(next)) return false;
            _waiting.Dequeue();
        }

        begin(next.Work);
        return true;
    }

    private bool TryEnter(Turn<TWork> turn)
    {
        var now = clock.GetTimestamp();
        while (_current.Count > 0 && clock.GetElapsedTime(_current[0].BegunAt, now) >= length) _current.RemoveAt(0);
        if (_current.Count == most) return false;
        turn.BegunAt = now;
        _current.Add(turn);
        return true;
    }

    private void Look()
    {
        if (isIdle())
        {
            // Whoever has a turn does nothing with it.
            lock (_gate) _current.Clear();
        }

        while (TryBeginNext())
        {
        }

        lock (_gate)
        {
            if (_waiting.Count > 0) LookLater();
        }
    }

    private void LookLater()
    {
        _timer ??= clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Glance, Timeout.InfiniteTimeSpan);
    }
}
