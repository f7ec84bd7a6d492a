using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Under which name a header that a function returned goes to the client; <c>null</c> for one that does not go.</summary>
internal delegate string? NameHeader(string name);

/// <summary>Copies headers that a function returned into an answer. Each method answers what is wrong, or <c>null</c>.</summary>
internal readonly struct AnswerHeaders(IHeaderDictionary headers, NameHeader nameFor)
{
    /// <param name="merges">A value that stands there already under its name is not added again.</param>
    public string? AddSingle(ReadOnlySpan<byte> returned, JsonSlice slice, bool merges = false)
    {
        if (slice.IsAbsent) return null;
        if (slice.Type != JsonTokenType.StartObject) return "headers is no object";
        var json = new Utf8JsonReader(slice.In(returned));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(ref json) ?? "";
            json.Read();
            if (Add(name, ref json, merges) is { } problem) return problem;
        }

        return null;
    }

    public string? AddMany(ReadOnlySpan<byte> returned, JsonSlice slice)
    {
        if (slice.IsAbsent) return null;
        if (slice.Type != JsonTokenType.StartObject) return "multiValueHeaders is no object";
        var json = new Utf8JsonReader(slice.In(returned));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Read(ref json) ?? "";
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            if (json.TokenType != JsonTokenType.StartArray) return $"multiValueHeaders: {name} is no array";
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (Add(name, ref json) is { } problem) return problem;
            }
        }

        return null;
    }

    public string? AddCookies(ReadOnlySpan<byte> returned, JsonSlice slice)
    {
        if (slice.IsAbsent) return null;
        if (slice.Type != JsonTokenType.StartArray) return "cookies is no array";
        var json = new Utf8JsonReader(slice.In(returned));
        json.Read();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (Add("Set-Cookie", ref json) is { } problem) return problem;
        }

        return null;
    }

    private string? Add(string name, ref Utf8JsonReader json, bool merges = false)
    {
        string? value;
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                value = JsonText.Read(ref json);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                value = Encoding.ASCII.GetString(json.ValueSpan);
                break;
            case JsonTokenType.Null:
                return null;
            default:
                return $"the header {name} is no string";
        }

        if (!HeaderText.IsName(name)) return $"'{name}' cannot be the name of a header";
        if (value is null || !HeaderText.IsValue(value)) return $"the value of the header {name} has characters that a header cannot have";
        if (nameFor(name) is { } shown && !(merges && headers[shown].Contains(value))) headers.Append(shown, value);
        return null;
    }
}
