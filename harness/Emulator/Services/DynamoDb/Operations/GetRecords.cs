using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record GetRecordsRequest(string Iterator, int Limit) : ITableRequest<GetRecordsRequest>
{
    private const int MaxLimit = 1000;

    public string Resource => StreamParameters.ResourceIn(Iterator.Split('|')[0]);

    public static GetRecordsRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = StreamParameters.Read(body);
        var constraints = new Constraints();
        constraints.NotNull(sent.ShardIterator, "shardIterator");
        constraints.Length(sent.ShardIterator, "shardIterator", from: 1, to: 2048);
        constraints.Range(sent.Limit, "limit", from: 1, to: MaxLimit);
        constraints.ThrowIfBroken();
        return new GetRecordsRequest(sent.ShardIterator ?? "", (int)(sent.Limit ?? MaxLimit));
    }
}

/// <param name="Next"><c>null</c> when the shard is closed and read to its end.</param>
internal sealed record GetRecordsResponse(IReadOnlyList<byte[]> Records, ShardIterator? Next) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("Records"u8);
        foreach (var record in Records) json.WriteRawValue(record, skipInputValidation: true);
        json.WriteEndArray();
        if (Next is not null) json.WriteString("NextShardIterator"u8, Next.Encode());
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html</remarks>
internal static class GetRecords
{
    private const long MaxBytes = 1024 * 1024;

    public static GetRecordsResponse Execute(ItemStreams streams, TimeProvider clock, string region, GetRecordsRequest request)
    {
        var now = clock.GetUtcNow();
        var iterator = ShardIterator.Decode(request.Iterator, now);
        var stream = streams.Get(iterator.StreamArn);
        var page = stream.Read(iterator.After, request.Limit);
        var records = new List<byte[]>();
        var (sizeBytes, last) = (0L, iterator.After);
        foreach (var record in page.Records)
        {
            if (sizeBytes >= MaxBytes) break;
            records.Add(record.ToJson(stream.Key, stream.Definition.ViewType, region));
            sizeBytes += records[^1].Length;
            last = record.Sequence;
        }

        var isEnd = page.IsEnd && records.Count == page.Records.Count;
        return new GetRecordsResponse(records, isEnd ? null : new ShardIterator(stream.Arn, last, now));
    }
}
