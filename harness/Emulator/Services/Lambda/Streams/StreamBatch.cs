using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>Records that a function gets together, or is to get again.</summary>
/// <param name="Attempts">How often the function has failed with them; splitting them does not count.</param>
internal sealed record StreamBatch(IReadOnlyList<StreamedRecord> Records, string ShardId, int Attempts = 0)
{
    private const int MaxPayloadBytes = 6 * 1024 * 1024;

    public string First => Records[0].SequenceNumber;

    public string Last => Records[^1].SequenceNumber;

    /// <summary>As many of the records as one event holds.</summary>
    public static StreamBatch Of(StreamSlice slice, string streamArn)
    {
        var (count, bytes) = (0, 64L);
        foreach (var record in slice.Records)
        {
            bytes += record.Json.Length + streamArn.Length + 32;
            if (count > 0 && bytes > MaxPayloadBytes) break;
            count++;
        }

        return new StreamBatch([.. slice.Records.Take(count)], slice.ShardId);
    }

    /// <summary>The event: the records as the stream has them, each with its source.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html</remarks>
    public byte[] ToJson(string streamArn)
    {
        var source = System.Text.Encoding.UTF8.GetBytes($",\"eventSourceARN\":\"{streamArn}\"}}");
        using var json = new MemoryStream();
        json.Write("{\"Records\":["u8);
        foreach (var record in Records)
        {
            if (json.Length > 12) json.WriteByte((byte)',');
            json.Write(record.Json.AsSpan(..^1));
            json.Write(source);
        }

        json.Write("]}"u8);
        return json.ToArray();
    }

    public (StreamBatch First, StreamBatch Second) Split()
    {
        var half = Records.Count / 2;
        return (this with { Records = [.. Records.Take(half)] }, this with { Records = [.. Records.Skip(half)] });
    }

    /// <summary>The records from the first one on that the function says it could not process.</summary>
    /// <returns><c>null</c> when all are done with; the whole batch for an answer that is none of the format's.</returns>
    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html</remarks>
    public StreamBatch? Unprocessed(ReadOnlySpan<byte> answer)
    {
        var failures = ItemFailures(answer);
        if (failures.Count == 0) return null;
        var first = Records.Count;
        foreach (var failure in failures)
        {
            var at = Records.ToList().FindIndex(r => r.SequenceNumber == failure);
            first = at < 0 ? 0 : Math.Min(first, at);
        }

        return this with { Records = [.. Records.Skip(first)] };
    }

    /// <returns>Sequence numbers; an empty one for what is no sequence number.</returns>
    private static List<string> ItemFailures(ReadOnlySpan<byte> answer)
    {
        try
        {
            var reader = new Utf8JsonReader(answer, JsonBody.Deep);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return [];
            if (!document.RootElement.TryGetProperty("batchItemFailures", out var list) || list.ValueKind != JsonValueKind.Array) return [];
            return [.. list.EnumerateArray().Select(Identifier)];
        }
        catch (JsonException)
        {
            return [""];
        }
    }

    private static string Identifier(JsonElement failure) =>
        failure.ValueKind == JsonValueKind.Object && failure.TryGetProperty("itemIdentifier", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() ?? "" : "";
}
