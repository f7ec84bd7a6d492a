using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>HTTP APIs as rows, by id, each with all that belongs to it.</summary>
internal sealed class HttpApiRows() : StateRows<HttpApiChange>("apigateway.http")
{
    public override void Write(HttpApiChange change, RowBatch rows)
    {
        switch (change)
        {
            case HttpApiChange.ApiPut(var api):
                rows.Put(api.Id, RowJson.Write(api, HttpApiRowJson.Default.HttpApi));
                break;
            case HttpApiChange.ApiDeleted(var id):
                rows.Remove(id);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override HttpApiChange Read(byte[] key, ReadOnlySpan<byte> value) => new HttpApiChange.ApiPut(RowJson.Read(value, HttpApiRowJson.Default.HttpApi));
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(HttpApi))]
internal sealed partial class HttpApiRowJson : JsonSerializerContext;
