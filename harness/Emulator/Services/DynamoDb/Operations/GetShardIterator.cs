using System.Globalization;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record GetShardIteratorRequest(string Arn, string ShardId, string Type, string? SequenceNumber) : ITableRequest<GetShardIteratorRequest>
{
    public string Resource => StreamParameters.ResourceIn(Arn);

    public static GetShardIteratorRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = StreamParameters.Read(body);
        var constraints = new Constraints();
        constraints.NotNull(sent.StreamArn, "streamArn");
        constraints.Length(sent.StreamArn, "streamArn", from: 37, to: 1024);
        constraints.NotNull(sent.ShardId, "shardId");
        constraints.Length(sent.ShardId, "shardId", from: 28, to: 65);
        constraints.NotNull(sent.ShardIteratorType, "shardIteratorType");
        constraints.OneOf(sent.ShardIteratorType, "shardIteratorType", "AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON");
        constraints.Length(sent.SequenceNumber, "sequenceNumber", from: 21, to: 40);
        constraints.ThrowIfBroken();
        return new GetShardIteratorRequest(sent.StreamArn ?? "", sent.ShardId ?? "", sent.ShardIteratorType ?? "", sent.SequenceNumber);
    }
}

internal sealed record GetShardIteratorResponse(ShardIterator Iterator) : ITableResponse
{
    public void Write(Utf8JsonWriter json) => json.WriteString("ShardIterator"u8, Iterator.Encode());
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html</remarks>
internal static class GetShardIterator
{
    public static GetShardIteratorResponse Execute(ItemStreams streams, TimeProvider clock, GetShardIteratorRequest request)
    {
        var stream = streams.Get(request.Arn);
        if (request.ShardId != stream.ShardId)
        {
            throw new AwsError(400, "ResourceNotFoundException", $"Requested resource not found: Shard: {request.ShardId} in Stream: {request.Arn} not found");
        }

        return new GetShardIteratorResponse(new ShardIterator(stream.Arn, PositionIn(stream, request), clock.GetUtcNow()));
    }

    private static long PositionIn(ItemStream stream, GetShardIteratorRequest request)
    {
        if (request.Type == "LATEST") return stream.Read(long.MaxValue, 0).Newest;
        if (request.Type == "TRIM_HORIZON") return stream.Start;
        if (request.SequenceNumber is not { } number)
        {
            throw DynamoDbErrors.Validation($"One or more parameter values were invalid: SequenceNumber is required for ShardIteratorType {request.Type}");
        }

        if (number[0] != '1' || !long.TryParse(number.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            throw DynamoDbErrors.Validation($"Invalid SequenceNumber: {number}");
        }

        if (sequence <= stream.Trimmed && sequence > stream.Start)
        {
            throw new AwsError(400, "TrimmedDataAccessException", "The operation attempted to read past the oldest stream record in a shard.");
        }

        return request.Type == "AT_SEQUENCE_NUMBER" ? sequence - 1 : sequence;
    }
}
