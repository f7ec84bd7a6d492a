namespace TaskTracker.Emulation.Journal;

/// <summary>A state that survives the process: one row in <c>Emulator.cs</c> for each commit point.</summary>
internal abstract class DurableState(string name)
{
    public string Name { get; } = name;

    /// <param name="afterwards">What is to be done once the state is back; <c>null</c> for nothing.</param>
    public static DurableState Of<TChange>(CommitPoint<TChange> changes, StateRows<TChange> rows, Action? afterwards = null)
        where TChange : class => new Committed<TChange>(changes, rows, afterwards);

    /// <summary>Brings back what was kept, and keeps what happens from then on.</summary>
    public abstract void Attach(Ledger ledger);

    private sealed class Committed<TChange>(CommitPoint<TChange> changes, StateRows<TChange> rows, Action? afterwards) : DurableState(rows.Name)
        where TChange : class
    {
        public override void Attach(Ledger ledger)
        {
            var space = ledger.Space(Name);
            ledger.Read(space, (key, value) =>
            {
                if (rows.Read(key, value) is { } change) changes.Restore(change);
            });
            changes.KeepWith(made =>
            {
                var batch = new RowBatch();
                foreach (var change in made) rows.Write(change, batch);
                ledger.Write(space, batch);
            });
            afterwards?.Invoke();
        }
    }
}
