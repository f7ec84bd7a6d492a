using Testcontainers.DynamoDb;

// One database for every access key: the deployment and each function sign with keys of their own.
using var stopped = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopped.Cancel();
};

var container = new DynamoDbBuilder("amazon/dynamodb-local:2.6.1").WithCommand("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb").Build();
await using var _ = container.ConfigureAwait(false);
await container.StartAsync(stopped.Token).ConfigureAwait(false);
Console.WriteLine($"ready {container.GetConnectionString()}");
Console.WriteLine($"make up DYNAMODB={container.GetConnectionString()}");
await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
