using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Urls;

/// <summary>Turns what a function returned into the answer of its URL: a response where it has a <c>statusCode</c>, else the JSON itself.</summary>
/// <remarks>Recorded as TestLambdaURL::test_lambda_url_invocation.</remarks>
internal static class UrlAnswer
{
    /// <param name="hasCors">The URL says itself what pages may do; what the function says of it is replaced.</param>
    /// <returns>Whether it is an answer.</returns>
    public static bool TryWrite(ReadOnlyMemory<byte> returned, bool hasCors, AwsResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(returned);
            var root = document.RootElement;
            response.Headers.ContentType = "application/json";
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("statusCode", out var status)) return TryWrite(root, status, hasCors, response);
            response.Share(root.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(root.GetString() ?? "") : returned);
            return true;
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryWrite(JsonElement root, JsonElement status, bool hasCors, AwsResponse response)
    {
        if (!status.TryGetInt32(out var code) || code is < 100 or > 599) return false;
        response.Status = code;
        if (root.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in headers.EnumerateObject())
            {
                if (!IsClean(header.Name) || !IsClean(header.Value.ToString())) return false;
                if (!(hasCors && UrlCorsPolicy.Governs(header.Name)) && !header.NameEquals("Content-Length")) response.Headers[header.Name] = header.Value.ToString();
            }
        }

        if (root.TryGetProperty("cookies", out var cookies) && cookies.ValueKind == JsonValueKind.Array)
        {
            foreach (var cookie in cookies.EnumerateArray()) response.Headers.Append("Set-Cookie", cookie.GetString());
        }

        if (!root.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null) return true;
        var isBase64 = root.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;
        response.Share(isBase64 ? body.GetBytesFromBase64() : Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString() ?? "" : body.GetRawText()));
        return true;
    }

    private static bool IsClean(string text) => !text.AsSpan().ContainsAny('\r', '\n', '\0');
}
