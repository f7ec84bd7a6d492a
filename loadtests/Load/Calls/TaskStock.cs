using System.Collections.Concurrent;

namespace TaskTracker.Load.Calls;

/// <param name="Number">Of which <see cref="SampleTasks"/> makes its title.</param>
internal sealed record KnownTask(string Id, int Number);

/// <summary>The tasks that a run has made: some stay to be read and changed, the others are there to be deleted.</summary>
internal sealed class TaskStock
{
    private readonly ConcurrentQueue<KnownTask> _spare = new();
    private IReadOnlyList<KnownTask> _lasting = [];
    private int _made;

    /// <summary>Present throughout the run.</summary>
    public IReadOnlyList<KnownTask> Lasting => _lasting;

    public int Spare => _spare.Count;

    public int NextNumber() => Interlocked.Increment(ref _made);

    public void Keep(IEnumerable<KnownTask> tasks) => _lasting = [.. _lasting, .. tasks];

    public void AddSpare(KnownTask task) => _spare.Enqueue(task);

    public KnownTask? TakeSpare() => _spare.TryDequeue(out var task) ? task : null;

    /// <summary>One of the lasting ones.</summary>
    public KnownTask Any() => _lasting[Random.Shared.Next(_lasting.Count)];

    /// <summary>All of them, to be deleted; none is known afterwards.</summary>
    public IReadOnlyList<KnownTask> TakeAll()
    {
        List<KnownTask> all = [.. _lasting];
        _lasting = [];
        while (TakeSpare() is { } task) all.Add(task);
        return all;
    }
}
