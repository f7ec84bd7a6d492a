using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TaskTracker.Emulation.Tests.DynamoDb;

public sealed class StreamTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string StreamsApi = Api + "API_streams_";

    private readonly EmulatorFixture _emulator = emulator;

    [Theory]
    [InlineData("KEYS_ONLY", "INSERT:: MODIFY:: REMOVE::")]
    [InlineData("NEW_IMAGE", "INSERT:1: MODIFY:2: REMOVE::")]
    [InlineData("OLD_IMAGE", "INSERT:: MODIFY::1 REMOVE::2")]
    [InlineData("NEW_AND_OLD_IMAGES", "INSERT:1: MODIFY:2:1 REMOVE::2")]
    [Parity("dynamodb:GetRecords", Evidence.Recorded, "dynamodb/test_dynamodb_stream_records_with_update_item")]
    [Parity("dynamodb:GetShardIterator", Evidence.Documented, StreamsApi + "GetShardIterator.html")]
    public async Task A_stream_shows_what_its_view_says(string viewType, string expected)
    {
        var (table, arn) = await CreateStreamedAsync(viewType);
        await Dynamo.PutItemAsync(table, Item("a", ("n", Number("1"))), Cancellation);
        await Dynamo.PutItemAsync(table, Item("a", ("n", Number("1"))), Cancellation);
        await Dynamo.PutItemAsync(table, Item("a", ("n", Number("2"))), Cancellation);
        await Dynamo.DeleteItemAsync(table, Item("a"), Cancellation);
        await Dynamo.DeleteItemAsync(table, Item("a"), Cancellation);

        var records = await RecordsAsync(arn, "TRIM_HORIZON");

        Assert.Equal(expected, string.Join(' ', records.Select(r => $"{Text(r, "eventName")}:{N(r, "NewImage")}:{N(r, "OldImage")}")));
        Assert.All(records, r => Assert.Equal("""{"id":{"S":"a"}}""", r.GetProperty("dynamodb").GetProperty("Keys").GetRawText()));
        Assert.Equal(records.Select(Sequence).Order(StringComparer.Ordinal), records.Select(Sequence));
    }

    [Fact]
    [Parity("dynamodb:GetRecords", Evidence.Recorded, "dynamodb/test_transact_write_items_streaming: 46 bytes of an item, 80 of a change with both images")]
    public async Task A_record_says_how_large_it_is()
    {
        var (table, arn) = await CreateStreamedAsync("NEW_AND_OLD_IMAGES");
        await Dynamo.PutItemAsync(table, Item("12345678", ("d", new AttributeValue("123"))), Cancellation);
        await Dynamo.PutItemAsync(table, Item("12345678", ("d", new AttributeValue("456"))), Cancellation);

        var records = await RecordsAsync(arn, "TRIM_HORIZON");

        Assert.Equal([24, 38], records.Select(r => r.GetProperty("dynamodb").GetProperty("SizeBytes").GetInt32()));
    }

    [Fact]
    [Parity("dynamodb:ListStreams", Evidence.Documented, StreamsApi + "ListStreams.html")]
    [Parity("dynamodb:DescribeStream", Evidence.Recorded, "aws-facts: DescribeStream after the last shard answers no shards")]
    public async Task A_stream_that_is_switched_off_can_be_read_to_its_end()
    {
        var (table, arn) = await CreateStreamedAsync("KEYS_ONLY");
        await Dynamo.PutItemAsync(table, Item("a"), Cancellation);
        await Dynamo.UpdateTableAsync(new UpdateTableRequest { TableName = table, StreamSpecification = new StreamSpecification { StreamEnabled = false } }, Cancellation);
        await Dynamo.PutItemAsync(table, Item("b"), Cancellation);

        var listed = await AskAsync("ListStreams", $$"""{"TableName":"{{table}}"}""");
        var described = (await AskAsync("DescribeStream", $$"""{"StreamArn":"{{arn}}"}""")).GetProperty("StreamDescription");
        var shard = Text(described.GetProperty("Shards")[0], "ShardId");
        var after = await AskAsync("DescribeStream", $$"""{"StreamArn":"{{arn}}","ExclusiveStartShardId":"{{shard}}"}""");
        var iterator = await AskAsync("GetShardIterator", $$"""{"StreamArn":"{{arn}}","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}""");
        var records = await AskAsync("GetRecords", $$"""{"ShardIterator":"{{Text(iterator, "ShardIterator")}}"}""");

        Assert.Equal(arn, Text(Assert.Single(listed.GetProperty("Streams").EnumerateArray()), "StreamArn"));
        Assert.Equal("DISABLED", Text(described, "StreamStatus"));
        Assert.Equal(0, after.GetProperty("StreamDescription").GetProperty("Shards").GetArrayLength());
        var record = Assert.Single(records.GetProperty("Records").EnumerateArray());
        Assert.Equal("""{"id":{"S":"a"}}""", record.GetProperty("dynamodb").GetProperty("Keys").GetRawText());
        Assert.Equal(Sequence(record), Text(described.GetProperty("Shards")[0].GetProperty("SequenceNumberRange"), "EndingSequenceNumber"));
        Assert.False(records.TryGetProperty("NextShardIterator", out _));
    }

    [Fact]
    [Parity("dynamodb:GetShardIterator", Evidence.Documented, StreamsApi + "GetShardIterator.html")]
    public async Task A_reader_goes_on_from_any_record()
    {
        var (table, arn) = await CreateStreamedAsync("KEYS_ONLY");
        for (var i = 0; i < 5; i++) await Dynamo.PutItemAsync(table, Item($"{i}"), Cancellation);
        var third = Sequence((await RecordsAsync(arn, "TRIM_HORIZON"))[2]);

        var at = await RecordsAsync(arn, "AT_SEQUENCE_NUMBER", third);
        var after = await RecordsAsync(arn, "AFTER_SEQUENCE_NUMBER", third);
        var latest = await RecordsAsync(arn, "LATEST");

        Assert.Equal((3, 2, 0), (at.Count, after.Count, latest.Count));
    }

    [Fact]
    [Parity("dynamodb:DescribeStream", Evidence.Recorded, "dynamodbstreams/test_non_existent_stream")]
    public async Task A_stream_that_is_not_there_is_named()
    {
        const string Arn = "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-01-01T00:00:00.000";

        var answer = await StreamCallAsync("DescribeStream", $$"""{"StreamArn":"{{Arn}}"}""");

        Assert.Equal($$"""{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found: Stream: {{Arn}} not found"}""", answer.Body);
    }

    [Fact]
    [Parity("dynamodb:UpdateTimeToLive", Evidence.Documented, Api + "API_UpdateTimeToLive.html")]
    [Parity("dynamodb:DescribeTimeToLive", Evidence.Documented, Api + "API_DescribeTimeToLive.html")]
    [Parity("dynamodb:GetRecords", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html")]
    public async Task An_item_goes_when_its_time_is_over_and_the_stream_says_why()
    {
        var (table, arn) = await CreateStreamedAsync("NEW_AND_OLD_IMAGES");
        await Dynamo.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest { TableName = table, TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = "until", Enabled = true } }, Cancellation);
        var now = DateTimeOffset.Parse(await _emulator.ClockAsync(), CultureInfo.InvariantCulture);
        await Dynamo.PutItemAsync(table, Item("short", ("until", Number($"{now.AddMinutes(5).ToUnixTimeSeconds()}"))), Cancellation);
        await Dynamo.PutItemAsync(table, Item("long", ("until", Number($"{now.AddHours(9).ToUnixTimeSeconds()}"))), Cancellation);
        await Dynamo.PutItemAsync(table, Item("mistake", ("until", new AttributeValue("tomorrow"))), Cancellation);

        await _emulator.AdvanceClockAsync("PT10M");
        var records = await RecordsAsync(arn, "TRIM_HORIZON");
        while (records.Count < 4) records = await RecordsAsync(arn, "TRIM_HORIZON");
        var left = await Dynamo.ScanAsync(new ScanRequest(table), Cancellation);
        var described = await Dynamo.DescribeTimeToLiveAsync(table, Cancellation);

        Assert.Equal(["long", "mistake"], left.Items.Select(i => i["id"].S).Order(StringComparer.Ordinal));
        Assert.Equal("""{"principalId":"dynamodb.amazonaws.com","type":"Service"}""", records[3].GetProperty("userIdentity").GetRawText());
        Assert.Equal(("REMOVE", "until", TimeToLiveStatus.ENABLED), (Text(records[3], "eventName"), described.TimeToLiveDescription.AttributeName, described.TimeToLiveDescription.TimeToLiveStatus));
    }

    private async Task<(string Table, string Arn)> CreateStreamedAsync(string viewType)
    {
        var table = await CreateTableAsync();
        var updated = await Dynamo.UpdateTableAsync(
            new UpdateTableRequest { TableName = table, StreamSpecification = new StreamSpecification { StreamEnabled = true, StreamViewType = viewType } }, Cancellation);
        return (table, updated.TableDescription.LatestStreamArn);
    }

    private async Task<List<JsonElement>> RecordsAsync(string arn, string type, string? sequence = null)
    {
        var described = await AskAsync("DescribeStream", $$"""{"StreamArn":"{{arn}}"}""");
        var shard = Text(described.GetProperty("StreamDescription").GetProperty("Shards")[0], "ShardId");
        var at = sequence is null ? "" : $",\"SequenceNumber\":\"{sequence}\"";
        var iterator = await AskAsync("GetShardIterator", $$"""{"StreamArn":"{{arn}}","ShardId":"{{shard}}","ShardIteratorType":"{{type}}"{{at}}}""");
        var records = await AskAsync("GetRecords", $$"""{"ShardIterator":"{{Text(iterator, "ShardIterator")}}"}""");
        return [.. records.GetProperty("Records").EnumerateArray()];
    }

    private async Task<JsonElement> AskAsync(string operation, string body)
    {
        var answer = await StreamCallAsync(operation, body);
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.Clone();
    }

    private Task<HttpAnswer> StreamCallAsync(string operation, string body) => Http.JsonAsync("dynamodb", "DynamoDBStreams_20120810." + operation, body);

    private static string Sequence(JsonElement record) => record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString() ?? "";

    private static string? Text(JsonElement record, string member) => record.GetProperty(member).GetString();

    private static string? N(JsonElement record, string image) =>
        record.GetProperty("dynamodb").TryGetProperty(image, out var found) ? found.GetProperty("n").GetProperty("N").GetString() : null;
}
