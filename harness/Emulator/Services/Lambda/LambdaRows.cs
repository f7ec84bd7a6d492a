using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.Lambda.Events;
using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>
/// Code by its hash, what is queued, after them the functions by name, and what they read: <c>code/SHA256</c>, <c>event/ID</c>, <c>function/NAME</c>, <c>mapping/ID</c>.
/// </summary>
internal sealed class LambdaRows(LambdaState state) : StateRows<LambdaChange>("lambda")
{
    private const string Code = "code/";
    private const string Event = "event/";
    private const string Function = "function/";
    private const string Mapping = "mapping/";

    private readonly Dictionary<string, byte[]> _zips = new(StringComparer.Ordinal);

    public override void Write(LambdaChange change, RowBatch rows)
    {
        switch (change)
        {
            case LambdaChange.FunctionPut(var function, var zip):
                var sha256 = function.Deployment.CodeSha256;
                if (zip is not null && state.FindZip(sha256) is null) rows.Put(Code + sha256, zip);
                rows.Put(Function + function.Name, RowJson.Write(function, LambdaRowJson.Default.Function));
                RemoveUnused(function.Name, [.. function.Codes], rows);
                break;
            case LambdaChange.FunctionDeleted(var name):
                rows.Remove(Function + name);
                RemoveUnused(name, keeps: [], rows);
                break;
            case LambdaChange.EventPut(var queued):
                rows.Put(Event + queued.Id, RowJson.Write(queued, LambdaRowJson.Default.AsyncEvent));
                break;
            case LambdaChange.EventEnded(var id):
                rows.Remove(Event + id);
                break;
            case LambdaChange.MappingPut(var mapping):
                rows.Put(Mapping + mapping.Id, RowJson.Write(mapping, LambdaRowJson.Default.EventSourceMapping));
                break;
            case LambdaChange.MappingDeleted(var id):
                rows.Remove(Mapping + id);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override LambdaChange? Read(byte[] key, ReadOnlySpan<byte> value)
    {
        var name = TextOf(key);
        if (name.StartsWith(Code, StringComparison.Ordinal))
        {
            _zips[name[Code.Length..]] = value.ToArray();
            return null;
        }

        if (name.StartsWith(Event, StringComparison.Ordinal)) return new LambdaChange.EventPut(RowJson.Read(value, LambdaRowJson.Default.AsyncEvent));
        if (name.StartsWith(Mapping, StringComparison.Ordinal)) return new LambdaChange.MappingPut(RowJson.Read(value, LambdaRowJson.Default.EventSourceMapping));
        var function = RowJson.Read(value, LambdaRowJson.Default.Function);
        return new LambdaChange.FunctionRestored(function, function.Codes.Distinct().Where(_zips.ContainsKey).ToDictionary(c => c, c => _zips[c]));
    }

    /// <summary>Removes the code that a function had, unless it keeps it or another has it too.</summary>
    private void RemoveUnused(string functionName, IReadOnlyCollection<string> keeps, RowBatch rows)
    {
        foreach (var had in (state.Find(functionName)?.Codes ?? []).Distinct().Except(keeps))
        {
            if (state.Functions.All(f => f.Name == functionName || !f.Codes.Contains(had))) rows.Remove(Code + had);
        }
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(Function))]
[JsonSerializable(typeof(AsyncEvent))]
[JsonSerializable(typeof(EventSourceMapping))]
internal sealed partial class LambdaRowJson : JsonSerializerContext;
