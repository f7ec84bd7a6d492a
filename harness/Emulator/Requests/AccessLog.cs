using System.Collections.Concurrent;

namespace TaskTracker.Emulation.Requests;

/// <param name="Principal">ARN of the role or user, not of a session.</param>
internal readonly record struct Access(string Principal, string Action, string Resource);

/// <summary>How often which caller asked for which action on which resource, and got it: what of its permissions a caller has used.</summary>
internal sealed class AccessLog(int capacity = 20_000)
{
    /// <summary>Stands for every resource that is met when the log is full.</summary>
    public const string Others = "(others)";

    private readonly ConcurrentDictionary<Access, Counts> _counts = new();
    private int _size;

    public IReadOnlyList<(Access Access, long Allowed, long Denied)> All =>
        [.. _counts.Select(c => (c.Key, Interlocked.Read(ref c.Value.Allowed), Interlocked.Read(ref c.Value.Denied)))];

    public void Count(string principal, string action, string resource, bool isAllowed)
    {
        var counts = Find(new Access(principal, action, resource));
        if (isAllowed) Interlocked.Increment(ref counts.Allowed);
        else Interlocked.Increment(ref counts.Denied);
    }

    public void Clear()
    {
        _counts.Clear();
        Interlocked.Exchange(ref _size, 0);
    }

    private Counts Find(in Access access)
    {
        if (_counts.TryGetValue(access, out var known)) return known;
        var kept = Interlocked.Increment(ref _size) <= capacity ? access : access with { Resource = Others };
        return _counts.GetOrAdd(kept, static _ => new Counts());
    }

    private sealed class Counts
    {
        public long Allowed;
        public long Denied;
    }
}
