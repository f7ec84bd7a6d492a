using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A ledger of one test's own on a real folder, with one state of numbers by name.</summary>
internal sealed class LedgerFolder(Gathering? gathering = null) : IDisposable
{
    private readonly Numbers _numbers = new();
    private Ledger? _ledger;
    private bool _isEnded;

    public DataFolder Data { get; } = new();

    public Ledger Ledger => _ledger ??= Open(_numbers);

    /// <summary>What a new start finds.</summary>
    public IReadOnlyDictionary<string, int> Reopened()
    {
        End();
        var numbers = new Numbers();
        (_ledger, _isEnded) = (Open(numbers), false);
        return numbers.Kept;
    }

    /// <summary>Ends the ledger, as the emulator does at its end.</summary>
    public void End()
    {
        if (!_isEnded) _ledger?.Dispose();
        _isEnded = true;
    }

    /// <summary>Puts a number on its way to the disk.</summary>
    /// <param name="told">Called on the ledger's thread when it is there, or is known to get there never.</param>
    /// <param name="after">Without which this one makes no sense; <c>null</c> for none.</param>
    public NumberEntry Put(string name, int number, Action<NumberEntry>? told = null, LedgerEntry? after = null, int padding = 0)
    {
        var ledger = Ledger;
        var rows = new RowBatch();
        var value = new byte[sizeof(int) + padding];
        BinaryPrimitives.WriteInt32LittleEndian(value, number);
        rows.Put(name, value);
        var entry = new NumberEntry(_numbers.Space, rows, number, told, after);
        ledger.Add(entry);
        return entry;
    }

    /// <summary>How many times a transaction was written to SQLite's log since it was begun anew.</summary>
    /// <remarks>https://sqlite.org/fileformat2.html#the_write_ahead_log: the last frame of a transaction tells the size of the database, all others nought.</remarks>
    public int Commits()
    {
        const int Header = 32;
        const int FrameHeader = 24;
        using var file = new FileStream(Data.Database + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var log = new byte[file.Length];
        file.ReadExactly(log);
        var pageSize = BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(8));
        var count = 0;
        for (var at = Header; at + FrameHeader + pageSize <= log.Length; at += FrameHeader + pageSize)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(at + 4)) != 0) count++;
        }

        return count;
    }

    public void Dispose()
    {
        End();
        Data.Dispose();
    }

    private Ledger Open(Numbers numbers) =>
        Ledger.OpenFor(new EmulatorOptions { DataDirectory = Data.Path }, [numbers], NullLoggerFactory.Instance, gathering) ?? throw new InvalidOperationException("There is no folder.");

    private sealed class Numbers() : DurableState("numbers")
    {
        public int Space { get; private set; }

        public Dictionary<string, int> Kept { get; } = [];

        public override void Attach(Ledger ledger)
        {
            Space = ledger.Space(Name);
            ledger.Read(Space, (key, value) => Kept[System.Text.Encoding.UTF8.GetString(key)] = BinaryPrimitives.ReadInt32LittleEndian(value));
        }
    }
}

/// <summary>A number on its way to the disk.</summary>
internal sealed class NumberEntry(int space, RowBatch rows, int number, Action<NumberEntry>? told, LedgerEntry? after) : LedgerEntry(space, rows, after)
{
    public int Number => number;

    protected override void Durable() => told?.Invoke(this);

    protected override void Failed() => told?.Invoke(this);
}
