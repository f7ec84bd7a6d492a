using TaskTracker.Emulation.Journal;

namespace TaskTracker.Microbench;

/// <summary>A row that nothing follows from.</summary>
internal sealed class DurableRow(int space, RowBatch rows) : LedgerEntry(space, rows, after: null)
{
    protected override void Durable()
    {
    }

    protected override void Failed()
    {
    }
}
