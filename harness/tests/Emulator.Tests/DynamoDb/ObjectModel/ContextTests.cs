using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace TaskTracker.Emulation.Tests.DynamoDb.ObjectModel;

/// <summary>The SDK's object persistence model, which makes calls of its own kind: DescribeTable first, AttributeUpdates, Expected, conditions of its own.</summary>
public sealed class ContextTests : DynamoDbTests, IClassFixture<EmulatorFixture>, IAsyncLifetime
{
    private const string Guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DotNetSDKHighLevel.html";

    private readonly DynamoDBContext _context;

    public ContextTests(EmulatorFixture emulator)
        : base(emulator) => _context = new DynamoDBContextBuilder().WithDynamoDBClient(() => Dynamo).Build();

    public async ValueTask InitializeAsync()
    {
        if ((await Dynamo.ListTablesAsync(Cancellation)).TableNames.Contains("Parcels")) return;
        await Dynamo.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = "Parcels",
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [new("Route", "S"), new("Stop", "N"), new("State", "S")],
                KeySchema = [new("Route", KeyType.HASH), new("Stop", KeyType.RANGE)],
                GlobalSecondaryIndexes = [new() { IndexName = "by-state", KeySchema = [new("State", KeyType.HASH)], Projection = new() { ProjectionType = ProjectionType.ALL } }],
            },
            Cancellation);
    }

    [Fact]
    [Parity("dynamodb/SDK object model", Evidence.Documented, Guide)]
    public async Task What_was_saved_is_loaded_as_it_was()
    {
        var saved = Sample("load", 1);

        await _context.SaveAsync(saved, Cancellation);
        var loaded = await _context.LoadAsync<Parcel>("load", 1, Cancellation);

        Assert.Equivalent(saved, loaded, strict: true);
        Assert.Equal(0, loaded.Version);
    }

    [Fact]
    [Parity("dynamodb/SDK object model", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBContext.VersionSupport.html")]
    public async Task Who_saves_an_old_version_is_refused()
    {
        await _context.SaveAsync(Sample("version", 1), Cancellation);
        var (mine, yours) = (await _context.LoadAsync<Parcel>("version", 1, Cancellation), await _context.LoadAsync<Parcel>("version", 1, Cancellation));
        (mine.Weight, yours.Weight) = (2, 3);

        await _context.SaveAsync(mine, Cancellation);

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => _context.SaveAsync(yours, Cancellation));
        Assert.Equal(2, (await _context.LoadAsync<Parcel>("version", 1, Cancellation)).Weight);
    }

    [Fact]
    [Parity("dynamodb/SDK object model", Evidence.Documented, Guide)]
    public async Task Queries_and_scans_find_the_objects_of_a_route_of_a_state_and_of_a_weight()
    {
        for (var stop = 1; stop <= 5; stop++) await _context.SaveAsync(Sample("query", stop, state: stop % 2 == 0 ? "query-even" : "query-odd"), Cancellation);

        var later = await _context.QueryAsync<Parcel>("query", QueryOperator.GreaterThan, [3]).GetRemainingAsync(Cancellation);
        var even = await _context.QueryAsync<Parcel>("query-even", new QueryConfig { IndexName = "by-state" }).GetRemainingAsync(Cancellation);
        var heavy = await _context.ScanAsync<Parcel>([new("Route", ScanOperator.Equal, "query"), new("Weight", ScanOperator.Between, 2m, 4m)]).GetRemainingAsync(Cancellation);

        Assert.Equal([4, 5], later.Select(p => p.Stop));
        Assert.Equal([2, 4], even.Select(p => p.Stop).Order());
        Assert.Equal([2, 3, 4], heavy.Select(p => p.Stop).Order());
    }

    [Fact]
    [Parity("dynamodb/SDK object model", Evidence.Documented, Guide)]
    public async Task Batches_write_delete_and_get()
    {
        var write = _context.CreateBatchWrite<Plain>(new BatchWriteConfig { OverrideTableName = "Parcels" });
        write.AddPutItems(Enumerable.Range(1, 60).Select(n => new Plain { Route = "batch", Stop = n }));
        await write.ExecuteAsync(Cancellation);
        var delete = _context.CreateBatchWrite<Plain>(new BatchWriteConfig { OverrideTableName = "Parcels" });
        delete.AddDeleteKey("batch", 60);
        await delete.ExecuteAsync(Cancellation);

        var get = _context.CreateBatchGet<Plain>(new BatchGetConfig { OverrideTableName = "Parcels" });
        for (var n = 1; n <= 60; n++) get.AddKey("batch", n);
        await get.ExecuteAsync(Cancellation);

        Assert.Equal(Enumerable.Range(1, 59), get.Results.Select(p => p.Stop).Order());
    }

    [Fact]
    [Parity("dynamodb/SDK object model", Evidence.Documented, Guide)]
    public async Task A_transaction_saves_all_or_nothing_and_another_reads_them_together()
    {
        var first = _context.CreateTransactWrite<Parcel>();
        first.AddSaveItems([Sample("transact", 1), Sample("transact", 2)]);
        await first.ExecuteAsync(Cancellation);
        var second = _context.CreateTransactWrite<Parcel>();
        second.AddSaveItem(Sample("transact", 3));
        second.AddSaveItem(Sample("transact", 1));

        await Assert.ThrowsAsync<TransactionCanceledException>(() => second.ExecuteAsync(Cancellation));

        var get = _context.CreateTransactGet<Parcel>();
        for (var stop = 1; stop <= 3; stop++) get.AddKey("transact", stop);
        await get.ExecuteAsync(Cancellation);
        Assert.Equal([1, 2], get.Results.Where(p => p is not null).Select(p => p.Stop));
    }

    [Fact]
    [Parity("dynamodb/SDK document model", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DotNetSDKMidLevel.html")]
    public async Task Documents_are_put_updated_found_and_deleted()
    {
        var table = new TableBuilder(Dynamo, "Parcels")
            .AddHashKey("Route", DynamoDBEntryType.String).AddRangeKey("Stop", DynamoDBEntryType.Numeric).AddGlobalSecondaryIndex("by-state", "State", DynamoDBEntryType.String).Build();
        var document = new Document { ["Route"] = "document", ["Stop"] = 1, ["Kg"] = 1.5m, ["Labels"] = new List<string> { "fragile" }, ["To"] = new Document { ["City"] = "Bern" } };
        await table.PutItemAsync(document, Cancellation);

        var updated = await table.UpdateItemAsync(
            new Document { ["Route"] = "document", ["Stop"] = 1, ["State"] = "document-sent" }, new UpdateItemOperationConfig { ReturnValues = ReturnValues.AllNewAttributes }, Cancellation);
        var refused = table.PutItemAsync(
            document, new PutItemOperationConfig { ConditionalExpression = new() { ExpressionStatement = "attribute_not_exists(#r)", ExpressionAttributeNames = { ["#r"] = "Route" } } }, Cancellation);
        var found = await table.Query(new QueryOperationConfig { IndexName = "by-state", Filter = new QueryFilter("State", QueryOperator.Equal, "document-sent") }).GetRemainingAsync(Cancellation);
        var scanned = await table.Scan(new ScanOperationConfig { Filter = Heavier("document", 1) }).GetRemainingAsync(Cancellation);
        await table.DeleteItemAsync("document", 1, Cancellation);

        Assert.Equal("Bern", updated["To"].AsDocument()["City"].AsString());
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => refused);
        Assert.Equal(1.5m, Assert.Single(found)["Kg"].AsDecimal());
        Assert.Single(scanned);
        Assert.Null(await table.GetItemAsync("document", 1, Cancellation));
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing) _context.Dispose();
        base.Dispose(isDisposing);
    }

    private static ScanFilter Heavier(string route, decimal kg)
    {
        var filter = new ScanFilter();
        filter.AddCondition("Route", ScanOperator.Equal, route);
        filter.AddCondition("Kg", ScanOperator.GreaterThan, kg);
        return filter;
    }

    private static Parcel Sample(string route, int stop, string state = "sent") => new()
    {
        Route = route,
        Stop = stop,
        State = state,
        Weight = stop,
        Notes = ["handle with care", ""],
        Labels = ["glass", "heavy"],
        SentAt = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        To = new Address { City = "Zürich", IsFar = true },
    };

    /// <summary>Batches take no objects with a version.</summary>
    [DynamoDBTable("Parcels")]
    public sealed class Plain
    {
        [DynamoDBHashKey]
        public string Route { get; set; } = "";

        [DynamoDBRangeKey]
        public int Stop { get; set; }
    }
}
