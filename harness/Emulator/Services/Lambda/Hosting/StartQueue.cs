namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Leave to start one process: until it asks for its first event, or ends without.</summary>
/// <param name="Line">To which it was given.</param>
internal sealed record StartSlot(StartLine Line);

/// <summary>A pool that wants to start processes of one kind; changed only by its queue.</summary>
/// <param name="isAhead">They are kept ready: nobody waits for them.</param>
/// <param name="begin">Begins one; <c>false</c> when none is needed any more.</param>
internal sealed class StartLine(bool isAhead, Func<StartSlot, bool> begin)
{
    public bool IsAhead => isAhead;

    public bool IsQueued { get; set; }

    public int Running { get; set; }

    public bool Begin() => begin(new StartSlot(this));
}

/// <summary>
/// How many processes of the account start at the same time: more at once only makes each of them slower, until all of them are out of time. Pools take turns; no pool
/// takes all of the slots, nor do those that are kept ready, so that processes which never become ready hold up their own function only.
/// </summary>
/// <param name="slots">At least four.</param>
internal sealed class StartQueue(int slots)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<StartLine> _waiting = new();
    private int _running;
    private int _runningAhead;

    /// <summary>As many as keep this machine's processors busy, since starting is also waiting.</summary>
    public static StartQueue ForThisMachine() => new(4 * Environment.ProcessorCount);

    private int MostOfOneLine => slots * 3 / 4;

    private int MostAhead => slots / 2;

    /// <summary>Lets the line begin, each time it is its turn, until it needs no more.</summary>
    public void Request(StartLine line)
    {
        lock (_gate)
        {
            if (line.IsQueued) return;
            line.IsQueued = true;
            _waiting.AddLast(line);
        }

        // Elsewhere, since the caller holds the gate of its pool.
        ThreadPool.UnsafeQueueUserWorkItem(queue => queue.Fill(), this, preferLocal: false);
    }

    public void Release(StartSlot slot)
    {
        lock (_gate) Leave(slot.Line);
        ThreadPool.UnsafeQueueUserWorkItem(queue => queue.Fill(), this, preferLocal: false);
    }

    private void Fill()
    {
        while (Enter() is { } line)
        {
            if (line.Begin())
            {
                Request(line);
                continue;
            }

            lock (_gate) Leave(line);
        }
    }

    private StartLine? Enter()
    {
        lock (_gate)
        {
            if (_running == slots || (First(isAhead: false) ?? First(isAhead: true)) is not { } line) return null;
            _waiting.Remove(line);
            line.IsQueued = false;
            line.Running++;
            _running++;
            if (line.IsAhead) _runningAhead++;
            return line;
        }
    }

    private StartLine? First(bool isAhead)
    {
        if (isAhead && _runningAhead >= MostAhead) return null;
        return _waiting.FirstOrDefault(line => line.IsAhead == isAhead && line.Running < MostOfOneLine);
    }

    private void Leave(StartLine line)
    {
        line.Running--;
        _running--;
        if (line.IsAhead) _runningAhead--;
    }
}
