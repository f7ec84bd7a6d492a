using System.Collections.Concurrent;
using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.Lambda.Events;
using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Services.Lambda;

internal abstract record LambdaChange
{
    /// <param name="Zip">The function's code, when no function had it before.</param>
    public sealed record FunctionPut(Function Function, byte[]? Zip = null) : LambdaChange;

    /// <param name="Zips">The code of the function and its versions, by its hash.</param>
    public sealed record FunctionRestored(Function Function, IReadOnlyDictionary<string, byte[]> Zips) : LambdaChange;

    public sealed record FunctionDeleted(string Name) : LambdaChange;

    /// <summary>It was accepted, or is to be tried again.</summary>
    public sealed record EventPut(AsyncEvent Event) : LambdaChange;

    public sealed record EventEnded(string Id) : LambdaChange;

    public sealed record MappingPut(EventSourceMapping Mapping) : LambdaChange;

    public sealed record MappingDeleted(string Id) : LambdaChange;
}

/// <summary>Functions by name, and their code by its hash: functions of one package share it.</summary>
internal sealed class LambdaState
{
    private readonly ConcurrentDictionary<string, byte[]> _zips = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AsyncEvent> _events = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EventSourceMapping> _mappings = new(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, Function> _functions = ImmutableSortedDictionary.Create<string, Function>(StringComparer.Ordinal);
    private long _lastNumber;

    public LambdaState() => Changes = new CommitPoint<LambdaChange>(Apply);

    public CommitPoint<LambdaChange> Changes { get; }

    public IEnumerable<Function> Functions => _functions.Values;

    /// <summary>Asynchronous invocations that are not over.</summary>
    public IEnumerable<AsyncEvent> Events => _events.Values;

    public IEnumerable<EventSourceMapping> Mappings => _mappings.Values;

    /// <summary>What functions have not reserved.</summary>
    public int UnreservedConcurrency => Hosting.RunningInvocations.AccountLimit - _functions.Values.Sum(f => f.ReservedConcurrency ?? 0);

    /// <summary>What the account has left beside that function: others' reserved concurrency is taken, and what is provisioned for those that reserve nothing.</summary>
    public int ConcurrencyLeftFor(string function) => Hosting.RunningInvocations.AccountLimit
        - _functions.Values.Where(f => f.Name != function).Sum(f => f.ReservedConcurrency ?? f.TotalProvisioned);

    /// <summary>For a deployment that is about to be committed.</summary>
    public long NextNumber => Interlocked.Read(ref _lastNumber) + 1;

    public Function? Find(string name) => _functions.GetValueOrDefault(name);

    public EventSourceMapping? FindMapping(string id) => _mappings.GetValueOrDefault(id);

    public byte[]? FindZip(string sha256) => _zips.GetValueOrDefault(sha256);

    private void Apply(LambdaChange change)
    {
        switch (change)
        {
            case LambdaChange.FunctionPut(var function, var zip):
                if (zip is not null) _zips[function.Deployment.CodeSha256] = zip;
                Put(function);
                break;
            case LambdaChange.FunctionRestored(var function, var zips):
                foreach (var (sha256, zip) in zips) _zips[sha256] = zip;
                Put(function);
                break;
            case LambdaChange.FunctionDeleted(var name):
                _functions = _functions.Remove(name);
                break;
            case LambdaChange.EventPut(var queued):
                _events[queued.Id] = queued;
                return;
            case LambdaChange.EventEnded(var id):
                _events.TryRemove(id, out _);
                return;
            case LambdaChange.MappingPut(var mapping):
                _mappings[mapping.Id] = mapping;
                return;
            case LambdaChange.MappingDeleted(var id):
                _mappings.TryRemove(id, out _);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }

        ForgetUnusedCode();
    }

    private void Put(Function function)
    {
        _lastNumber = Math.Max(_lastNumber, function.WithVersions().Max(f => f.Deployment.Number));
        _functions = _functions.SetItem(function.Name, function);
    }

    private void ForgetUnusedCode()
    {
        foreach (var sha256 in _zips.Keys)
        {
            if (!_functions.Values.Any(f => f.Codes.Contains(sha256))) _zips.TryRemove(sha256, out _);
        }
    }
}
