using System.Text.Json;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Query parameters as events show them: decoded, by name in the order of first appearance.</summary>
internal static class EventQuery
{
    /// <summary>Repeated values joined by a comma.</summary>
    public static void WriteJoined(Utf8JsonWriter json, QueryParameters query) => Write(json, query, (writer, values) => writer.WriteStringValue(string.Join(',', values)));

    /// <summary>Both members of payload format 1.0; null where there are no parameters.</summary>
    public static void WriteLastAndAll(Utf8JsonWriter json, AwsRequest request)
    {
        if (request.RawQuery.Length == 0 || request.Query.Pairs.Count == 0)
        {
            json.WriteNull("queryStringParameters"u8);
            json.WriteNull("multiValueQueryStringParameters"u8);
            return;
        }

        json.WritePropertyName("queryStringParameters"u8);
        WriteLast(json, request.Query);
        json.WritePropertyName("multiValueQueryStringParameters"u8);
        WriteAll(json, request.Query);
    }

    /// <summary>Of repeated values the last.</summary>
    private static void WriteLast(Utf8JsonWriter json, QueryParameters query) => Write(json, query, (writer, values) => writer.WriteStringValue(values[^1]));

    private static void WriteAll(Utf8JsonWriter json, QueryParameters query) => Write(json, query, (writer, values) =>
    {
        writer.WriteStartArray();
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, QueryParameters query, Action<Utf8JsonWriter, List<string>> writeValues)
    {
        var byName = new OrderedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, value) in query.Pairs)
        {
            if (byName.TryGetValue(name, out var values)) values.Add(value);
            else byName.Add(name, [value]);
        }

        json.WriteStartObject();
        foreach (var (name, values) in byName)
        {
            json.WritePropertyName(name);
            writeValues(json, values);
        }

        json.WriteEndObject();
    }
}
