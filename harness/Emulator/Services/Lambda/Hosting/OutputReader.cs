namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Reads the outputs of all environments now and then: often those that something happens in, seldom the others.</summary>
internal sealed class OutputReader : IDisposable
{
    /// <summary>How old a line gets before it is in its stream; the double of it for a hundred outputs that something happens in, and so on.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How many pauses lie between two looks at an output that was silent.</summary>
    private const int Seldom = 50;

    private static readonly TimeSpan SeldomPause = Seldom * Pause;

    private readonly Lock _gate = new();
    private readonly HashSet<FunctionOutput> _all = [];
    private readonly HashSet<FunctionOutput> _watched = [];
    private readonly ITimer _timer;
    private TimeSpan? _rings; // after which time; null while it is not set
    private int _looks;

    public OutputReader() => _timer = TimeProvider.System.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Add(FunctionOutput output)
    {
        lock (_gate)
        {
            _all.Add(output);
            Watch(output);
        }
    }

    public void Remove(FunctionOutput output)
    {
        lock (_gate)
        {
            _all.Remove(output);
            _watched.Remove(output);
        }
    }

    /// <summary>Something begins there.</summary>
    public void Watch(FunctionOutput output)
    {
        lock (_gate)
        {
            if (_watched.Add(output)) SetTimer();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        FunctionOutput[] due;
        lock (_gate)
        {
            var isEveryOne = _rings == SeldomPause || ++_looks % Seldom == 0;
            due = [.. isEveryOne ? _all : _watched];
            _rings = null;
        }

        foreach (var output in due)
        {
            var isSilent = !output.Look();
            lock (_gate)
            {
                if (isSilent) _watched.Remove(output);
                else if (_all.Contains(output)) _watched.Add(output);
            }
        }

        lock (_gate) SetTimer();
    }

    private void SetTimer()
    {
        if (_all.Count == 0) return;
        var pause = _watched.Count > 0 ? Pause * (1 + (_watched.Count / 100)) : SeldomPause;
        if (_rings <= pause) return;
        _rings = pause;
        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }
}
