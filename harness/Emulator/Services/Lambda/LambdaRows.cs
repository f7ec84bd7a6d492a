using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Code by its hash, and after it the functions by name: <c>code/SHA256</c>, <c>function/NAME</c>.</summary>
internal sealed class LambdaRows(LambdaState state) : StateRows<LambdaChange>("lambda")
{
    private const string Code = "code/";
    private const string Function = "function/";

    private readonly Dictionary<string, byte[]> _zips = new(StringComparer.Ordinal);

    public override void Write(LambdaChange change, RowBatch rows)
    {
        switch (change)
        {
            case LambdaChange.FunctionPut(var function, var zip):
                var sha256 = function.Deployment.CodeSha256;
                if (zip is not null && state.FindZip(sha256) is null) rows.Put(Code + sha256, zip);
                rows.Put(Function + function.Name, RowJson.Write(function, LambdaRowJson.Default.Function));
                RemoveUnused(function.Name, sha256, rows);
                break;
            case LambdaChange.FunctionDeleted(var name):
                rows.Remove(Function + name);
                RemoveUnused(name, becomes: null, rows);
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

        var function = RowJson.Read(value, LambdaRowJson.Default.Function);
        return new LambdaChange.FunctionPut(function, _zips.GetValueOrDefault(function.Deployment.CodeSha256));
    }

    /// <summary>Removes the code that a function had, unless it keeps it or another has it too.</summary>
    private void RemoveUnused(string functionName, string? becomes, RowBatch rows)
    {
        if (state.Find(functionName)?.Deployment.CodeSha256 is not { } had || had == becomes) return;
        if (state.Functions.All(f => f.Name == functionName || f.Deployment.CodeSha256 != had)) rows.Remove(Code + had);
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(Function))]
internal sealed partial class LambdaRowJson : JsonSerializerContext;
