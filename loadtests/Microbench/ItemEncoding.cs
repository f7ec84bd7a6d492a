using BenchmarkDotNet.Attributes;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Microbench;

/// <summary>What every item passes on its way in: its key, its size, its row with the seal.</summary>
[MemoryDiagnoser]
public class ItemEncoding
{
    private readonly int _task = 7;
    private readonly byte[] _json = Samples.Json(7);
    private readonly byte[] _key = Samples.Key(7);

    [Benchmark]
    public byte[] Key() => Samples.Key(_task);

    [Benchmark]
    public int Size() => ItemSize.OfAttributes(_json);

    [Benchmark]
    public object Row()
    {
        var rows = new RowBatch();
        rows.Put(_key, _json);
        return rows;
    }
}
