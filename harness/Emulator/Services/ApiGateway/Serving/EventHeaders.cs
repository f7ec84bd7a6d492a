using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>The request's headers as events show them: sorted, without those of the connection, with those that the gateway adds.</summary>
internal static class EventHeaders
{
    private const int MaxStackName = 128;

    private static readonly FrozenSet<string> NotPassedOn = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [.. HeaderText.OfConnection, "Expect", "Content-Length", "X-Amzn-Trace-Id", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"]);

    [ThreadStatic] private static List<KeyValuePair<string, StringValues>>? _headers;

    /// <summary>The list belongs to the thread: it holds until the next call.</summary>
    /// <param name="hasLength">HTTP APIs tell the body's length, REST APIs do not.</param>
    public static List<KeyValuePair<string, StringValues>> Of(ApiCall call, StringComparer order, bool hasLength = true)
    {
        var headers = _headers ??= new(32);
        headers.Clear();
        foreach (var header in call.Request.Headers)
        {
            if (!NotPassedOn.Contains(header.Key)) headers.Add(header);
        }

        var forwardedFor = call.Request.Headers["X-Forwarded-For"].ToString();
        if (hasLength) headers.Add(new("Content-Length", call.Request.Body.Length.ToString(CultureInfo.InvariantCulture)));
        headers.Add(new("X-Amzn-Trace-Id", call.TraceHeader));
        headers.Add(new("X-Forwarded-For", forwardedFor.Length == 0 ? call.SourceIp : $"{forwardedFor}, {call.SourceIp}"));
        headers.Add(new("X-Forwarded-Port", call.ServerPort));
        headers.Add(new("X-Forwarded-Proto", "http"));
        headers.Sort((a, b) => order.Compare(a.Key, b.Key));
        return headers;
    }

    /// <summary>Names in lower case, repeated values joined; cookies stand elsewhere.</summary>
    public static void WriteJoined(Utf8JsonWriter json, List<KeyValuePair<string, StringValues>> headers)
    {
        Span<char> lower = stackalloc char[MaxStackName];
        json.WriteStartObject();
        foreach (var (name, values) in headers)
        {
            if (IsCookie(name)) continue;
            if (name.Length > MaxStackName) json.WritePropertyName(name.ToLowerInvariant());
            else json.WritePropertyName(lower[..name.AsSpan().ToLowerInvariant(lower)]);
            json.WriteStringValue(values.Count == 1 ? values[0] : string.Join(',', values.AsEnumerable()));
        }

        json.WriteEndObject();
    }

    /// <summary>Each cookie by itself, or nothing where there is none.</summary>
    public static void WriteCookies(Utf8JsonWriter json, StringValues cookies)
    {
        if (cookies.Count == 0) return;
        json.WriteStartArray("cookies"u8);
        foreach (var header in cookies)
        {
            foreach (var range in header.AsSpan().Split(';'))
            {
                var cookie = header.AsSpan(range).Trim();
                if (!cookie.IsEmpty) json.WriteStringValue(cookie);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Names as sent; of repeated values the last.</summary>
    public static void WriteLast(Utf8JsonWriter json, List<KeyValuePair<string, StringValues>> headers)
    {
        json.WriteStartObject();
        foreach (var (name, values) in headers) json.WriteString(name, values[^1]);
        json.WriteEndObject();
    }

    public static void WriteAll(Utf8JsonWriter json, List<KeyValuePair<string, StringValues>> headers)
    {
        json.WriteStartObject();
        foreach (var (name, values) in headers)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static bool IsCookie(string name) => name.Equals("Cookie", StringComparison.OrdinalIgnoreCase);
}
