using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TaskTracker.Emulation.Tests.Journal;

namespace TaskTracker.Emulation.Tests.DynamoDb.Throttling;

/// <summary>Tables of one unit: a single item of 391 units, read or written, leaves nothing for more than a minute.</summary>
public sealed class ThrottlingTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/";
    private const string Diagnosing = Guide + "throttling-diagnosing-workflow.html; the message is as users of AWS quote it";
    private const string OfTable = "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.";
    private const string OfIndex = "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. "
        + "Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API";

    private static readonly AttributeValue Large = new(new string('x', 400_000));

    private readonly EmulatorFixture _emulator = emulator;

    [Theory]
    [InlineData("PutItem", """ "Item":{"id":{"S":"b"}} """)]
    [InlineData("PutItem", """ "Item":{"id":{"S":"b"}},"ConditionExpression":"attribute_exists(id)" """)]
    [InlineData("UpdateItem", """ "Key":{"id":{"S":"b"}} """)]
    [InlineData("DeleteItem", """ "Key":{"id":{"S":"a"}} """)]
    [Parity("dynamodb/throttling", Evidence.Documented, Diagnosing)]
    public async Task A_table_without_units_refuses_a_write_and_says_which_table(string operation, string members)
    {
        var table = await CreateAsync();
        await Dynamo.PutItemAsync(table, Item("a", ("text", Large)), Cancellation);

        var refusal = await CallAsync(operation, $$"""{"TableName":"{{table}}",{{members}}}""");

        Assert.Equal(400, refusal.Status);
        Assert.Equal(
            $$"""{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"{{OfTable}}","ThrottlingReasons":["""
            + $$"""{"reason":"TableWriteProvisionedThroughputExceeded","resource":"arn:aws:dynamodb:us-east-1:000000000000:table/{{table}}"}]}""",
            refusal.Body);
        Assert.Equal(["a"], (await Dynamo.ScanAsync(new ScanRequest(table), Cancellation)).Items.Select(i => i["id"].S));
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Guide + "burst-adaptive-capacity.html; that a new table has it all: https://github.com/paritysuite/dynamodb-conformance/pull/43, seen on AWS 2026-06")]
    public async Task A_new_table_of_one_unit_writes_300_at_once_and_then_one_a_second()
    {
        var table = await CreateAsync();
        await Dynamo.PutItemAsync(table, Item("large", ("text", new AttributeValue(new string('x', 298 * 1024)))), Cancellation);

        var written = 299;
        var refusal = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(async () =>
        {
            for (; ; written++) await Dynamo.PutItemAsync(table, Item("a"), Cancellation);
        });
        await _emulator.AdvanceClockAsync("PT2S");
        await Dynamo.PutItemAsync(table, Item("a"), Cancellation);
        await _emulator.AdvanceClockAsync("PT1H");
        await Dynamo.PutItemAsync(table, Item("large", ("text", new AttributeValue(new string('x', 350 * 1024)))), Cancellation);

        Assert.InRange(written, 300, 330);
        Assert.Equal("TableWriteProvisionedThroughputExceeded", Assert.Single(refusal.ThrottlingReasons).Reason);
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => Dynamo.PutItemAsync(table, Item("a"), Cancellation));
    }

    [Theory]
    [InlineData("GetItem", """ "Key":{"id":{"S":"a"}} """)]
    [InlineData("Query", """ "KeyConditionExpression":"id = :a","ExpressionAttributeValues":{":a":{"S":"a"}} """)]
    [InlineData("Scan", """ "Limit":1 """)]
    [Parity("dynamodb/throttling", Evidence.Documented, Diagnosing)]
    public async Task A_table_without_units_refuses_a_read(string operation, string members)
    {
        var table = await CreateAsync();
        await Dynamo.PutItemAsync(table, Item("a", ("text", Large)), Cancellation);
        var request = $$"""{"TableName":"{{table}}","ConsistentRead":true,{{members}}}""";
        for (var i = 0; i < 4; i++) Assert.Equal(200, (await CallAsync(operation, request)).Status);

        var refusal = await CallAsync(operation, request);

        Assert.Equal(400, refusal.Status);
        Assert.Contains(OfTable, refusal.Body, StringComparison.Ordinal);
        Assert.Contains($$"""[{"reason":"TableReadProvisionedThroughputExceeded","resource":"arn:aws:dynamodb:us-east-1:000000000000:table/{{table}}"}]""", refusal.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Guide + "gsi-throttling.html")]
    public async Task An_index_without_units_holds_up_the_writes_that_change_it_and_no_others()
    {
        var table = await CreateAsync(units: 1000, indexUnits: 1);
        await Dynamo.PutItemAsync(table, Item("a", ("group", new AttributeValue("g")), ("text", Large)), Cancellation);

        var refusal = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(
            () => Dynamo.PutItemAsync(table, Item("b", ("group", new AttributeValue("g"))), Cancellation));
        await Dynamo.PutItemAsync(table, Item("c"), Cancellation);

        Assert.Equal(OfIndex, refusal.Message);
        var reason = Assert.Single(refusal.ThrottlingReasons);
        Assert.Equal(("IndexWriteProvisionedThroughputExceeded", $"arn:aws:dynamodb:us-east-1:000000000000:table/{table}/index/by-group"), (reason.Reason, reason.Resource));
        Assert.Equal(["a", "c"], (await Dynamo.ScanAsync(new ScanRequest(table), Cancellation)).Items.Select(i => i["id"].S).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Guide + "GSI.html#GSI.ThroughputConsiderations.Reads")]
    public async Task An_index_is_read_on_its_own_units()
    {
        var table = await CreateAsync(units: 1000, indexUnits: 1, indexWriteUnits: 1000);
        await Dynamo.PutItemAsync(table, Item("a", ("group", new AttributeValue("g")), ("text", Large)), Cancellation);
        var byGroup = new ScanRequest { TableName = table, IndexName = "by-group" };
        for (var i = 0; i < 7; i++) await Dynamo.ScanAsync(byGroup, Cancellation);

        var refusal = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => Dynamo.ScanAsync(byGroup, Cancellation));
        await Dynamo.ScanAsync(new ScanRequest(table), Cancellation);

        Assert.Equal(("IndexReadProvisionedThroughputExceeded", OfIndex), (Assert.Single(refusal.ThrottlingReasons).Reason, refusal.Message));
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Api + "API_BatchWriteItem.html")]
    public async Task Writes_of_a_batch_that_are_throttled_come_back_and_it_is_refused_only_with_all_of_them()
    {
        var (spent, free) = (await CreateAsync(), await CreateTableAsync());
        await Dynamo.PutItemAsync(spent, Item("a", ("text", Large)), Cancellation);
        WriteRequest put = new(new PutRequest(Item("b", ("n", Number("1"))))), delete = new(new DeleteRequest(Item("a")));

        var some = await Dynamo.BatchWriteItemAsync(new BatchWriteItemRequest(new() { [spent] = [put, delete], [free] = [put] }), Cancellation);
        var refusal = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => Dynamo.BatchWriteItemAsync(new BatchWriteItemRequest(some.UnprocessedItems), Cancellation));
        await _emulator.AdvanceClockAsync("PT5M");
        var rest = await Dynamo.BatchWriteItemAsync(new BatchWriteItemRequest(some.UnprocessedItems), Cancellation);

        Assert.Equal(spent, Assert.Single(some.UnprocessedItems.Keys));
        Assert.Equal(("b", "a"), (some.UnprocessedItems[spent][0].PutRequest.Item["id"].S, some.UnprocessedItems[spent][1].DeleteRequest.Key["id"].S));
        Assert.Equal((OfTable, 1), (refusal.Message, refusal.ThrottlingReasons.Count));
        Assert.True(rest.UnprocessedItems is not { Count: > 0 });
        foreach (var table in (string[])[spent, free]) Assert.Equal("b", Assert.Single((await Dynamo.ScanAsync(new ScanRequest(table), Cancellation)).Items)["id"].S);
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Api + "API_BatchGetItem.html")]
    public async Task Keys_of_a_batch_that_are_throttled_come_back_and_it_is_refused_only_with_all_of_them()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            await Dynamo.PutItemAsync(table, Item($"{i}", ("text", Large)), Cancellation);
            await _emulator.AdvanceClockAsync("PT10M");
        }

        var all = new Dictionary<string, KeysAndAttributes> { [table] = new() { ConsistentRead = true, Keys = [.. Enumerable.Range(0, 5).Select(i => Item($"{i}"))] } };
        var some = await Dynamo.BatchGetItemAsync(new BatchGetItemRequest(all), Cancellation);
        var refusal = await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => Dynamo.BatchGetItemAsync(new BatchGetItemRequest(some.UnprocessedKeys), Cancellation));
        await _emulator.AdvanceClockAsync("PT5M");
        var rest = await Dynamo.BatchGetItemAsync(new BatchGetItemRequest(some.UnprocessedKeys), Cancellation);

        Assert.Equal(["0", "1", "2", "3"], some.Responses[table].Select(i => i["id"].S));
        Assert.Equal("4", Assert.Single(rest.Responses[table])["id"].S);
        Assert.Equal("TableReadProvisionedThroughputExceeded", Assert.Single(refusal.ThrottlingReasons).Reason);
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Api + "API_TransactWriteItems.html")]
    public async Task A_transaction_is_cancelled_for_the_action_that_is_throttled()
    {
        var (spent, free) = (await CreateAsync(), await CreateTableAsync());
        await Dynamo.PutItemAsync(spent, Item("a", ("text", Large)), Cancellation);
        TransactWriteItem Put(string table) => new() { Put = new Put { TableName = table, Item = Item("b") } };

        var write = await Assert.ThrowsAsync<TransactionCanceledException>(
            () => Dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [Put(free), Put(spent)] }, Cancellation));
        TransactGetItem get = new() { Get = new Get { TableName = spent, Key = Item("a") } };
        for (var i = 0; i < 2; i++) await Dynamo.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [get] }, Cancellation);
        var read = await Assert.ThrowsAsync<TransactionCanceledException>(() => Dynamo.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = [get] }, Cancellation));

        Assert.Equal("Transaction cancelled, please refer cancellation reasons for specific reasons [None, ProvisionedThroughputExceeded]", write.Message);
        Assert.Equal([null, OfTable], write.CancellationReasons.Select(r => r.Message));
        Assert.Equal("ProvisionedThroughputExceeded", Assert.Single(read.CancellationReasons).Code);
        Assert.Empty((await Dynamo.ScanAsync(new ScanRequest(free), Cancellation)).Items);
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Api + "API_TransactWriteItems.html: sent again it consumes read capacity")]
    public async Task A_transaction_that_is_sent_again_is_throttled_as_a_read()
    {
        var request = new TransactWriteItemsRequest
        {
            ClientRequestToken = "again",
            TransactItems = [new TransactWriteItem { Put = new Put { TableName = await CreateAsync(), Item = Item("a", ("text", Large)) } }],
        };
        for (var i = 0; i < 3; i++) await Dynamo.TransactWriteItemsAsync(request, Cancellation);

        var refusal = await Assert.ThrowsAsync<TransactionCanceledException>(() => Dynamo.TransactWriteItemsAsync(request, Cancellation));

        Assert.Equal("ProvisionedThroughputExceeded", Assert.Single(refusal.CancellationReasons).Code);
    }

    [Fact]
    [Parity("dynamodb/throttling", Evidence.Documented, Guide + "WorkingWithItems.html#WorkingWithItems.ConditionalUpdate: a condition that does not hold consumes")]
    public async Task A_condition_that_does_not_hold_costs_what_the_item_is()
    {
        var table = await CreateAsync();
        await Dynamo.PutItemAsync(table, Item("a", ("text", new AttributeValue(new string('x', 200_000)))), Cancellation);
        var request = new PutItemRequest { TableName = table, Item = Item("a"), ConditionExpression = "attribute_not_exists(id)" };

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Dynamo.PutItemAsync(request, Cancellation));

        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => Dynamo.PutItemAsync(request, Cancellation));
    }

    [Fact]
    [Parity("dynamodb:UpdateTable", Evidence.Unverified, "What is left when the throughput changes is documented nowhere")]
    public async Task More_units_pay_back_sooner_and_on_demand_nothing_is_counted()
    {
        var table = await CreateAsync();
        await Dynamo.PutItemAsync(table, Item("a", ("text", Large)), Cancellation);

        await Dynamo.UpdateTableAsync(new UpdateTableRequest(table, new ProvisionedThroughput(1, 100)), Cancellation);
        await _emulator.AdvanceClockAsync("PT2S");
        await Dynamo.PutItemAsync(table, Item("a", ("text", Large)), Cancellation);
        await Assert.ThrowsAsync<ProvisionedThroughputExceededException>(() => Dynamo.PutItemAsync(table, Item("b"), Cancellation));
        await Dynamo.UpdateTableAsync(new UpdateTableRequest { TableName = table, BillingMode = BillingMode.PAY_PER_REQUEST }, Cancellation);
        for (var i = 0; i < 3; i++) await Dynamo.PutItemAsync(table, Item("a", ("text", Large)), Cancellation);
    }

    [Fact]
    public async Task What_was_consumed_is_forgotten_with_the_process()
    {
        var item = $$"""{"TableName":"kept","Item":{"id":{"S":"a"},"text":{"S":"{{Large.S}}"} } }""";
        using var data = new DataFolder();
        var statuses = new List<int>();
        async Task PutAsync(SignedHttp http) => statuses.Add((await http.JsonAsync("dynamodb", "DynamoDB_20120810.PutItem", item)).Status);

        await data.RunAsync(async http =>
        {
            await http.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", """
                {"TableName":"kept","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
                 "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}
                """);
            await PutAsync(http);
            await PutAsync(http);
        });
        await data.RunAsync(PutAsync);

        Assert.Equal([200, 400, 200], statuses);
    }

    /// <param name="indexUnits">Of an index by <c>group</c>; <c>null</c> for none.</param>
    private async Task<string> CreateAsync(long units = 1, long? indexUnits = null, long? indexWriteUnits = null)
    {
        var request = new CreateTableRequest
        {
            TableName = $"units-{Guid.NewGuid():N}",
            AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
            KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
            ProvisionedThroughput = new ProvisionedThroughput(units, units),
        };
        if (indexUnits is { } own)
        {
            request.AttributeDefinitions.Add(new AttributeDefinition("group", ScalarAttributeType.S));
            request.GlobalSecondaryIndexes =
            [
                new GlobalSecondaryIndex
                {
                    IndexName = "by-group",
                    KeySchema = [new KeySchemaElement("group", KeyType.HASH)],
                    Projection = new Projection { ProjectionType = Amazon.DynamoDBv2.ProjectionType.ALL },
                    ProvisionedThroughput = new ProvisionedThroughput(own, indexWriteUnits ?? own),
                },
            ];
        }

        await Dynamo.CreateTableAsync(request, Cancellation);
        return request.TableName;
    }
}
