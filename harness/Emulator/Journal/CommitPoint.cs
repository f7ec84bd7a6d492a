namespace TaskTracker.Emulation.Journal;

/// <summary>The one place where a service's state changes. A change is a record of what happened; applying it cannot fail.</summary>
/// <typeparam name="TChange">A closed family of records, one per kind of change.</typeparam>
/// <param name="apply">Brings the state in memory up to date; called under the gate, in the order of the commits.</param>
/// <remarks>
/// With a data directory a change is on the disk before it is applied, and the gate is held until then: readers, who take no gate, never see what could
/// still be lost, and no decision rests on it. See README.md.
/// </remarks>
internal sealed class CommitPoint<TChange>(Action<TChange> apply)
    where TChange : class
{
    private readonly Lock _gate = new();
    private Action<IReadOnlyList<TChange>>? _keep;

    /// <exception cref="NotDurable">The change could not be written and has not happened.</exception>
    public void Commit(TChange change)
    {
        lock (_gate) Make(change);
    }

    /// <summary>Looks at the state and decides on a change in one step: nobody else changes it in between.</summary>
    /// <param name="decide">Reads, refuses by throwing, or answers the change (<c>null</c> for none) and what to return.</param>
    /// <exception cref="NotDurable">The change could not be written and has not happened.</exception>
    public TResult Commit<TResult>(Func<(TChange? Change, TResult Result)> decide)
    {
        lock (_gate)
        {
            var (change, result) = decide();
            if (change is not null) Make(change);
            return result;
        }
    }

    /// <summary>The same without a closure: what <paramref name="decide"/> needs is handed to it.</summary>
    /// <exception cref="NotDurable">The change could not be written and has not happened.</exception>
    public TResult Commit<TState, TResult>(TState state, Func<TState, (TChange? Change, TResult Result)> decide)
    {
        lock (_gate)
        {
            var (change, result) = decide(state);
            if (change is not null) Make(change);
            return result;
        }
    }

    /// <summary>Several changes in one step, none of which rests on another.</summary>
    /// <exception cref="NotDurable">They could not be written and have not happened.</exception>
    public void CommitAll(IReadOnlyList<TChange> changes)
    {
        lock (_gate)
        {
            if (changes.Count > 0) _keep?.Invoke(changes);
            foreach (var change in changes) apply(change);
        }
    }

    /// <summary>What happened before this process began.</summary>
    internal void Restore(TChange change) => apply(change);

    /// <param name="keep">Answers once the changes are on the disk.</param>
    internal void KeepWith(Action<IReadOnlyList<TChange>> keep) => _keep = keep;

    private void Make(TChange change)
    {
        _keep?.Invoke([change]);
        apply(change);
    }
}
