using System.Buffers;
using System.Text.Json;

namespace TaskTracker.Functions.Http;

/// <summary>The answer as API Gateway takes it from a function: the same for payload 1.0 and 2.0.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html</remarks>
internal sealed class Envelope(string allowedOrigin)
{
    /// <summary>Bytes that Lambda takes as one response.</summary>
    /// <remarks>Source: the text of Function.ResponseSizeTooLarge, "maximum allowed payload size (6291556 bytes)".</remarks>
    public const int MaximumBytes = 6_291_556;

    public ReadOnlyMemory<byte> Write(ApiResponse response, string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + response.Body.Length + (response.Body.Length / 4));
        using var json = new Utf8JsonWriter(buffer, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("statusCode"u8, response.Status);
        json.WriteStartObject("headers"u8);
        if (!response.Body.IsEmpty)
            json.WriteString("Content-Type"u8, "application/json"u8);
        json.WriteString("Access-Control-Allow-Origin"u8, allowedOrigin);
        json.WriteString("Access-Control-Expose-Headers"u8, "ETag,X-Next-Token,X-Request-Id"u8);
        json.WriteString("X-Request-Id"u8, requestId);
        if (response.NextToken is not null)
            json.WriteString("X-Next-Token"u8, response.NextToken);
        if (response.EntityTag is not null)
            json.WriteString("ETag"u8, response.EntityTag);
        json.WriteEndObject();
        if (!response.Body.IsEmpty)
            json.WriteString("body"u8, response.Body.Span);
        json.WriteEndObject();
        json.Flush();

        return buffer.WrittenMemory;
    }

    /// <summary>Bytes left for a body, as it counts inside the envelope, in an answer of status 200.</summary>
    public int RoomForBody(string requestId, string? nextToken)
    {
        var shortest = "0"u8.ToArray();

        return MaximumBytes - Write(new ApiResponse(200, shortest, nextToken, EntityTag.OfNothing), requestId).Length + shortest.Length;
    }
}
