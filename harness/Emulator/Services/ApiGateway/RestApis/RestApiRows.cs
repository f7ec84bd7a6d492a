using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>REST APIs as rows, by id, each with all that belongs to it.</summary>
internal sealed class RestApiRows() : StateRows<RestApiChange>("apigateway.rest")
{
    public override void Write(RestApiChange change, RowBatch rows)
    {
        switch (change)
        {
            case RestApiChange.ApiPut(var api):
                rows.Put(api.Id, RowJson.Write(api, RestApiRowJson.Default.RestApi));
                break;
            case RestApiChange.ApiDeleted(var id):
                rows.Remove(id);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override RestApiChange Read(byte[] key, ReadOnlySpan<byte> value) => new RestApiChange.ApiPut(RowJson.Read(value, RestApiRowJson.Default.RestApi));
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(RestApi))]
internal sealed partial class RestApiRowJson : JsonSerializerContext;
