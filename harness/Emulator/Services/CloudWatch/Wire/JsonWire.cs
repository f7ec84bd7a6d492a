using System.Text.Json;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Wire;

/// <summary>AWS JSON 1.0; times are seconds since 1970.</summary>
internal sealed class JsonWire : IWire
{
    public bool IsOf(AwsRequest request) => request.Headers.ContainsKey("X-Amz-Target");

    public string OperationOf(AwsRequest request)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        return target[(target.LastIndexOf('.') + 1)..];
    }

    public WireValue.Structure Read(AwsRequest request)
    {
        if (request.Body.IsEmpty) return WireValue.Of();
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return ValueOf(document.RootElement) as WireValue.Structure ?? throw CloudWatchErrors.Malformed("The body is no JSON object.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw CloudWatchErrors.Malformed(problem.Message);
        }
    }

    public void Write(string operation, WireValue.Structure? result, Exchange exchange)
    {
        Head(exchange);
        JsonBody.Write(exchange.Response.Writer, result ?? WireValue.Of(), static (json, value) => Write(json, value));
    }

    public void WriteError(AwsError error, Exchange exchange)
    {
        Head(exchange);
        CloudWatchErrors.AddQueryError(error, exchange);
        var members = WireValue.Of(("__type", new WireValue.Text(CloudWatchErrors.ShapeOf(error))), ("message", new WireValue.Text(error.Message)));
        JsonBody.Write(exchange.Response.Writer, members, static (json, value) => Write(json, value));
    }

    private static void Head(Exchange exchange)
    {
        exchange.Response.Headers.ContentType = "application/x-amz-json-1.0";
        exchange.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
    }

    /// <returns><c>null</c> for a null, which is as if the member were not there.</returns>
    private static WireValue? ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new WireValue.Text(element.GetString() ?? ""),
        JsonValueKind.Number => new WireValue.Number(element.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => new WireValue.Flag(element.GetBoolean()),
        JsonValueKind.Array => new WireValue.Listed([.. element.EnumerateArray().Select(ValueOf).OfType<WireValue>()]),
        JsonValueKind.Object => WireValue.Of([.. element.EnumerateObject().Select(p => (p.Name, ValueOf(p.Value)))]),
        _ => null,
    };

    private static void Write(Utf8JsonWriter json, WireValue value)
    {
        switch (value)
        {
            case WireValue.Text text: json.WriteStringValue(text.Value); break;
            case WireValue.Number number: json.WriteNumberValue(number.Value); break;
            case WireValue.Integer integer: json.WriteNumberValue(integer.Value); break;
            case WireValue.Flag flag: json.WriteBooleanValue(flag.Value); break;
            case WireValue.Time time: json.WriteNumberValue(time.Value.ToUnixTimeMilliseconds() / 1000.0); break;
            case WireValue.Listed list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case WireValue.Structure structure: WriteObject(json, structure.Members); break;
            case WireValue.Map map: WriteObject(json, map.Entries); break;
            default: throw new ArgumentOutOfRangeException(nameof(value), value, null);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, WireValue>> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }
}
