using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TaskTracker.Functions.Http;

/// <summary>Reads the event that API Gateway sends, payload format 1.0 (REST and HTTP APIs) or 2.0 (HTTP APIs).</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html</remarks>
internal ref struct ApiEvent
{
    private string? _version;
    private string? _method;
    private string? _path;
    private string? _taskId;
    private string? _rawQuery;
    private Dictionary<string, string>? _query;
    private string? _ifNoneMatch;
    private byte[]? _body;
    private bool _bodyIsUnreadable;
    private bool _bodyIsBase64;

    /// <exception cref="JsonException">The event is no JSON object.</exception>
    public static ApiRequest Read(ReadOnlySpan<byte> json, string requestId)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The event is not a JSON object.");

        var read = default(ApiEvent);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            read.ReadProperty(ref reader);

        return read.ToRequest(requestId);
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("version"u8))
            _version = Text(ref reader);
        else if (reader.ValueTextEquals("httpMethod"u8))
            _method = Text(ref reader);
        else if (reader.ValueTextEquals("path"u8) || reader.ValueTextEquals("rawPath"u8))
            _path = Text(ref reader);
        else if (reader.ValueTextEquals("rawQueryString"u8))
            _rawQuery = Text(ref reader);
        else if (reader.ValueTextEquals("queryStringParameters"u8))
            _query = Map(ref reader);
        else if (reader.ValueTextEquals("headers"u8))
            ReadHeaders(ref reader);
        else if (reader.ValueTextEquals("pathParameters"u8))
            _taskId = Map(ref reader).GetValueOrDefault("TaskId");
        else if (reader.ValueTextEquals("requestContext"u8))
            ReadContext(ref reader);
        else if (reader.ValueTextEquals("body"u8))
            ReadBody(ref reader);
        else if (reader.ValueTextEquals("isBase64Encoded"u8))
            _bodyIsBase64 = reader.Read() && reader.TokenType == JsonTokenType.True;
        else
            SkipValue(ref reader);
    }

    /// <summary>Payload 2.0 keeps the method at <c>requestContext.http.method</c>.</summary>
    private void ReadContext(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("http"u8))
                _method = Map(ref reader).GetValueOrDefault("method") ?? _method;
            else
                SkipValue(ref reader);
        }
    }

    /// <summary>Names are in lower case in payload 2.0, and as they were sent in 1.0.</summary>
    private void ReadHeaders(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Ascii.EqualsIgnoreCase(reader.ValueSpan, "if-none-match"u8))
                _ifNoneMatch = Text(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadBody(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            return;

        var bytes = new byte[reader.ValueSpan.Length];
        try
        {
            Array.Resize(ref bytes, reader.CopyString(bytes));
            _body = bytes;
        }
        catch (InvalidOperationException)
        {
            _bodyIsUnreadable = true;
        }
    }

    private readonly ApiRequest ToRequest(string requestId)
    {
        var isFromRestApi = _version is null;
        var taskId = _taskId ?? "";

        return new ApiRequest(
            requestId,
            _method ?? "",
            _path ?? "",
            // A REST API hands path parameters on as they stood in the URL, an HTTP API decodes them.
            isFromRestApi ? Uri.UnescapeDataString(taskId) : taskId,
            // Payload 2.0 joins the values of a repeated parameter with commas, so its raw query is read instead.
            _rawQuery is not null ? QueryString.Parse(_rawQuery) : _query ?? [],
            _ifNoneMatch ?? "",
            Body());
    }

    private readonly RequestBody Body()
    {
        if (_bodyIsUnreadable)
            return RequestBody.Unreadable;
        if (_body is null)
            return RequestBody.Empty;
        if (!_bodyIsBase64)
            return new RequestBody(_body, Utf8.IsValid(_body));

        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(_body.Length)];
        if (Base64.DecodeFromUtf8(_body, decoded, out _, out var length) != OperationStatus.Done)
            return RequestBody.Unreadable;

        return new RequestBody(decoded.AsMemory(0, length), Utf8.IsValid(decoded.AsSpan(0, length)));
    }

    private static Dictionary<string, string> Map(ref Utf8JsonReader reader)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return map;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            if (Text(ref reader) is { } value)
                map[name] = value;
        }

        return map;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();

        reader.Skip();
        return null;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
