using System.Text.Json;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>The body of a function's response.</summary>
internal static class ProxyBody
{
    /// <summary>Writes the text that a JSON string stands for.</summary>
    public static bool TryWriteText(ReadOnlySpan<byte> value, AwsResponse answer)
    {
        if (value.TrimStart(" \t\r\n"u8) is not [(byte)'"', ..]) return false;
        try
        {
            var json = new Utf8JsonReader(value);
            json.Read();
            var length = json.ValueSpan.Length;
            if (length > 0) answer.Writer.Advance(json.CopyString(answer.Writer.GetSpan(length)));
            return !json.Read();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Quoted, yet no JSON string: half a surrogate pair, say.
            answer.Clear();
            return false;
        }
    }
}
