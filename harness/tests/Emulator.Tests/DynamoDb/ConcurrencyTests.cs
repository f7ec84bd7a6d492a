using Amazon.DynamoDBv2.Model;

namespace TaskTracker.Emulation.Tests.DynamoDb;

public sealed class ConcurrencyTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.AtomicCounters";

    [Fact]
    [Parity("dynamodb:UpdateItem", Evidence.Documented, Guide)]
    public async Task Every_increment_counts()
    {
        var table = await CreateTableAsync();
        var increment = new UpdateItemRequest
        {
            TableName = table,
            Key = Item("counter"),
            UpdateExpression = "ADD n :one",
            ExpressionAttributeValues = new() { [":one"] = Number("1") },
        };

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            for (var i = 0; i < 40; i++) await Dynamo.UpdateItemAsync(increment, Cancellation);
        }));

        var counter = await Dynamo.GetItemAsync(table, Item("counter"), Cancellation);
        Assert.Equal("640", counter.Item["n"].N);
    }

    [Fact]
    [Parity("dynamodb:PutItem", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html")]
    public async Task One_of_many_who_want_to_be_first_is()
    {
        var table = await CreateTableAsync();
        var claims = Enumerable.Range(0, 32).Select(async n =>
        {
            try
            {
                var claim = new PutItemRequest { TableName = table, Item = Item("lock", ("owner", Number($"{n}"))), ConditionExpression = "attribute_not_exists(id)" };
                await Dynamo.PutItemAsync(claim, Cancellation);
                return true;
            }
            catch (ConditionalCheckFailedException)
            {
                return false;
            }
        });

        var outcomes = await Task.WhenAll(claims);

        Assert.Single(outcomes, wasFirst => wasFirst);
    }

    [Fact]
    public async Task No_reader_sees_half_of_a_write()
    {
        var table = await CreateTableAsync();
        await WriteAsync(table, 0);
        var writer = Task.Run(async () =>
        {
            for (var n = 1; n < 400; n++) await WriteAsync(table, n);
        }, Cancellation);

        var seen = new List<(string Left, string Right)>();
        while (!writer.IsCompleted)
        {
            var got = (await Dynamo.GetItemAsync(table, Item("pair"), Cancellation)).Item;
            var scanned = (await Dynamo.ScanAsync(new ScanRequest(table), Cancellation)).Items.Single();
            seen.AddRange([(got["left"].N, got["right"].N), (scanned["left"].N, scanned["right"].N)]);
        }

        await writer;
        Assert.All(seen, pair => Assert.Equal(pair.Left, pair.Right));
    }

    [Fact]
    [Parity("dynamodb:TransactWriteItems", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html")]
    public async Task Transfers_between_tables_never_make_or_lose_money()
    {
        string[] accounts = [await CreateTableAsync(), await CreateTableAsync()];
        foreach (var account in accounts) await Dynamo.PutItemAsync(account, Item("a", ("money", Number("1000"))), Cancellation);
        var transfers = Enumerable.Range(0, 8).Select(async n =>
        {
            for (var i = 0; i < 25; i++) await TransferAsync(accounts[n % 2], accounts[1 - (n % 2)], i);
        }).ToList();

        var sums = new HashSet<int>();
        while (transfers.Exists(t => !t.IsCompleted))
        {
            if (await TryAsync(() => SumAsync(accounts)) is { } sum) sums.Add(sum);
        }

        await Task.WhenAll(transfers);
        sums.Add(await SumAsync(accounts));
        Assert.Equal([2000], sums);
    }

    private Task<int?> TransferAsync(string from, string to, int amount) => TryAsync(async () =>
    {
        await Dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [Change(from, -amount), Change(to, amount)] }, Cancellation);
        return amount;
    });

    private async Task<int> SumAsync(IEnumerable<string> tables)
    {
        var gets = tables.Select(t => new TransactGetItem { Get = new Get { TableName = t, Key = Item("a") } }).ToList();
        var answer = await Dynamo.TransactGetItemsAsync(new TransactGetItemsRequest { TransactItems = gets }, Cancellation);
        return answer.Responses.Sum(r => int.Parse(r.Item["money"].N, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary><c>null</c> when another transaction was in the way, which may be.</summary>
    private static async Task<int?> TryAsync(Func<Task<int>> transaction)
    {
        try
        {
            return await transaction();
        }
        catch (TransactionCanceledException cancelled)
        {
            Assert.All(cancelled.CancellationReasons, r => Assert.True(r.Code is "None" or "TransactionConflict", r.Code));
            return null;
        }
    }

    private static TransactWriteItem Change(string table, int by) => new()
    {
        Update = new Update
        {
            TableName = table,
            Key = Item("a"),
            UpdateExpression = "ADD money :n",
            ExpressionAttributeValues = new() { [":n"] = Number($"{by}") },
        },
    };

    private Task<UpdateItemResponse> WriteAsync(string table, int n) => Dynamo.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = table,
            Key = Item("pair"),
            UpdateExpression = "SET #left = :n, #right = :n",
            ExpressionAttributeNames = new() { ["#left"] = "left", ["#right"] = "right" },
            ExpressionAttributeValues = new() { [":n"] = Number($"{n}") },
        },
        Cancellation);
}
