using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Urls;

/// <summary>The event that a function gets of a request to its URL: payload format 2.0.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads, recorded as TestLambdaURL::test_lambda_url_echo_http_fixture.</remarks>
internal static class UrlEvent
{
    private static readonly FrozenSet<string> NotPassedOn = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, [.. HeaderText.OfConnection, "Expect", "Cookie", "X-Amzn-Trace-Id", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"]);

    public static ReadOnlyMemory<byte> Of(UrlCall call)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + call.Exchange.Request.Body.Length);
        JsonBody.Write(buffer, call, static (json, c) => Write(json, c));
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, UrlCall call)
    {
        var request = call.Exchange.Request;
        json.WriteStartObject();
        json.WriteString("version"u8, "2.0"u8);
        json.WriteString("routeKey"u8, "$default"u8);
        json.WriteString("rawPath"u8, call.Path);
        json.WriteString("rawQueryString"u8, request.RawQuery);
        WriteCookies(json, request);
        WriteHeaders(json, call);
        WriteQuery(json, request);
        WriteContext(json, call);
        WriteBody(json, request);
        json.WriteEndObject();
    }

    private static void WriteCookies(Utf8JsonWriter json, AwsRequest request)
    {
        if (request.Headers.Cookie.Count == 0) return;
        json.WriteStartArray("cookies"u8);
        foreach (var cookie in request.Headers.Cookie.SelectMany(h => (h ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))) json.WriteStringValue(cookie);
        json.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter json, UrlCall call)
    {
        var request = call.Exchange.Request;
        var headers = request.Headers.Where(h => !NotPassedOn.Contains(h.Key)).Select(h => (Name: h.Key.ToLowerInvariant(), Value: string.Join(',', h.Value.AsEnumerable()))).ToList();
        headers.Add(("x-amzn-trace-id", $"Root={call.Exchange.Record.TraceId}"));
        headers.Add(("x-forwarded-for", SourceIp(request)));
        headers.Add(("x-forwarded-port", (request.Connection?.LocalPort ?? 443).ToString(CultureInfo.InvariantCulture)));
        headers.Add(("x-forwarded-proto", "http"));
        json.WriteStartObject("headers"u8);
        foreach (var (name, value) in headers.OrderBy(h => h.Name, StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter json, AwsRequest request)
    {
        if (request.Query.Pairs.Count == 0) return;
        json.WriteStartObject("queryStringParameters"u8);
        foreach (var values in request.Query.Pairs.GroupBy(p => p.Key, p => p.Value)) json.WriteString(values.Key, string.Join(',', values));
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, UrlCall call)
    {
        var request = call.Exchange.Request;
        json.WriteStartObject("requestContext"u8);
        json.WriteString("accountId"u8, call.Url.AuthType == "NONE" ? "anonymous" : call.Scope.Account);
        json.WriteString("apiId"u8, call.Url.Id);
        if (call.Url.AuthType != "NONE") WriteAuthorizer(json, call);
        json.WriteString("domainName"u8, request.HostName);
        json.WriteString("domainPrefix"u8, call.Url.Id);
        json.WriteStartObject("http"u8);
        json.WriteString("method"u8, request.Method);
        json.WriteString("path"u8, call.Path);
        json.WriteString("protocol"u8, "HTTP/1.1"u8);
        json.WriteString("sourceIp"u8, SourceIp(request));
        json.WriteString("userAgent"u8, request.Headers.UserAgent.ToString());
        json.WriteEndObject();
        json.WriteString("requestId"u8, call.Exchange.RequestId);
        json.WriteString("routeKey"u8, "$default"u8);
        json.WriteString("stage"u8, "$default"u8);
        json.WriteString("time"u8, call.Now.UtcDateTime.ToString("dd'/'MMM'/'yyyy':'HH':'mm':'ss' +0000'", CultureInfo.InvariantCulture));
        json.WriteNumber("timeEpoch"u8, call.Now.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void WriteAuthorizer(Utf8JsonWriter json, UrlCall call)
    {
        json.WriteStartObject("authorizer"u8);
        json.WriteStartObject("iam"u8);
        json.WriteString("accessKey"u8, call.Exchange.Signature?.AccessKeyId);
        json.WriteString("accountId"u8, call.Caller.Account);
        json.WriteString("callerId"u8, call.Caller.UserId);
        json.WriteNull("cognitoIdentity"u8);
        json.WriteNull("principalOrgId"u8);
        json.WriteString("userArn"u8, call.Caller.Arn);
        json.WriteString("userId"u8, call.Caller.UserId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, AwsRequest request)
    {
        var body = request.Body.Span;
        var isText = body.IsEmpty || (IsText(request.Headers.ContentType.ToString()) && Utf8.IsValid(body));
        if (isText && !body.IsEmpty) json.WriteString("body"u8, body);
        else if (!isText) json.WriteBase64String("body"u8, body);
        json.WriteBoolean("isBase64Encoded"u8, !isText);
    }

    private static bool IsText(string contentType)
    {
        var type = contentType.Split(';')[0].Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.ToLowerInvariant() is "application/json" or "application/xml" or "application/javascript";
    }

    private static string SourceIp(AwsRequest request) => request.Connection?.RemoteIpAddress?.ToString() ?? "127.0.0.1";
}
