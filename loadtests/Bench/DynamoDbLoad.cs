using System.Text;

namespace TaskTracker.Bench;

/// <summary>The DynamoDB figures: items of about 300 bytes, 10,000 keys; a table of 100 items for pages of Scan.</summary>
internal sealed class DynamoDbLoad(Uri endpoint)
{
    private const int Keys = 10_000;

    private readonly SignedRequests _requests = new(endpoint);

    public void Prepare()
    {
        foreach (var table in (string[])["Bench", "Hundred"])
        {
            Expect(_requests.DynamoDb("CreateTable",
                $$"""{"TableName":"{{table}}","AttributeDefinitions":[{"AttributeName":"TaskId","AttributeType":"S"}],"KeySchema":[{"AttributeName":"TaskId","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST"}"""));
        }

        Expect(_requests.DynamoDb("CreateTable", """
            {"TableName":"Tens","AttributeDefinitions":[{"AttributeName":"P","AttributeType":"S"},{"AttributeName":"R","AttributeType":"N"}],
             "KeySchema":[{"AttributeName":"P","KeyType":"HASH"},{"AttributeName":"R","KeyType":"RANGE"}],"BillingMode":"PAY_PER_REQUEST"}
            """));
        for (var i = 0; i < 100; i++) Expect(_requests.DynamoDb("PutItem", Put("Hundred", i)));
        for (var i = 0; i < 100; i++) Expect(_requests.DynamoDb("PutItem", PutTen(i)));
    }

    public IReadOnlyList<byte[]> Puts() => [.. Enumerable.Range(0, Keys).Select(i => _requests.DynamoDb("PutItem", Put("Bench", i)))];

    public IReadOnlyList<byte[]> Gets() =>
        [.. Enumerable.Range(0, Keys).Select(i => _requests.DynamoDb("GetItem", $$$$"""{"TableName":"Bench","Key":{"TaskId":{"S":"{{{{Key(i)}}}}"}}}"""))];

    public IReadOnlyList<byte[]> Scans() =>
        [.. Enumerable.Range(0, Keys).Select(i => _requests.DynamoDb("Scan", $$"""{"TableName":"Hundred","Limit":{{1000 + i}}}"""))];

    public IReadOnlyList<byte[]> Queries() => [.. Enumerable.Range(0, Keys).Select(i => _requests.DynamoDb("Query",
        $$$$"""{"TableName":"Tens","KeyConditionExpression":"P = :p","ExpressionAttributeValues":{":p":{"S":"{{{{i % 10}}}}"}},"Limit":{{{{1000 + i}}}}}"""))];

    private static string PutTen(int i) =>
        $$$$"""{"TableName":"Tens","Item":{"P":{"S":"{{{{i % 10}}}}"},"R":{"N":"{{{{i / 10}}}}"},"Title":{"S":"Write comprehensive documentation"},"Description":{"S":"{{{{new string('d', 180)}}}}"},"Status":{"S":"In Progress"}}}""";

    private static string Put(string table, int i) =>
        $$$$"""{"TableName":"{{{{table}}}}","Item":{"TaskId":{"S":"{{{{Key(i)}}}}"},"Title":{"S":"Write comprehensive documentation"},"Description":{"S":"{{{{new string('d', 130)}}}}"},"Status":{"S":"In Progress"},"CreatedAt":{"S":"2026-01-01T00:00:00.000Z"},"Priority":{"N":"{{{{i}}}}"}}}""";

    private static string Key(int i) => $"123e4567-e89b-42d3-a456-{i:d12}";

    private void Expect(byte[] request)
    {
        var (status, body) = WireClient.Once(endpoint, request);
        if (status != 200) throw new InvalidOperationException($"{Encoding.UTF8.GetString(request)[..200]}\nanswered {status} {body}");
    }
}
