using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace TaskTracker.Emulation.Tests.DynamoDb;

/// <summary>A client of the emulator, and a table of each test's own.</summary>
public abstract class DynamoDbTests(EmulatorFixture emulator) : IDisposable
{
    protected const string Api = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/";

    private static int _tables;

    protected AmazonDynamoDBClient Dynamo { get; } = new(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig { ServiceURL = emulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    protected SignedHttp Http { get; } = new(emulator.Endpoint);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A table whose items are known by <c>id</c> and, where it is named, by a sort key.</summary>
    /// <param name="hash">Type of <c>id</c>.</param>
    /// <param name="range">Type of <c>at</c>; <c>null</c> for a table without a sort key.</param>
    protected async Task<string> CreateTableAsync(string hash = "S", string? range = null)
    {
        var name = $"table-{Interlocked.Increment(ref _tables)}";
        var request = new CreateTableRequest
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new AttributeDefinition("id", hash)],
            KeySchema = [new KeySchemaElement("id", KeyType.HASH)],
        };
        if (range is not null)
        {
            request.AttributeDefinitions.Add(new AttributeDefinition("at", range));
            request.KeySchema.Add(new KeySchemaElement("at", KeyType.RANGE));
        }

        await Dynamo.CreateTableAsync(request, Cancellation);
        return name;
    }

    protected static Dictionary<string, AttributeValue> Item(string id, params (string Name, AttributeValue Value)[] attributes)
    {
        var item = new Dictionary<string, AttributeValue> { ["id"] = new(id) };
        foreach (var (name, value) in attributes) item[name] = value;
        return item;
    }

    protected static AttributeValue Number(string value) => new() { N = value };

    /// <summary>A call as it goes over the wire; the answer's body.</summary>
    protected async Task<HttpAnswer> CallAsync(string operation, string body) => await Http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
        if (!isDisposing) return;
        Dynamo.Dispose();
        Http.Dispose();
    }
}
