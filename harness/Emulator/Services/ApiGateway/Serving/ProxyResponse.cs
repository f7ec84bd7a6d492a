using System.Globalization;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Where the members of a function's response stand in what it returned; nothing is copied.</summary>
/// <param name="Status"><c>null</c> when there is a <c>statusCode</c> that is none.</param>
/// <param name="IsBase64"><c>null</c> when the flag is no flag.</param>
internal readonly record struct ProxyResponse(
    int? Status, JsonSlice Body, JsonSlice Headers, JsonSlice MultiValueHeaders, JsonSlice Cookies, bool? IsBase64)
{
    /// <summary>The response, or <c>null</c> for what is no JSON object with a <c>statusCode</c>.</summary>
    public static ProxyResponse? Find(ReadOnlySpan<byte> returned) => Find(returned, isStrict: false);

    /// <summary>The response as REST APIs know it: any of its members, 200 where none is the status, and <c>null</c> where there is another member or none at all.</summary>
    public static ProxyResponse? FindStrict(ReadOnlySpan<byte> returned) => Find(returned, isStrict: true);

    private static ProxyResponse? Find(ReadOnlySpan<byte> returned, bool isStrict)
    {
        try
        {
            return Read(returned, isStrict);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, or a member's name that is no text.
            return null;
        }
    }

    private static ProxyResponse? Read(ReadOnlySpan<byte> returned, bool isStrict)
    {
        var json = new Utf8JsonReader(returned, JsonBody.Deep);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
        var response = new ProxyResponse(isStrict ? 200 : null, default, default, default, default, IsBase64: false);
        var (hasStatus, hasMembers) = (false, false);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            hasMembers = true;
            if (json.ValueTextEquals("statusCode"u8))
            {
                hasStatus = true;
                response = response with { Status = ReadStatus(ref json) };
            }
            else if (json.ValueTextEquals("body"u8)) response = response with { Body = JsonSlice.Next(ref json) };
            else if (json.ValueTextEquals("headers"u8)) response = response with { Headers = JsonSlice.Next(ref json) };
            else if (json.ValueTextEquals("multiValueHeaders"u8)) response = response with { MultiValueHeaders = JsonSlice.Next(ref json) };
            else if (json.ValueTextEquals("isBase64Encoded"u8)) response = response with { IsBase64 = ReadFlag(ref json) };
            else if (isStrict) return null;
            else if (json.ValueTextEquals("cookies"u8)) response = response with { Cookies = JsonSlice.Next(ref json) };
            else json.Skip();
        }

        // Text after the object makes the whole thing no JSON.
        json.Read();
        return (isStrict ? hasMembers : hasStatus) ? response : null;
    }

    /// <summary>A whole number that can be an answer's status, also when it is written as a string.</summary>
    private static int? ReadStatus(ref Utf8JsonReader json)
    {
        var slice = JsonSlice.Next(ref json);
        int? status = slice.Type switch
        {
            JsonTokenType.Number when json.TryGetInt32(out var number) => number,
            JsonTokenType.String when int.TryParse(JsonText.Read(ref json), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };
        return status is >= 200 and <= 599 ? status : null;
    }

    private static bool? ReadFlag(ref Utf8JsonReader json) => JsonSlice.Next(ref json).Type switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => null,
    };
}
