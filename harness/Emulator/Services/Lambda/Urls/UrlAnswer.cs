using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Urls;

/// <summary>Turns what a function returned into the answer of its URL: a response where it has a <c>statusCode</c>, else the JSON itself.</summary>
/// <remarks>Recorded as TestLambdaURL::test_lambda_url_invocation.</remarks>
internal static class UrlAnswer
{
    /// <summary>Of the connection, or Lambda's own to say.</summary>
    private static readonly FrozenSet<string> NotPassedOn =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, [.. HeaderText.OfConnection, "Content-Length", "Date", "x-amzn-RequestId"]);

    /// <param name="hasCors">The URL says itself what pages may do; what the function says of it is replaced.</param>
    /// <returns>Whether it is an answer; part of one may stand in the response where it is not.</returns>
    public static bool TryWrite(ReadOnlyMemory<byte> returned, bool hasCors, AwsResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(returned, JsonBody.DeepDocument);
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
        if (!status.TryGetInt32(out var code) || code is < 200 or > 599) return false;
        response.Status = code;
        if (!TryWriteHeaders(root, hasCors, response.Headers) || !TryWriteCookies(root, response.Headers)) return false;
        if (!root.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null) return true;
        var isBase64 = root.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;
        response.Share(isBase64 ? body.GetBytesFromBase64() : Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString() ?? "" : body.GetRawText()));
        return true;
    }

    private static bool TryWriteHeaders(JsonElement root, bool hasCors, IHeaderDictionary headers)
    {
        if (!root.TryGetProperty("headers", out var returned) || returned.ValueKind != JsonValueKind.Object) return true;
        foreach (var header in returned.EnumerateObject())
        {
            if (header.Value.ValueKind == JsonValueKind.Null) continue;
            if (header.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return false;
            var value = header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString() ?? "" : header.Value.GetRawText();
            if (!HeaderText.IsName(header.Name) || !HeaderText.IsValue(value)) return false;
            if (!(hasCors && UrlCorsPolicy.Governs(header.Name)) && !NotPassedOn.Contains(header.Name)) headers[header.Name] = value;
        }

        return true;
    }

    private static bool TryWriteCookies(JsonElement root, IHeaderDictionary headers)
    {
        if (!root.TryGetProperty("cookies", out var cookies) || cookies.ValueKind != JsonValueKind.Array) return true;
        foreach (var cookie in cookies.EnumerateArray())
        {
            if (cookie.GetString() is not { } value || !HeaderText.IsValue(value)) return false;
            headers.Append("Set-Cookie", value);
        }

        return true;
    }
}
