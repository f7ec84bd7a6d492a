using Amazon.DynamoDBv2.Model;

namespace TaskTracker.Emulation.Tests.DynamoDb;

public sealed class QueryTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html";

    [Theory]
    [InlineData("#at = :a", "3")]
    [InlineData("#at < :a", "-20,0,1,2.5")]
    [InlineData("#at <= :a", "-20,0,1,2.5,3")]
    [InlineData("#at > :a", "10,1000")]
    [InlineData(":a <= #at", "3,10,1000")]
    [InlineData("#at BETWEEN :b AND :a", "1,2.5,3")]
    [Parity("dynamodb:Query", Evidence.Documented, Guide)]
    public async Task Numbers_are_found_by_their_order(string condition, string expected)
    {
        var table = await CreateTableAsync("S", "N");
        foreach (var n in "1000,-20,3,2.5,0,10,1".Split(',')) await Dynamo.PutItemAsync(table, new() { ["id"] = new("p"), ["at"] = Number(n) }, Cancellation);
        await Dynamo.PutItemAsync(table, new() { ["id"] = new("q"), ["at"] = Number("3") }, Cancellation);
        var request = QueryOf(table, condition, (":a", Number("3")), (":b", Number("1")));

        var forwards = await Dynamo.QueryAsync(request, Cancellation);
        request.ScanIndexForward = false;
        var backwards = await Dynamo.QueryAsync(request, Cancellation);

        Assert.Equal(expected.Split(','), forwards.Items.Select(i => i["at"].N));
        Assert.Equal(expected.Split(',').Reverse(), backwards.Items.Select(i => i["at"].N));
    }

    [Fact]
    [Parity("dynamodb:Query", Evidence.Documented, Guide)]
    public async Task Texts_are_found_by_how_they_begin()
    {
        var table = await CreateTableAsync("S", "S");
        foreach (var text in "a,aa,ab,a\u00ff,b,A".Split(',')) await Dynamo.PutItemAsync(table, new() { ["id"] = new("p"), ["at"] = new(text) }, Cancellation);

        var found = await Dynamo.QueryAsync(QueryOf(table, "begins_with(#at, :a)", (":a", new("a"))), Cancellation);

        Assert.Equal(["a", "aa", "ab", "a\u00ff"], found.Items.Select(i => i["at"].S));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Parity("dynamodb:Query", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html")]
    public async Task Pages_follow_each_other_in_either_direction(bool forward)
    {
        var table = await CreateTableAsync("S", "N");
        for (var i = 0; i < 25; i++) await Dynamo.PutItemAsync(table, new() { ["id"] = new("p"), ["at"] = Number($"{i}") }, Cancellation);
        var request = QueryOf(table, "#at >= :a", (":a", Number("3")));
        (request.Limit, request.ScanIndexForward) = (4, forward);

        var seen = new List<string>();
        do
        {
            var page = await Dynamo.QueryAsync(request, Cancellation);
            seen.AddRange(page.Items.Select(i => i["at"].N));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        var all = Enumerable.Range(3, 22).Select(n => $"{n}");
        Assert.Equal(forward ? all : all.Reverse(), seen);
    }

    [Fact]
    [Parity("dynamodb:Scan", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan")]
    public async Task Segments_share_the_items_among_them()
    {
        var table = await CreateTableAsync();
        for (var batch = 0; batch < 8; batch++)
        {
            var writes = Enumerable.Range(batch * 25, 25).Select(n => new WriteRequest(new PutRequest(Item($"{n}")))).ToList();
            await Dynamo.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [table] = writes } }, Cancellation);
        }

        var segments = await Task.WhenAll(Enumerable.Range(0, 7).Select(async segment =>
            (await Dynamo.ScanAsync(new ScanRequest { TableName = table, Segment = segment, TotalSegments = 7 }, Cancellation)).Items.Select(i => i["id"].S).ToList()));

        Assert.All(segments, segment => Assert.NotEmpty(segment));
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"{n}").Order(StringComparer.Ordinal), segments.SelectMany(s => s).Order(StringComparer.Ordinal));
    }

    private static QueryRequest QueryOf(string table, string condition, params (string Name, AttributeValue Value)[] values) => new()
    {
        TableName = table,
        KeyConditionExpression = "id = :p AND " + condition,
        ExpressionAttributeNames = new() { ["#at"] = "at" },
        ExpressionAttributeValues = values.Where(v => condition.Contains(v.Name, StringComparison.Ordinal)).Append((":p", new AttributeValue("p"))).ToDictionary(v => v.Item1, v => v.Item2),
    };
}
