using BenchmarkDotNet.Attributes;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Microbench;

/// <summary>The tree that holds a table's items: what a find and a put cost by the number of items.</summary>
[MemoryDiagnoser]
public class Storage
{
    private const int Probes = 1 << 16;

    private BTree<Item> _tree = new();
    private byte[][] _keys = [];
    private Item _item = Samples.Item(0);
    private int _next;

    [Params(1_000, 100_000, 1_000_000)]
    public int Items { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _tree = new BTree<Item>();
        for (var i = 0; i < Items; i++) _tree.Put(Samples.Key(i), _item);
        _keys = [.. Enumerable.Range(0, Probes).Select(i => Samples.Key((int)(i * 7919L % Items)))];
        _item = Samples.Item(1);
    }

    [Benchmark]
    public object? Find() => _tree.Find(_keys[_next++ & (Probes - 1)]);

    [Benchmark]
    public object? PutOver() => _tree.Put(_keys[_next++ & (Probes - 1)], _item);

    [Benchmark]
    public int WalkHundred()
    {
        var walk = _tree.Walk(new KeyRange(_keys[_next++ & (Probes - 1)], Before: null), isReverse: false);
        var count = 0;
        while (count < 100 && walk.Next() is not null) count++;
        return count;
    }
}
