using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Events;

/// <summary>How an asynchronous invocation ended, as its destination is told.</summary>
/// <param name="Condition"><c>Success</c>, <c>RetriesExhausted</c>, <c>EventAgeExceeded</c>, <c>ZeroReservedConcurrency</c>.</param>
/// <param name="Result">Of the last attempt; <c>null</c> when there was none.</param>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html</remarks>
internal sealed record EventOutcome(AsyncEvent Event, Function Function, string Condition, InvokeResult? Result)
{
    public byte[] ToJson(DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        JsonBody.Write(buffer, (this, now), static (json, state) => state.Item1.Write(json, state.now));
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("version"u8, "1.0"u8);
        json.WriteString("timestamp"u8, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteStartObject("requestContext"u8);
        json.WriteString("requestId"u8, Event.Id);
        json.WriteString("functionArn"u8, $"{Function.Arn}:{Event.Qualifier ?? Deployment.Latest}");
        json.WriteString("condition"u8, Condition);
        json.WriteNumber("approximateInvokeCount"u8, Event.Attempts);
        json.WriteEndObject();
        json.WritePropertyName("requestPayload"u8);
        json.WriteRawValue(Event.Payload, skipInputValidation: true);
        if (Result is { } result) WriteResult(json, result);
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, InvokeResult result)
    {
        json.WriteStartObject("responseContext"u8);
        json.WriteNumber("statusCode"u8, 200);
        json.WriteString("executedVersion"u8, result.ExecutedVersion);
        if (result.FunctionError is { } error) json.WriteString("functionError"u8, error);
        json.WriteEndObject();
        json.WritePropertyName("responsePayload"u8);
        if (IsJson(result.Payload.Span)) json.WriteRawValue(result.Payload.Span, skipInputValidation: true);
        else json.WriteStringValue(result.Payload.Span);
    }

    private static bool IsJson(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, JsonBody.Deep);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
