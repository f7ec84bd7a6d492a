using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.DynamoDb.Streams;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>A change of one table's items.</summary>
internal readonly record struct ItemWrite(Table Table, ItemChange Change);

/// <summary>The one commit point of all items: what changes several tables is one commit.</summary>
/// <remarks>
/// Without a data directory a change is applied at once. With one, a decided change first goes to the disk, together with all that were decided meanwhile, and is
/// applied when it is there. Until then it is pending: readers do not see it, later decisions do. A decision that may have seen something pending, be it a
/// refusal, is answered when that is on the disk; if it never gets there, the decision fails too.
/// </remarks>
internal sealed class ItemCommits
{
    private readonly Lock _gate = new();
    private (Ledger Ledger, int Space)? _kept;
    private Commit? _last;

    /// <summary>Whether the calling thread is deciding: it must see what is pending.</summary>
    public bool IsDeciding => _gate.IsHeldByCurrentThread;

    /// <summary>Looks at the items and decides on a change of one table in one step. <see cref="Table.Find"/> tells it how things stand.</summary>
    /// <param name="decide">Reads, refuses by throwing, or answers the change (<c>null</c> for none) and what to return.</param>
    /// <exception cref="NotDurable">The change could not be written and has not happened.</exception>
    public ValueTask<TResult> CommitAsync<TState, TResult>(Table table, TState state, Func<TState, (ItemChange? Change, TResult Result)> decide)
    {
        Commit? waitFor;
        TResult result;
        lock (_gate)
        {
            (var change, result) = decide(state);
            if (_kept is null)
            {
                if (change is not null) table.Apply(change);
                return new ValueTask<TResult>(result);
            }

            waitFor = change is null ? _last : Queue([new ItemWrite(table, change)]);
        }

        return waitFor is null ? new ValueTask<TResult>(result) : AfterAsync(waitFor, result);
    }

    /// <summary>The same for changes of several items and tables: all of them happen, or none. Without a change it reads all that it looks at as of one moment.</summary>
    /// <param name="alongside">Adds rows that are kept with the changes, where there are any.</param>
    /// <exception cref="NotDurable">The changes could not be written and have not happened.</exception>
    public ValueTask<TResult> CommitAsync<TState, TResult>(
        TState state, Func<TState, (IReadOnlyList<ItemWrite> Changes, TResult Result)> decide, Action<RowBatch>? alongside = null)
    {
        Commit? waitFor;
        TResult result;
        lock (_gate)
        {
            (var changes, result) = decide(state);
            if (_kept is null)
            {
                foreach (var (table, change) in changes) table.Apply(change);
                return new ValueTask<TResult>(result);
            }

            waitFor = changes.Count == 0 ? _last : Queue(changes, alongside);
        }

        return waitFor is null ? new ValueTask<TResult>(result) : AfterAsync(waitFor, result);
    }

    /// <summary>Does something while no item changes, such as to build an index of what is there.</summary>
    public void Hold(Action action)
    {
        lock (_gate) action();
    }

    public void KeepIn(Ledger ledger, int space) => _kept = (ledger, space);

    private static async ValueTask<TResult> AfterAsync<TResult>(Commit commit, TResult result)
    {
        await commit.WaitAsync().ConfigureAwait(false);
        return result;
    }

    private Commit Queue(IReadOnlyList<ItemWrite> writes, Action<RowBatch>? alongside = null)
    {
        var (ledger, space) = _kept.GetValueOrDefault();
        var rows = new RowBatch();
        var streamed = new StreamedChange?[writes.Count];
        for (var i = 0; i < writes.Count; i++)
        {
            ItemRows.Write(writes[i].Table, writes[i].Change, rows);
            streamed[i] = writes[i].Table.Streamed(writes[i].Change);
            if (streamed[i] is { } record) StreamRows.Write(record, rows);
        }

        alongside?.Invoke(rows);
        var commit = new Commit(this, space, rows, writes, streamed, _last);
        ledger.Add(commit);
        foreach (var (table, change) in writes) table.Pending.Put(change, commit);
        return _last = commit;
    }

    /// <summary>Changes that are decided and not yet on the disk.</summary>
    private sealed class Commit(
        ItemCommits commits, int space, RowBatch rows, IReadOnlyList<ItemWrite> writes, StreamedChange?[] streamed, Commit? before) : LedgerEntry(space, rows, before)
    {
        protected override void Durable() => End(isDurable: true);

        protected override void Failed() => End(isDurable: false);

        private void End(bool isDurable)
        {
            lock (commits._gate)
            {
                for (var i = 0; i < writes.Count; i++)
                {
                    var (table, change) = writes[i];
                    if (isDurable) table.Apply(change, streamed[i]);
                    table.Pending.Forget(change.Key, this);
                }

                if (commits._last == this) commits._last = null;
            }
        }
    }
}
