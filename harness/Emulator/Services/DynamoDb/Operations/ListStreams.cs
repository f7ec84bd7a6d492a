using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

/// <param name="Table"><c>null</c> for all tables.</param>
internal sealed record ListStreamsRequest(string? Table, string? After, int Limit) : ITableRequest<ListStreamsRequest>
{
    private const int MaxLimit = 100;

    public string Resource => Table is null ? "table/*/stream/*" : $"table/{Table}/stream/*";

    public static ListStreamsRequest Read(ReadOnlySpan<byte> body)
    {
        var sent = StreamParameters.Read(body);
        var constraints = new Constraints();
        constraints.TableName(sent.TableName, "tableName");
        constraints.Range(sent.Limit, "limit", from: 1, to: MaxLimit);
        constraints.ThrowIfBroken();
        return new ListStreamsRequest(sent.TableName is { } table ? Storage.TableNames.NameOf(table) : null, sent.ExclusiveStartStreamArn, (int)(sent.Limit ?? MaxLimit));
    }
}

/// <param name="Last">Where the list was cut; <c>null</c> at its end.</param>
internal sealed record ListStreamsResponse(IReadOnlyList<ItemStream> Streams, string? Last) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        if (Last is not null) json.WriteString("LastEvaluatedStreamArn"u8, Last);
        json.WriteStartArray("Streams"u8);
        foreach (var stream in Streams)
        {
            json.WriteStartObject();
            json.WriteString("StreamArn"u8, stream.Arn);
            json.WriteString("StreamLabel"u8, stream.Definition.Label);
            json.WriteString("TableName"u8, stream.TableName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html</remarks>
internal static class ListStreams
{
    public static ListStreamsResponse Execute(ItemStreams streams, ListStreamsRequest request)
    {
        var all = streams.All.Where(s => (request.Table is null || s.TableName == request.Table) && string.CompareOrdinal(s.Arn, request.After) > 0).ToList();
        return all.Count <= request.Limit ? new ListStreamsResponse(all, null) : new ListStreamsResponse(all[..request.Limit], all[request.Limit - 1].Arn);
    }
}
