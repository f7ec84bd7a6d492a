using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace TaskTracker.Emulation.Journal;

/// <summary>What a row is read into.</summary>
internal delegate void ReadRow(byte[] key, ReadOnlySpan<byte> value);

/// <summary>
/// All state as rows in a data directory. One thread writes: while the disk is busy with one group of changes the next gathers, so that the cost of a write to
/// the disk is shared by all who wait for it.
/// </summary>
internal sealed partial class Ledger : IDisposable
{
    private readonly DataDirectory _directory;
    private readonly LedgerWriter _writer;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Lock _gate = new();
    private readonly Gathering _gathering;
    private LedgerGroup _open = new();
    private bool _stopping;

    private Ledger(DataDirectory directory, Gathering gathering, ILogger logger)
    {
        (_directory, _gathering, _logger) = (directory, gathering, logger);
        _writer = new LedgerWriter(directory.Connection);
        _thread = new Thread(WriteGroups) { IsBackground = true, Name = "ledger" };
        _thread.Start();
    }

    /// <summary>Brings back all state that the data directory holds, and keeps what happens from then on. <c>null</c> without a data directory.</summary>
    /// <param name="gathering">How groups gather; <c>null</c> for as usual.</param>
    /// <exception cref="DataDirectoryRefused">It cannot be used.</exception>
    public static Ledger? OpenFor(EmulatorOptions options, IReadOnlyList<DurableState> states, ILoggerFactory logs, Gathering? gathering = null)
    {
        if (options.DataDirectory is not { } path) return null;
        var ledger = new Ledger(DataDirectory.Open(path, new DataOwner(options.Account, options.Region)), gathering ?? new Gathering(), logs.CreateLogger<Ledger>());
        try
        {
            ledger._directory.RefuseOthers(states.Select(s => s.Name).ToHashSet());
            foreach (var state in states) state.Attach(ledger);
            return ledger;
        }
        catch (DataDirectoryRefused)
        {
            ledger.Dispose();
            throw;
        }
        catch (Exception problem) when (problem is SqliteException or NotDurable)
        {
            ledger.Dispose();
            throw new DataDirectoryRefused($"The data directory {path} cannot be used: {problem.Message}", problem);
        }
    }

    /// <summary>The number of a state's rows.</summary>
    public int Space(string name) => _directory.Space(name);

    /// <summary>Reads what is kept of one state.</summary>
    /// <exception cref="DataDirectoryRefused">Something in it is damaged.</exception>
    public void Read(int space, ReadRow read) => _directory.Read(space, read);

    /// <summary>Queues an entry. The order of the calls is the order on the disk.</summary>
    public void Add(LedgerEntry entry)
    {
        int count;
        lock (_gate)
        {
            if (_stopping) throw new NotDurable("The emulator is ending.");
            entry.Group = _open;
            _open.Entries.Add(entry);
            count = _open.Entries.Count;
        }

        // The others are noticed when the group is taken.
        if (count == 1 || count == _gathering.Expected) _wake.Set();
    }

    /// <summary>Answers once the rows are on the disk.</summary>
    /// <exception cref="NotDurable">They are not.</exception>
    public void Write(int space, RowBatch rows)
    {
        if (rows.Writes.Count == 0) return;
        using var entry = new Waited(space, rows);
        Add(entry);
        entry.Wait();
    }

    public Snapshots Snapshots => new(_directory);

    public void Dispose()
    {
        lock (_gate) _stopping = true;
        _wake.Set();
        _thread.Join();
        _writer.Dispose();
        _directory.Dispose();
        _wake.Dispose();
    }

    private void WriteGroups()
    {
        while (true)
        {
            _wake.WaitOne();
            while (TakeGroup() is { } group) Write(group);
            lock (_gate)
            {
                if (_stopping && _open.Entries.Count == 0) return;
            }
        }
    }

    private LedgerGroup? TakeGroup()
    {
        var startedAt = Stopwatch.GetTimestamp();
        while (IsAwaited() && _gathering.Patience - Stopwatch.GetElapsedTime(startedAt) is var left && left > TimeSpan.Zero) _wake.WaitOne((int)Math.Ceiling(left.TotalMilliseconds));
        lock (_gate)
        {
            if (_open.Entries.Count == 0) return null;
            var group = _open;
            _open = new LedgerGroup();
            return group;
        }
    }

    /// <summary>Whether more are about to join the next group.</summary>
    private bool IsAwaited()
    {
        lock (_gate) return !_stopping && _open.Entries.Count > 0 && _open.Entries.Count < _gathering.Expected;
    }

    private void Write(LedgerGroup group)
    {
        string? failure = null;
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            _writer.Write(group);
        }
        catch (SqliteException problem)
        {
            failure = $"The data directory {_directory.Path} cannot be written to: {problem.Message}";
            LogNotWritten(_directory.Path, problem.Message);
        }

        _gathering.Wrote(group.Entries.Count, startedAt);
        foreach (var entry in group.Entries) entry.Settle(failure);
        group.Settle();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The data directory {Path} cannot be written to, and what was to be changed is refused: {Reason}")]
    private partial void LogNotWritten(string path, string reason);

    /// <summary>An entry for which a thread waits.</summary>
    private sealed class Waited(int space, RowBatch rows) : LedgerEntry(space, rows, after: null), IDisposable
    {
        private readonly ManualResetEventSlim _settled = new();

        public void Wait()
        {
            _settled.Wait();
            if (Failure is { } failure) throw new NotDurable(failure);
        }

        public void Dispose() => _settled.Dispose();

        protected override void Durable() => _settled.Set();

        protected override void Failed() => _settled.Set();
    }
}
