using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TaskTracker.Emulation.Journal;

/// <summary>Rows in JSON, which is small enough for all but items and contents.</summary>
internal static class RowJson
{
    public static byte[] Write<T>(T value, JsonTypeInfo<T> shape) => JsonSerializer.SerializeToUtf8Bytes(value, shape);

    /// <exception cref="JsonException">It is no such row.</exception>
    public static T Read<T>(ReadOnlySpan<byte> row, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(row, shape) ?? throw new JsonException("A row holds nothing.");
}

/// <summary>Names and texts, in the order that they have everywhere here.</summary>
internal sealed class OrdinalMap : JsonConverter<ImmutableSortedDictionary<string, string>>
{
    public override ImmutableSortedDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            entries[name] = reader.GetString() ?? "";
        }

        return entries.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value) writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
