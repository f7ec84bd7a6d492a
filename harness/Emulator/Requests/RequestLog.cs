namespace TaskTracker.Emulation.Requests;

/// <summary>The last requests, oldest overwritten first.</summary>
/// <param name="heard">Hears of each record as it is added.</param>
internal sealed class RequestLog(int capacity = 10_000, Action<RequestRecord>? heard = null)
{
    private readonly RequestRecord?[] _ring = new RequestRecord?[capacity];
    private long _next = -1;

    public void Add(RequestRecord record)
    {
        var slot = Interlocked.Increment(ref _next);
        record.Number = slot;
        Volatile.Write(ref _ring[slot % capacity], record);
        heard?.Invoke(record);
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<RequestRecord> Newest()
    {
        var newest = Interlocked.Read(ref _next);
        for (var slot = newest; slot >= 0 && slot > newest - capacity; slot--)
        {
            if (Volatile.Read(ref _ring[slot % capacity]) is { } record) yield return record;
        }
    }

    /// <summary>How many there have been: what comes later begins there.</summary>
    public long Count => Interlocked.Read(ref _next) + 1;

    /// <summary>Those that came after so many, oldest first; where they have been overwritten, what is left of them.</summary>
    /// <param name="next">What to ask for next.</param>
    public IReadOnlyList<RequestRecord> Since(long count, int limit, out long next)
    {
        var records = new List<RequestRecord>();
        next = Math.Max(count, Count - capacity);
        for (var end = Count; next < end && records.Count < limit; next++)
        {
            // A number is taken before its record is there; until then the place holds nothing, or what it held a round before.
            if (Volatile.Read(ref _ring[next % capacity]) is not { } record || record.Number < next) break;
            records.Add(record);
        }

        return records;
    }

    public RequestRecord? Find(string id) => Newest().FirstOrDefault(r => r.Id == id);

    /// <summary>Every call that shares the record's trace, oldest first; the record alone where there is no trace.</summary>
    public IReadOnlyList<RequestRecord> Trace(RequestRecord record) =>
        record.TraceId is { } trace ? [.. Newest().Where(r => r.TraceId == trace).Reverse()] : [record];
}
