using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>Records that a function does not get any more, as the mapping's destination is told.</summary>
/// <param name="Condition"><c>RetryAttemptsExhausted</c> or <c>RecordAgeExceeded</c>.</param>
/// <param name="RequestId">Of the last attempt.</param>
/// <param name="Result">Of the last attempt; <c>null</c> when there was none.</param>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html</remarks>
internal sealed record GivenUpBatch(EventSourceMapping Mapping, string FunctionArn, StreamBatch Batch, string Condition, string RequestId, InvokeResult? Result)
{
    /// <summary>Before the time in the name of the object in a bucket.</summary>
    public string ObjectFolder => $"aws/lambda/{Mapping.Id}/{Batch.ShardId}";

    public byte[] ToJson(DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        JsonBody.Write(buffer, (this, now), static (json, state) => state.Item1.Write(json, state.now));
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteStartObject("requestContext"u8);
        json.WriteString("requestId"u8, RequestId);
        json.WriteString("functionArn"u8, FunctionArn);
        json.WriteString("condition"u8, Condition);
        json.WriteNumber("approximateInvokeCount"u8, Batch.Attempts);
        json.WriteEndObject();
        if (Result is { } result)
        {
            json.WriteStartObject("responseContext"u8);
            json.WriteNumber("statusCode"u8, 200);
            json.WriteString("executedVersion"u8, result.ExecutedVersion);
            if (result.FunctionError is { } error) json.WriteString("functionError"u8, error);
            json.WriteEndObject();
        }

        json.WriteString("version"u8, "1.0"u8);
        json.WriteString("timestamp"u8, Time(now));
        json.WriteStartObject("DDBStreamBatchInfo"u8);
        json.WriteString("shardId"u8, Batch.ShardId);
        json.WriteString("startSequenceNumber"u8, Batch.First);
        json.WriteString("endSequenceNumber"u8, Batch.Last);
        json.WriteString("approximateArrivalOfFirstRecord"u8, Time(Batch.Records[0].At));
        json.WriteString("approximateArrivalOfLastRecord"u8, Time(Batch.Records[^1].At));
        json.WriteNumber("batchSize"u8, Batch.Records.Count);
        json.WriteString("streamArn"u8, Mapping.StreamArn);
        json.WriteEndObject();
        json.WriteString("payload"u8, Batch.ToJson(Mapping.StreamArn));
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
