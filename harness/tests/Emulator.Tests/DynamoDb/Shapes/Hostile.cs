using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace TaskTracker.Emulation.Tests.DynamoDb.Shapes;

/// <summary>Turns the body of a good call into one that no honest client sends.</summary>
internal static class Hostile
{
    private static readonly string[] Values =
    [
        "null", "true", "5", "-1", "0.5", "1e400", "-1e400", "99999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "{\"S\":null}",
        "{\"S\":5}", "{\"N\":\"1e999\"}", "{\"N\":\"--1\"}", "{\"N\":\"\"}", "{\"N\":\"NaN\"}", "{\"N\":\"0x1\"}", "{\"N\":\"1e99999999999\"}", "{\"N\":1}", "{\"B\":\"=\"}", "{\"B\":\"A\"}", "{\"B\":\"\u00e9\"}",
        "{\"NS\":[\"1\",\"1.0\"]}", "{\"SS\":[]}", "{\"SS\":[null]}", "{\"BS\":[\"AA==\",\"AA==\"]}", "{\"S\":\"a\",\"N\":\"1\"}", "{\"X\":1}", "{\"L\":{}}", "{\"M\":[]}", "{\"NULL\":false}", "{\"BOOL\":\"maybe\"}",
    ];

    private static readonly string[] Big =
    [
        $"\"{new string('x', 70_000)}\"", $"{{\"N\":\"{new string('9', 5_000)}\"}}", new string('[', 2_000) + new string(']', 2_000), Nested(40), Nested(400),
        $"[{string.Join(',', Enumerable.Repeat("{\"S\":\"x\"}", 5_000))}]", $"\"{string.Concat(Enumerable.Repeat("(", 3_000))}\"", $"\"{string.Concat(Enumerable.Repeat("NOT ", 1_000))}a = :v\"",
    ];

    private static readonly byte[][] Bytes = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x00], [0xEF, 0xBB, 0xBF], [(byte)'"'], [(byte)'\\'], [(byte)'{'], [(byte)']'], [(byte)',']];

    /// <summary>One place of the body gets a value of another type or of no sense; or its bytes are cut, or others put between them.</summary>
    public static Gen<byte[]> Of(string body)
    {
        var places = Count(JsonNode.Parse(body));
        var retyped = Gen.Select(Gen.Int[0, places - 1], Gen.OneOf(Values)).Select((at, value) => Encoding.UTF8.GetBytes(Put(body, at, value)));
        var blown = Gen.Select(Gen.Int[0, places - 1], Gen.OneOf(Big)).Select((at, value) => Encoding.UTF8.GetBytes(Put(body, at, value)));
        var bytes = Encoding.UTF8.GetBytes(body);
        var cut = Gen.Int[0, bytes.Length].Select(at => bytes[..at]);
        var broken = Gen.Select(Gen.Int[0, bytes.Length], Gen.OneOf(Bytes)).Select((at, more) => (byte[])[.. bytes[..at], .. more, .. bytes[at..]]);
        return Gen.Frequency((10, retyped), (2, blown), (2, cut), (3, broken));
    }

    /// <summary>Text of maps within maps.</summary>
    private static string Nested(int depth) => $"{string.Concat(Enumerable.Repeat("{\"M\":{\"m\":", depth))}{{\"S\":\"x\"}}{string.Concat(Enumerable.Repeat("}}", depth))}";

    private static int Count(JsonNode? node) => 1 + node switch
    {
        JsonObject map => map.Sum(m => Count(m.Value)),
        JsonArray list => list.Sum(Count),
        _ => 0,
    };

    /// <summary>The body with the value at one place replaced; the first place is the body itself.</summary>
    private static string Put(string body, int at, string value)
    {
        using var document = JsonDocument.Parse(body);
        var text = new StringBuilder();
        Write(document.RootElement, text, ref at, value);
        return text.ToString();
    }

    private static void Write(JsonElement element, StringBuilder text, ref int at, string value)
    {
        if (at-- == 0)
        {
            text.Append(value);
            return;
        }

        var isFirst = true;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    text.Append(isFirst ? '{' : ',').Append(JsonValue.Create(member.Name).ToJsonString()).Append(':');
                    Write(member.Value, text, ref at, value);
                    isFirst = false;
                }

                text.Append(isFirst ? "{}" : "}");
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    text.Append(isFirst ? '[' : ',');
                    Write(item, text, ref at, value);
                    isFirst = false;
                }

                text.Append(isFirst ? "[]" : "]");
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }
}
