using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Microbench;

/// <summary>Clients that put one durable row after another: what a put costs where a write to the disk waits for those who are about to ask, and where it does not.</summary>
public class GroupCommit
{
    private const int Puts = 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("tasktracker-microbench-").FullName;
    private readonly byte[] _json = Samples.Json(7);
    private Ledger? _ledger;
    private int _space;
    private int _next;

    [Params(4, 16, 64)]
    public int Clients { get; set; }

    [Params(false, true)]
    public bool Gathers { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var gathering = Gathers ? new Gathering() : new Gathering { Quick = TimeSpan.FromHours(1) };
        _ledger = Ledger.OpenFor(new EmulatorOptions { DataDirectory = Path.Combine(_folder, $"{Clients}-{Gathers}") }, [], NullLoggerFactory.Instance, gathering);
        _space = _ledger?.Space("microbench") ?? 0;
    }

    [Benchmark(OperationsPerInvoke = Puts)]
    public Task Put() => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(PutManyAsync)));

    [GlobalCleanup]
    public void Close()
    {
        _ledger?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PutManyAsync()
    {
        for (var i = 0; i < Puts / Clients; i++)
        {
            var rows = new RowBatch();
            rows.Put(Samples.Key(Interlocked.Increment(ref _next) % 100_000), _json);
            var row = new DurableRow(_space, rows);
            _ledger?.Add(row);
            await row.WaitAsync();
        }
    }
}
