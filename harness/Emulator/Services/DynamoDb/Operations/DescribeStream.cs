using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="After">Of the shards only those after this one.</param>
internal sealed record DescribeStreamRequest(string Arn, string? After) : ITableRequest<DescribeStreamRequest>
{
    public string Resource => StreamParameters.ResourceIn(Arn);

    public static DescribeStreamRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = StreamParameters.Read(body);
        var constraints = new Constraints();
        constraints.NotNull(sent.StreamArn, "streamArn");
        constraints.Length(sent.StreamArn, "streamArn", from: 37, to: 1024);
        constraints.Range(sent.Limit, "limit", from: 1, to: 100);
        constraints.Length(sent.ExclusiveStartShardId, "exclusiveStartShardId", from: 28, to: 65);
        constraints.ThrowIfBroken();
        return new DescribeStreamRequest(sent.StreamArn ?? "", sent.ExclusiveStartShardId);
    }
}

internal sealed record DescribeStreamResponse(ItemStream Stream, bool HasShard) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("StreamDescription"u8);
        json.WriteString("StreamArn"u8, Stream.Arn);
        json.WriteString("StreamLabel"u8, Stream.Definition.Label);
        json.WriteString("StreamStatus"u8, Stream.IsOpen ? "ENABLED"u8 : "DISABLED"u8);
        json.WriteString("StreamViewType"u8, Stream.Definition.ViewType.ToString());
        json.WriteNumber("CreationRequestDateTime"u8, Stream.Definition.CreatedAt.ToUnixTimeMilliseconds() / 1000m);
        json.WriteString("TableName"u8, Stream.TableName);
        TableDescription.WriteKeySchema(json, Stream.Key);
        json.WriteStartArray("Shards"u8);
        if (HasShard) WriteShard(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteShard(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ShardId"u8, Stream.ShardId);
        json.WriteStartObject("SequenceNumberRange"u8);
        json.WriteString("StartingSequenceNumber"u8, StreamRecord.Spell(Stream.Start));
        if (Stream.EndingSequence is { } ending) json.WriteString("EndingSequenceNumber"u8, StreamRecord.Spell(ending));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html</remarks>
internal static class DescribeStream
{
    public static DescribeStreamResponse Execute(ItemStreams streams, DescribeStreamRequest request)
    {
        var stream = streams.Get(request.Arn);
        return new DescribeStreamResponse(stream, HasShard: request.After is null || string.CompareOrdinal(request.After, stream.ShardId) < 0);
    }
}
