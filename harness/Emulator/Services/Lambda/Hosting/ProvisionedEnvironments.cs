namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Environments that are kept ready, besides those that invocations need; used under their pool's gate.</summary>
/// <param name="start">Starts one more, without waiting for it.</param>
internal sealed class ProvisionedEnvironments(Action start)
{
    private int _wanted;
    private int _count;

    /// <summary>Why the last start has failed; nothing is started until somebody asks again.</summary>
    public string? Problem { get; private set; }

    /// <param name="all">Of the pool: those that are too many are ordinary ones from now on.</param>
    /// <returns>What nobody needs any more.</returns>
    public IReadOnlyList<ExecutionEnvironment> Want(int environments, IEnumerable<ExecutionEnvironment> all)
    {
        if (environments == _wanted && Problem is null) return [];
        (_wanted, Problem) = (environments, null);
        Start();
        var surplus = all.Where(e => e.IsProvisioned).Take(Math.Max(0, _count - _wanted)).ToList();
        foreach (var environment in surplus) environment.IsProvisioned = false;
        _count -= surplus.Count;
        return surplus.FindAll(e => e.State == EnvironmentState.Idle);
    }

    /// <summary>One has ended.</summary>
    public void Replace()
    {
        _count--;
        Start();
    }

    public void Fail(string problem) => Problem = problem;

    public void Close() => _wanted = 0;

    private void Start()
    {
        if (Problem is not null) return;
        for (; _count < _wanted; _count++) start();
    }
}
