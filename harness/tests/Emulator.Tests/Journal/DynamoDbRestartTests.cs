using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Journal;

public sealed class DynamoDbRestartTests : IDisposable
{
    private readonly DataFolder _data = new();

    [Fact]
    public async Task Tables_and_items_are_there_again_as_they_were()
    {
        var before = "";
        await _data.RunAsync(async http =>
        {
            await CreateTableAsync(http, "Tasks");
            await OkAsync(http, "PutItem", """{"TableName":"Tasks","Item":{"Id":{"S":"a"},"N":{"N":"1.5"},"L":{"L":[{"B":"AAEC"},{"NULL":true}]}}}""");
            await OkAsync(http, "PutItem", """{"TableName":"Tasks","Item":{"Id":{"S":"b"}}}""");
            await OkAsync(http, "PutItem", """{"TableName":"Tasks","Item":{"Id":{"S":"c"}}}""");
            await OkAsync(http, "UpdateItem", """{"TableName":"Tasks","Key":{"Id":{"S":"b"}},"UpdateExpression":"SET X = :x","ExpressionAttributeValues":{":x":{"SS":["p","q"]}}}""");
            await OkAsync(http, "DeleteItem", """{"TableName":"Tasks","Key":{"Id":{"S":"c"}}}""");
            before = await OkAsync(http, "DescribeTable", """{"TableName":"Tasks"}""") + await OkAsync(http, "Scan", """{"TableName":"Tasks"}""");
        });

        await _data.RunAsync(async http =>
        {
            var after = await OkAsync(http, "DescribeTable", """{"TableName":"Tasks"}""") + await OkAsync(http, "Scan", """{"TableName":"Tasks"}""");

            Assert.Equal(before, after);
            Assert.Contains("\"Count\":2", after, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_table_that_was_deleted_leaves_nothing_to_one_of_the_same_name()
    {
        await _data.RunAsync(async http =>
        {
            await CreateTableAsync(http, "Tasks");
            await OkAsync(http, "PutItem", """{"TableName":"Tasks","Item":{"Id":{"S":"a"}}}""");
            await OkAsync(http, "DeleteTable", """{"TableName":"Tasks"}""");
            await CreateTableAsync(http, "Tasks");
        });

        await _data.RunAsync(async http => Assert.Contains("\"Count\":0", await OkAsync(http, "Scan", """{"TableName":"Tasks"}"""), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_addition_to_one_counter_counts()
    {
        await _data.RunAsync(async http =>
        {
            await CreateTableAsync(http, "Tasks");
            const string Add = """{"TableName":"Tasks","Key":{"Id":{"S":"a"}},"UpdateExpression":"ADD N :one","ExpressionAttributeValues":{":one":{"N":"1"}}}""";
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => OkAsync(http, "UpdateItem", Add)));
        });

        await _data.RunAsync(async http => Assert.Contains(
            "\"N\":{\"N\":\"200\"}", await OkAsync(http, "GetItem", """{"TableName":"Tasks","Key":{"Id":{"S":"a"}}}"""), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_that_is_sent_again_with_its_token_is_not_done_again()
    {
        const string Add = """{"Update":{"TableName":"Tasks","Key":{"Id":{"S":"a"}},"UpdateExpression":"ADD N :one","ExpressionAttributeValues":{":one":{"N":"1"}}}}""";
        const string Once = "{\"ClientRequestToken\":\"once\",\"TransactItems\":[" + Add + "]}";
        await _data.RunAsync(async http =>
        {
            await CreateTableAsync(http, "Tasks");
            await OkAsync(http, "TransactWriteItems", Once);
        });

        await _data.RunAsync(async http =>
        {
            await OkAsync(http, "TransactWriteItems", Once);
            var other = await http.JsonAsync("dynamodb", "DynamoDB_20120810.TransactWriteItems", Once.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));

            Assert.Contains("IdempotentParameterMismatchException", other.Body, StringComparison.Ordinal);
            Assert.Contains("\"N\":{\"N\":\"1\"}", await OkAsync(http, "GetItem", """{"TableName":"Tasks","Key":{"Id":{"S":"a"}}}"""), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Indexes_and_the_records_of_streams_are_there_again()
    {
        var before = "";
        await _data.RunAsync(async http =>
        {
            await OkAsync(http, "CreateTable", """
                {"TableName":"Tasks","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST",
                 "AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"},{"AttributeName":"State","AttributeType":"S"}],
                 "GlobalSecondaryIndexes":[{"IndexName":"ByState","KeySchema":[{"AttributeName":"State","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}],
                 "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
                """);
            await OkAsync(http, "PutItem", """{"TableName":"Tasks","Item":{"Id":{"S":"a"},"State":{"S":"Open"}}}""");
            await OkAsync(http, "PutItem", """{"TableName":"Tasks","Item":{"Id":{"S":"a"},"State":{"S":"Completed"}}}""");
            await OkAsync(http, "DeleteItem", """{"TableName":"Tasks","Key":{"Id":{"S":"a"}}}""");
            await OkAsync(http, "PutItem", """{"TableName":"Tasks","Item":{"Id":{"S":"b"},"State":{"S":"Open"}}}""");
            before = await IndexAndRecordsAsync(http);
        });

        await _data.RunAsync(async http =>
        {
            Assert.Contains("REMOVE", before, StringComparison.Ordinal);
            Assert.Equal(before, await IndexAndRecordsAsync(http));
        });
    }

    public void Dispose() => _data.Dispose();

    private static async Task<string> IndexAndRecordsAsync(SignedHttp http)
    {
        const string Streams = "DynamoDBStreams_20120810.";
        var found = await OkAsync(http, "Query", """
            {"TableName":"Tasks","IndexName":"ByState","KeyConditionExpression":"#s = :s","ExpressionAttributeNames":{"#s":"State"},"ExpressionAttributeValues":{":s":{"S":"Open"}}}
            """);
        var arn = (string?)JsonNode.Parse(await OkAsync(http, "DescribeTable", """{"TableName":"Tasks"}"""))?["Table"]?["LatestStreamArn"];
        var stream = await http.JsonAsync("dynamodb", Streams + "DescribeStream", $$"""{"StreamArn":"{{arn}}"}""");
        var shard = (string?)JsonNode.Parse(stream.Body)?["StreamDescription"]?["Shards"]?[0]?["ShardId"];
        var begun = await http.JsonAsync("dynamodb", Streams + "GetShardIterator", $$"""{"StreamArn":"{{arn}}","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}""");
        var iterator = (string?)JsonNode.Parse(begun.Body)?["ShardIterator"];
        var records = await http.JsonAsync("dynamodb", Streams + "GetRecords", $$"""{"ShardIterator":"{{iterator}}"}""");
        return found + JsonNode.Parse(records.Body)?["Records"]?.ToJsonString();
    }

    private static Task<string> CreateTableAsync(SignedHttp http, string name) => OkAsync(http, "CreateTable", $$"""
        {"TableName":"{{name}}","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],
         "BillingMode":"PAY_PER_REQUEST","Tags":[{"Key":"b","Value":"1"},{"Key":"B","Value":"2"}]}
        """);

    private static async Task<string> OkAsync(SignedHttp http, string operation, string body)
    {
        var answer = await http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);
        Assert.True(answer.Status == 200, $"{operation}: {answer.Body}");
        return answer.Body;
    }
}
