using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Microbench;

/// <summary>What a durable row costs by the number of those who wait together: one write to the disk, shared.</summary>
public class Durability
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tasktracker-microbench-").FullName;
    private readonly byte[] _json = Samples.Json(7);
    private Ledger? _ledger;
    private int _space;
    private int _next;

    [Params(1, 16, 256)]
    public int Together { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _ledger = Ledger.OpenFor(new EmulatorOptions { DataDirectory = Path.Combine(_folder, $"{Together}") }, [], NullLoggerFactory.Instance);
        _space = _ledger?.Space("microbench") ?? 0;
    }

    [Benchmark]
    public async Task Put()
    {
        DurableRow? last = null;
        for (var i = 0; i < Together; i++)
        {
            var rows = new RowBatch();
            rows.Put(Samples.Key(_next++ % 100_000), _json);
            last = new DurableRow(_space, rows);
            _ledger?.Add(last);
        }

        if (last is not null) await last.WaitAsync();
    }

    [GlobalCleanup]
    public void Close()
    {
        _ledger?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
