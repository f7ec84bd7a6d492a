using System.Collections.Concurrent;

namespace TaskTracker.Cli.Tests.Durability;

/// <summary>What became of one thing whose version only grows: asked for, acknowledged, seen by a reader.</summary>
internal sealed class History
{
    private long _asked;
    private long _acknowledged;
    private long _seen;

    public long Next => Interlocked.Read(ref _asked) + 1;

    public void Ask(long version) => Raise(ref _asked, version);

    public void Acknowledge(long version) => Raise(ref _acknowledged, version);

    public void See(long version) => Raise(ref _seen, version);

    /// <summary>What is wrong with a version that is found after a crash; <c>null</c> when nothing is.</summary>
    public string? Judge(long found) =>
        found < _acknowledged ? $"version {_acknowledged} was acknowledged and {found} is there"
        : found < _seen ? $"version {_seen} was seen and {found} is there"
        : found > _asked ? $"version {found} is there and nobody asked for more than {_asked}"
        : null;

    /// <summary>From here on, what was found is what there is.</summary>
    public void Settle(long found) => _asked = _acknowledged = _seen = found;

    private static void Raise(ref long target, long value)
    {
        var current = Interlocked.Read(ref target);
        while (value > current)
        {
            var before = Interlocked.CompareExchange(ref target, value, current);
            if (before == current) return;
            current = before;
        }
    }
}

/// <summary>The histories of all things, by name.</summary>
internal sealed class Histories
{
    private readonly ConcurrentDictionary<string, History> _all = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _all.Keys;

    public History this[string name] => _all.GetOrAdd(name, _ => new History());
}
