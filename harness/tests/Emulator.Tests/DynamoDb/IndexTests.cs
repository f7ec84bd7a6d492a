using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TaskTracker.Emulation.Tests.DynamoDb;

public sealed class IndexTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html";

    private static readonly GlobalSecondaryIndex ByGroup = new()
    {
        IndexName = "by-group",
        KeySchema = [new KeySchemaElement("group", KeyType.HASH), new KeySchemaElement("rank", KeyType.RANGE)],
        Projection = new Projection { ProjectionType = Amazon.DynamoDBv2.ProjectionType.ALL },
    };

    [Fact]
    [Parity("dynamodb:Query", Evidence.Documented, Guide)]
    public async Task An_index_follows_its_items()
    {
        var table = await CreateIndexedAsync();
        for (var i = 0; i < 10; i++) await PutAsync(table, i, "a", i % 3);
        await PutAsync(table, 3, "b", 7);
        await Dynamo.DeleteItemAsync(table, Item("4"), Cancellation);
        await Dynamo.UpdateItemAsync(new UpdateItemRequest { TableName = table, Key = Item("5"), UpdateExpression = "REMOVE #g", ExpressionAttributeNames = new() { ["#g"] = "group" } }, Cancellation);

        var a = await GroupAsync(table, "a");
        var b = await GroupAsync(table, "b");

        Assert.Equal("0,6,9 1,7 2,8", string.Join(' ', a.GroupBy(i => i["rank"].N).Select(g => string.Join(',', g.Select(i => i["id"].S).Order(StringComparer.Ordinal)))));
        Assert.Equal("3", Assert.Single(b)["id"].S);
    }

    [Fact]
    [Parity("dynamodb:UpdateTable", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html")]
    public async Task An_index_is_made_and_dropped_while_the_table_is_in_use()
    {
        var table = await CreateTableAsync();
        for (var i = 0; i < 30; i++) await PutAsync(table, i, i % 2 == 0 ? "even" : "odd", i);
        await Dynamo.PutItemAsync(table, Item("x", ("group", Number("1"))), Cancellation);

        var updated = await Dynamo.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = table,
                AttributeDefinitions = [new AttributeDefinition("group", "S"), new AttributeDefinition("rank", "N")],
                GlobalSecondaryIndexUpdates = [new GlobalSecondaryIndexUpdate { Create = new CreateGlobalSecondaryIndexAction { IndexName = "by-group", KeySchema = ByGroup.KeySchema, Projection = ByGroup.Projection } }],
            },
            Cancellation);
        var even = await GroupAsync(table, "even");
        var described = (await Dynamo.DescribeTableAsync(table, Cancellation)).Table;
        await Dynamo.UpdateTableAsync(new UpdateTableRequest { TableName = table, GlobalSecondaryIndexUpdates = [new GlobalSecondaryIndexUpdate { Delete = new DeleteGlobalSecondaryIndexAction { IndexName = "by-group" } }] }, Cancellation);
        var refusal = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => GroupAsync(table, "even"));

        Assert.Equal(TableStatus.UPDATING, updated.TableDescription.TableStatus);
        Assert.Equal(Enumerable.Range(0, 15).Select(n => $"{n * 2}"), even.Select(i => i["rank"].N));
        Assert.Equal((30, IndexStatus.ACTIVE), (described.GlobalSecondaryIndexes[0].ItemCount, described.GlobalSecondaryIndexes[0].IndexStatus));
        Assert.Equal("The table does not have the specified index: by-group", refusal.Message);
        Assert.Single((await Dynamo.DescribeTableAsync(table, Cancellation)).Table.AttributeDefinitions);
    }

    [Fact]
    [Parity("dynamodb:Scan", Evidence.Documented, Guide)]
    public async Task A_scan_of_an_index_goes_on_where_it_was_cut()
    {
        var table = await CreateIndexedAsync();
        for (var i = 0; i < 23; i++) await PutAsync(table, i, $"g{i % 4}", 1);
        var request = new ScanRequest { TableName = table, IndexName = "by-group", Limit = 5 };

        var seen = new List<string>();
        do
        {
            var page = await Dynamo.ScanAsync(request, Cancellation);
            seen.AddRange(page.Items.Select(i => i["id"].S));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });

        Assert.Equal(Enumerable.Range(0, 23).Select(n => $"{n}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Parity("dynamodb:UpdateTable", Evidence.Recorded, "dynamodb/test_gsi_with_billing_mode[PAY_PER_REQUEST]; https://github.com/go-to-k/cdkd/pull/1611, measured on AWS 2026-08-11")]
    public async Task An_index_is_billed_as_its_table_is()
    {
        const string ToProvisioned = """ "BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5} """;
        const string Units = """[{"Update":{"IndexName":"by-group","ProvisionedThroughput":{"ReadCapacityUnits":7,"WriteCapacityUnits":8}}}]""";
        var table = await CreateIndexedAsync();

        var early = await UpdateAsync(table, $""" "GlobalSecondaryIndexUpdates":{Units} """);
        var alone = await UpdateAsync(table, ToProvisioned);
        var together = await UpdateAsync(table, $"""{ToProvisioned},"GlobalSecondaryIndexUpdates":{Units}""");
        var provisioned = await UnitsAsync(table);
        var back = await UpdateAsync(table, """ "BillingMode":"PAY_PER_REQUEST" """);
        var onDemand = await UnitsAsync(table);
        var again = await UpdateAsync(table, ToProvisioned);

        const string Missing = "One or more parameter values were invalid: ProvisionedThroughput must be specified for index: by-group";
        Assert.Contains(
            "One or more parameter values were invalid: The only Updates for index: by-group when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput",
            early.Body, StringComparison.Ordinal);
        Assert.Contains(Missing, alone.Body, StringComparison.Ordinal);
        Assert.Equal((200, 200), (together.Status, back.Status));
        Assert.Equal(((7L, 8L), (0L, 0L)), (provisioned, onDemand));
        Assert.Contains(Missing, again.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PAY_PER_REQUEST", ",\"ProvisionedThroughput\":{\"ReadCapacityUnits\":1,\"WriteCapacityUnits\":1}",
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: more when BillingMode is PAY_PER_REQUEST")]
    [InlineData("PROVISIONED", "", "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: more")]
    [Parity("dynamodb:UpdateTable", Evidence.Recorded, "The messages of ValidationException that AWS Controllers for Kubernetes met, 2026-10; https://github.com/aws/aws-cli/issues/4303")]
    public async Task A_new_index_is_to_be_billed_as_the_table_is(string billing, string units, string message)
    {
        var table = await CreateIndexedAsync();
        if (billing == "PROVISIONED")
        {
            const string Units = """{"ReadCapacityUnits":5,"WriteCapacityUnits":5}""";
            await UpdateAsync(table, $$$"""
                "BillingMode":"PROVISIONED","ProvisionedThroughput":{{{Units}}},"GlobalSecondaryIndexUpdates":[{"Update":{"IndexName":"by-group","ProvisionedThroughput":{{{Units}}} }}]
                """);
        }

        var refusal = await UpdateAsync(table, CreationOf("more", units));

        Assert.Equal(400, refusal.Status);
        Assert.Contains(message, refusal.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("dynamodb:UpdateTable", Evidence.Recorded, "The messages of LimitExceededException that AWS Controllers for Kubernetes met, 2026-10; https://github.com/hashicorp/terraform-provider-aws/issues/6187")]
    public async Task A_table_has_twenty_global_indexes_at_most()
    {
        var table = await CreateTableAsync();
        for (var i = 1; i <= 20; i++) Assert.Equal(200, (await UpdateAsync(table, CreationOf($"index-{i}", units: ""))).Status);

        var refusal = await UpdateAsync(table, CreationOf("index-21", units: ""));

        Assert.Equal(400, refusal.Status);
        Assert.Equal(
            """{"__type":"com.amazonaws.dynamodb.v20120810#LimitExceededException","message":"Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20"}""",
            refusal.Body);
    }

    private Task<HttpAnswer> UpdateAsync(string table, string members) => CallAsync("UpdateTable", $$"""{"TableName":"{{table}}",{{members}}}""");

    private async Task<(long Read, long Write)> UnitsAsync(string table)
    {
        var throughput = (await Dynamo.DescribeTableAsync(table, Cancellation)).Table.GlobalSecondaryIndexes[0].ProvisionedThroughput;
        return (throughput.ReadCapacityUnits ?? -1, throughput.WriteCapacityUnits ?? -1);
    }

    /// <summary>Members of an UpdateTable that makes an index.</summary>
    private static string CreationOf(string name, string units) => """
        "AttributeDefinitions":[{"AttributeName":"other","AttributeType":"S"}],
        "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"NAME","KeySchema":[{"AttributeName":"other","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}UNITS}}]
        """.Replace("NAME", name, StringComparison.Ordinal).Replace("UNITS", units, StringComparison.Ordinal);

    private async Task<string> CreateIndexedAsync()
    {
        var table = $"{await CreateTableAsync()}-indexed";
        await Dynamo.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = table,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new AttributeDefinition("id", "S"), new AttributeDefinition("group", "S"), new AttributeDefinition("rank", "N")],
                KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
                GlobalSecondaryIndexes = [ByGroup],
            },
            Cancellation);
        return table;
    }

    private Task<PutItemResponse> PutAsync(string table, int id, string group, int rank) =>
        Dynamo.PutItemAsync(table, Item($"{id}", ("group", new AttributeValue(group)), ("rank", Number($"{rank}"))), Cancellation);

    private async Task<List<Dictionary<string, AttributeValue>>> GroupAsync(string table, string group) => (await Dynamo.QueryAsync(
        new QueryRequest
        {
            TableName = table,
            IndexName = "by-group",
            KeyConditionExpression = "#g = :g",
            ExpressionAttributeNames = new() { ["#g"] = "group" },
            ExpressionAttributeValues = new() { [":g"] = new(group) },
        },
        Cancellation)).Items;
}
