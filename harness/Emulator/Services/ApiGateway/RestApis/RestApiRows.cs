using System.Text;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>REST APIs as rows, by id, each with all that belongs to it; and the account's settings.</summary>
internal sealed class RestApiRows() : StateRows<RestApiChange>("apigateway.rest")
{
    // No API has an id like this.
    private const string AccountKey = "(account)";

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
            case RestApiChange.AccountPut(var account):
                rows.Put(AccountKey, RowJson.Write(account, RestApiRowJson.Default.Account));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override RestApiChange Read(byte[] key, ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(key) == AccountKey
        ? new RestApiChange.AccountPut(RowJson.Read(value, RestApiRowJson.Default.Account))
        : new RestApiChange.ApiPut(RowJson.Read(value, RestApiRowJson.Default.RestApi));
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(RestApi))]
[JsonSerializable(typeof(Account))]
internal sealed partial class RestApiRowJson : JsonSerializerContext;
