using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TaskTracker.Functions.Runtime;

// A function that answers only once so many invocations of it are inside at the same time: it counts itself in a table and waits for the others.
var table = Environment.GetEnvironmentVariable("TABLE_NAME") ?? "Barrier";
using var runtime = new RuntimeApi(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") ?? throw new InvalidOperationException("This runs as a Lambda function."));
using var dynamoDb = new AmazonDynamoDBClient();
await RuntimeLoop.RunAsync(runtime, WaitForAllAsync, CancellationToken.None);

async Task<ReadOnlyMemory<byte>> WaitForAllAsync(Invocation invocation, CancellationToken cancellation)
{
    using var document = JsonDocument.Parse(invocation.Payload);
    var name = document.RootElement.GetProperty("barrier").GetString();
    var wanted = document.RootElement.GetProperty("count").GetInt64();
    var key = new Dictionary<string, AttributeValue> { ["Name"] = new(name) };
    var entered = await dynamoDb.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            UpdateExpression = "ADD Inside :one",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":one"] = new() { N = "1" } },
            ReturnValues = ReturnValue.UPDATED_NEW,
        },
        cancellation);
    var inside = Number(entered.Attributes);
    var place = inside;
    while (inside < wanted)
    {
        // The more are inside, the more ask: all of them together a hundred times a second, so that asking leaves the processors to those that start.
        await Task.Delay(TimeSpan.FromMilliseconds(250 + (10 * inside)), TimeProvider.System, cancellation);
        var read = await dynamoDb.GetItemAsync(new GetItemRequest { TableName = table, Key = key, ConsistentRead = true }, cancellation);
        inside = Number(read.Item);
    }

    return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"place":{{place}},"inside":{{inside}},"process":{{Environment.ProcessId}}}"""));
}

static long Number(Dictionary<string, AttributeValue> item) => long.Parse(item["Inside"].N, CultureInfo.InvariantCulture);
