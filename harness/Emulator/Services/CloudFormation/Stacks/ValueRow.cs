using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>
/// Values as rows keep them, so that each comes back as what it was: texts, flags, nothing and maps as in JSON, a list as <c>["l", …]</c>, a number as
/// <c>["n", "1.50"]</c>.
/// </summary>
internal sealed class ValueRow : JsonConverter<Value>
{
    private const string List = "l";
    private const string Number = "n";

    public override bool HandleNull => true;

    public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options) => Write(writer, value);

    public static Value Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Value.Of(reader.GetString() ?? "");
            case JsonTokenType.True or JsonTokenType.False:
                return new Value.Flag(reader.GetBoolean());
            case JsonTokenType.Null:
                return Value.None;
            case JsonTokenType.StartObject:
                return ReadMap(ref reader);
            case JsonTokenType.StartArray:
                reader.Read();
                var isNumber = reader.GetString() == Number;
                var items = ImmutableArray.CreateBuilder<Value>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader));
                return isNumber ? new Value.Number(items[0].AsText ?? "") : new Value.List(items.ToImmutable());
            default:
                throw new JsonException($"A value does not begin with {reader.TokenType}.");
        }
    }

    public static Value.Map ReadMap(ref Utf8JsonReader reader)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            entries.Add(KeyValuePair.Create(name, Read(ref reader)));
        }

        return new Value.Map(entries.ToImmutable());
    }

    public static void Write(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case Value.Text text:
                json.WriteStringValue(text.Content);
                break;
            case Value.Number number:
                json.WriteStartArray();
                json.WriteStringValue(Number);
                json.WriteStringValue(number.Digits);
                json.WriteEndArray();
                break;
            case Value.Flag flag:
                json.WriteBooleanValue(flag.IsSet);
                break;
            case Value.List list:
                json.WriteStartArray();
                json.WriteStringValue(List);
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case Value.Map map:
                WriteMap(json, map);
                break;
            case Value.Absent:
                json.WriteNullValue();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, null);
        }
    }

    private static void WriteMap(Utf8JsonWriter json, Value.Map map)
    {
        json.WriteStartObject();
        foreach (var (key, item) in map.Entries)
        {
            json.WritePropertyName(key);
            Write(json, item);
        }

        json.WriteEndObject();
    }
}

/// <summary>The same where nothing but a map can stand.</summary>
internal sealed class MapRow : JsonConverter<Value.Map>
{
    public override Value.Map Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ValueRow.ReadMap(ref reader);

    public override void Write(Utf8JsonWriter writer, Value.Map value, JsonSerializerOptions options) => ValueRow.Write(writer, value);
}
