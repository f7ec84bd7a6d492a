namespace TaskTracker.Emulation.Services.DynamoDb.Streams;

/// <summary>Records in the order of their sequences: added at the end, taken away at the beginning, and found by their sequence without a walk.</summary>
internal sealed class RecordRing
{
    private StreamRecord?[] _records = new StreamRecord?[16];
    private int _first;

    public int Count { get; private set; }

    /// <summary>The oldest; <c>null</c> when there is none.</summary>
    public StreamRecord? First => Count == 0 ? null : _records[_first];

    public void Add(StreamRecord record)
    {
        if (Count == _records.Length) Grow();
        _records[SlotOf(Count)] = record;
        Count++;
    }

    public void RemoveFirst()
    {
        _records[_first] = null;
        _first = SlotOf(1);
        Count--;
    }

    /// <summary>Those that come after a sequence.</summary>
    public List<StreamRecord> After(long sequence, int limit)
    {
        var from = CountUntil(sequence);
        var records = new List<StreamRecord>(Math.Min(limit, Count - from));
        for (var at = from; at < Count && records.Count < limit; at++) records.Add(At(at));
        return records;
    }

    /// <summary>How many have that sequence or an earlier one.</summary>
    private int CountUntil(long sequence)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (At(middle).Sequence <= sequence) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private StreamRecord At(int index) => _records[SlotOf(index)] ?? throw new InvalidOperationException("There is no record at that place.");

    /// <summary>The length is a power of two.</summary>
    private int SlotOf(int index) => (_first + index) & (_records.Length - 1);

    private void Grow()
    {
        var larger = new StreamRecord?[_records.Length * 2];
        for (var i = 0; i < Count; i++) larger[i] = _records[SlotOf(i)];
        (_records, _first) = (larger, 0);
    }
}
