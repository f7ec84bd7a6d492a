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

    public void Dispose() => _data.Dispose();

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
