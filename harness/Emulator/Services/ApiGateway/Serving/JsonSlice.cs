using System.Text.Json;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>A value's place in the JSON around it.</summary>
/// <param name="Type">The value's first token; <see cref="JsonTokenType.None"/> for a value that is not there.</param>
internal readonly record struct JsonSlice(JsonTokenType Type, int Start, int End)
{
    public bool IsAbsent => Type is JsonTokenType.None or JsonTokenType.Null;

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> json) => json[Start..End];

    /// <summary>Reads over the next value.</summary>
    public static JsonSlice Next(ref Utf8JsonReader json)
    {
        json.Read();
        var (type, start) = (json.TokenType, (int)json.TokenStartIndex);
        json.Skip();
        return new JsonSlice(type, start, (int)json.BytesConsumed);
    }
}

/// <summary>Text in JSON whose escapes may make no text, such as half a surrogate pair.</summary>
internal static class JsonText
{
    /// <summary>The string or property name that the reader stands on; <c>null</c> when it is no text.</summary>
    public static string? Read(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
