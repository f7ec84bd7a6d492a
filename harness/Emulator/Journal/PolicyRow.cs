using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Journal;

/// <summary>A policy as its name, its kind and its document, of which it is made again.</summary>
internal sealed class PolicyRow : JsonConverter<Policy>
{
    public override Policy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) parts.Add(reader.GetString() ?? "");
        return parts is [var name, var kind, var json] ? Policy.Parse(name, Enum.Parse<PolicyKind>(kind), json) : throw new JsonException("It is no policy.");
    }

    public override void Write(Utf8JsonWriter writer, Policy value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Name);
        writer.WriteStringValue(value.Kind.ToString());
        writer.WriteStringValue(value.Json);
        writer.WriteEndArray();
    }
}
