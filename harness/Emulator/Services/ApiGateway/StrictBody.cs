using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>A JSON body of which nothing is passed over in silence.</summary>
internal abstract record StrictBody
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <exception cref="AwsError">BadRequestException naming a member that is not supported.</exception>
    public static TBody Read<TBody>(string operation, Exchange exchange, JsonTypeInfo<TBody> shape)
        where TBody : StrictBody
    {
        var body = JsonBody.Read(exchange.Request.Body, shape);
        foreach (var (name, value) in body.Others ?? [])
        {
            if (value.ValueKind != JsonValueKind.Null) throw ApiErrors.Unsupported($"{operation}: {name}");
        }

        return body;
    }
}
