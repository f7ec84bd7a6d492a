using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Transactions;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Tests.Journal;

namespace TaskTracker.Emulation.Tests.DynamoDb.Transactions;

public sealed class TransactGetTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Conflicts = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling";

    /// <summary>With a data directory a reading transaction waits for the writes before it, so that many of them are under way at once.</summary>
    [Fact]
    [Parity("dynamodb:TransactGetItems", Evidence.Documented, Conflicts)]
    public async Task Transactions_that_read_one_item_are_not_in_each_other_s_way()
    {
        const string Read = """{"TransactItems":[{"Get":{"TableName":"Kept","Key":{"Id":{"S":"read"}}}}]}""";
        using var data = new DataFolder();
        await data.RunAsync(async http =>
        {
            Task<HttpAnswer> Call(string operation, string body) => http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);
            await Call("CreateTable", """
                {"TableName":"Kept","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
                """);

            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async n =>
            {
                var statuses = new List<int>();
                for (var i = 0; i < 20; i++)
                {
                    var write = Call("PutItem", $$$$"""{"TableName":"Kept","Item":{"Id":{"S":"other-{{{{n}}}}"}}}""");
                    statuses.Add((await Call("TransactGetItems", Read)).Status);
                    await write;
                }

                return statuses;
            }));

            Assert.All(answers.SelectMany(a => a), status => Assert.Equal(200, status));
        });
    }

    [Fact]
    [Parity("dynamodb:TransactGetItems", Evidence.Documented, Conflicts)]
    public void A_transaction_that_reads_gives_way_to_one_that_changes_and_holds_up_none()
    {
        var definition = new TableDefinition("t", "arn", "00000000-0000-4000-8000-000000000000", new KeySchema(new KeyAttribute("id", AttributeType.S), Range: null), DateTimeOffset.UnixEpoch) { Attributes = [] };
        var table = new Table(definition, new ItemCommits(), new ItemStreams(TimeProvider.System), TimeProvider.System);
        (Table, byte[])[] item = [(table, [1])];
        var ongoing = new OngoingTransactions();

        var alone = ongoing.Meet(item);
        var change = ongoing.Enter(item);
        var meanwhile = ongoing.Meet(item);
        ongoing.Leave(item);
        var afterwards = ongoing.Meet(item);

        Assert.Equal(["None", "None", "TransactionConflict", "None"], alone.Concat(change).Concat(meanwhile).Concat(afterwards).Select(r => r.Code));
    }

    [Fact]
    [Parity("dynamodb:TransactGetItems", Evidence.Documented, Api + "API_TransactGetItems.html")]
    public async Task A_transaction_reads_4_MB_at_most()
    {
        var table = await CreateTableAsync();
        for (var i = 0; i < 11; i++) await Dynamo.PutItemAsync(table, Item($"{i}", ("text", new AttributeValue(new string('x', 400_000)))), Cancellation);

        var ten = await ReadAsync(table, 10);
        var refusal = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => ReadAsync(table, 11));

        Assert.Equal(10, ten.Responses.Count);
        Assert.Equal(("ValidationException", "The aggregate size of the items in the transaction exceeded 4 MB"), (refusal.ErrorCode, refusal.Message));
    }

    private Task<TransactGetItemsResponse> ReadAsync(string table, int count) => Dynamo.TransactGetItemsAsync(
        new TransactGetItemsRequest
        {
            TransactItems = [.. Enumerable.Range(0, count).Select(i => new TransactGetItem { Get = new Get { TableName = table, Key = Item($"{i}"), ProjectionExpression = "id" } })],
        },
        Cancellation);
}
