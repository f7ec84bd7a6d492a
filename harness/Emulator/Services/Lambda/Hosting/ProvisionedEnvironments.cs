namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Environments that are kept ready, besides those that invocations need; used under their pool's gate.</summary>
/// <param name="request">Asks for the turn to begin one, and the next.</param>
internal sealed class ProvisionedEnvironments(Action request)
{
    private int _wanted;

    // Those that start among them.
    private int _count;

    /// <summary>Why the last start has failed; nothing is started until somebody asks again.</summary>
    public string? Problem { get; private set; }

    /// <param name="all">Of the pool: those that are too many are ordinary ones from now on.</param>
    /// <returns>What nobody needs any more.</returns>
    public IReadOnlyList<ExecutionEnvironment> Want(int environments, IEnumerable<ExecutionEnvironment> all)
    {
        if (environments == _wanted && Problem is null) return [];
        (_wanted, Problem) = (environments, null);
        Request();
        var surplus = all.Where(e => e.IsProvisioned).Take(Math.Max(0, _count - _wanted)).ToList();
        foreach (var environment in surplus) environment.IsProvisioned = false;
        _count -= surplus.Count;
        return surplus.FindAll(e => e.State == EnvironmentState.Idle);
    }

    /// <returns>Whether one more is wanted still; it is counted then.</returns>
    public bool TryBegin()
    {
        if (Problem is not null || _count >= _wanted) return false;
        _count++;
        return true;
    }

    /// <returns>Whether one that has begun is too many meanwhile; it is an ordinary one from then on.</returns>
    public bool TryGiveUp()
    {
        if (_count <= _wanted) return false;
        _count--;
        return true;
    }

    /// <summary>One has ended, or what was begun came to nothing.</summary>
    public void Replace()
    {
        _count--;
        Request();
    }

    public void Fail(string problem) => Problem = problem;

    public void Close() => _wanted = 0;

    private void Request()
    {
        if (Problem is null && _count < _wanted) request();
    }
}
