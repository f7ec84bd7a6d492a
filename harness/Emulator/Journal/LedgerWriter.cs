using Microsoft.Data.Sqlite;

namespace TaskTracker.Emulation.Journal;

/// <summary>Writes groups of entries, each group in one transaction.</summary>
internal sealed class LedgerWriter(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");
    private readonly Statement _rollback = new(connection, "ROLLBACK");
    private readonly Statement _put = new(connection, "INSERT OR REPLACE INTO rows (space, key, value) VALUES (?, ?, ?)");
    private readonly Statement _remove = new(connection, "DELETE FROM rows WHERE space = ? AND key = ?");
    private readonly Statement _removeAll = new(connection, "DELETE FROM rows WHERE space = ? AND key >= ? AND key < ?");

    /// <exception cref="SqliteException">Nothing of the group has been written.</exception>
    public void Write(LedgerGroup group)
    {
        _begin.Run();
        var isDone = false;
        try
        {
            foreach (var entry in group.Entries)
            {
                entry.Inherit();
                if (entry.Failure is null) Write(entry);
            }

            _commit.Run();
            isDone = true;
        }
        finally
        {
            if (!isDone) RollBack();
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollback, _put, _remove, _removeAll }) statement.Dispose();
    }

    private void Write(LedgerEntry entry)
    {
        foreach (var (key, value, upTo) in entry.Writes)
        {
            if (value is not null) _put.Bind(1, entry.Space).Bind(2, key).Bind(3, value).Run();
            else if (upTo is not null) _removeAll.Bind(1, entry.Space).Bind(2, key).Bind(3, upTo).Run();
            else _remove.Bind(1, entry.Space).Bind(2, key).Run();
        }
    }

    private void RollBack()
    {
        // Some failures, a full disk among them, have rolled back already.
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) _rollback.Run();
    }
}
