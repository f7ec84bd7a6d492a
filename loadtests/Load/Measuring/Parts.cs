using TaskTracker.Load.Calls;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Measuring;

/// <summary>What latencies are made of, per kind of call, answers of new environments apart from those of warm ones.</summary>
internal sealed class Parts
{
    /// <summary>In the order of a request's way; <c>function</c> is the handler without the calls to DynamoDB that it waited for.</summary>
    public static readonly IReadOnlyList<string> Order = ["gateway", "queue", "cold start", "function", "DynamoDB"];

    private readonly Dictionary<(string Call, bool IsCold), Dictionary<string, Latencies>> _parts = [];
    private readonly Dictionary<(string Call, bool IsCold), Latencies> _wholes = [];

    /// <summary>A request's parts.</summary>
    /// <param name="whole">From its arrival at the target to its answer.</param>
    public void Add(TaskCall call, bool isCold, TimeSpan whole, IEnumerable<(string Part, TimeSpan Duration)> parts)
    {
        var key = (call.Name, isCold);
        if (!_wholes.TryGetValue(key, out var wholes)) _wholes[key] = wholes = new Latencies();
        if (!_parts.TryGetValue(key, out var known)) _parts[key] = known = [];
        wholes.Record(whole);
        foreach (var (part, duration) in parts)
        {
            if (!known.TryGetValue(part, out var latencies)) known[part] = latencies = new Latencies();
            latencies.Record(duration);
        }
    }

    public IReadOnlyList<PartsOfCall> Results() =>
    [
        .. _wholes.OrderBy(w => w.Key.Call, StringComparer.Ordinal).ThenBy(w => w.Key.IsCold).Select(w => new PartsOfCall(
            w.Key.Call, w.Key.IsCold, w.Value.Count, w.Value.AtMs(50), w.Value.AtMs(99),
            [.. Order.Where(_parts[w.Key].ContainsKey).Select(p => Figures(p, _parts[w.Key][p]))])),
    ];

    private static PartFigures Figures(string part, Latencies latencies) => new(part, latencies.Count, latencies.AtMs(50), latencies.AtMs(99), latencies.MeanMs);
}
