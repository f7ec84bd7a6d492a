using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>What a caller tells a function about itself: a JSON object in base64.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax</remarks>
internal static class ClientContext
{
    private const int MaxBytes = 3583;

    /// <returns>The object as the function's runtime gets it, in a header: in one line and in ASCII, else unchanged; <c>null</c> without one.</returns>
    /// <exception cref="AwsError">InvalidParameterValueException.</exception>
    public static string? Read(string base64)
    {
        if (base64.Length == 0) return null;
        if (base64.Length > MaxBytes) throw LambdaErrors.ClientContextTooLarge(MaxBytes);
        if (!Base64.IsValid(base64)) throw LambdaErrors.UnreadableClientContext();
        var json = Convert.FromBase64String(base64);
        if (!IsObject(json)) throw LambdaErrors.UnreadableClientContext();
        return Line(Encoding.UTF8.GetString(json));
    }

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonBody.Deep);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Line breaks stand only between the tokens of JSON, where a blank is as good; all that is beyond ASCII stands in strings, which have escapes for it.</summary>
    private static string Line(string json)
    {
        var line = new StringBuilder(json.Length);
        foreach (var c in json)
        {
            if (c < ' ') line.Append(' ');
            else if (c <= '~') line.Append(c);
            else line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return line.ToString();
    }
}
