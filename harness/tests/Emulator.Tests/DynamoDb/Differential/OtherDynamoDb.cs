namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A DynamoDB by other people that runs on this machine.</summary>
/// <param name="File">What is started, below <c>dist/peers</c>.</param>
public sealed record OtherDynamoDb(string Name, string Program, string File, Func<int, string[]> Arguments, IReadOnlyList<KnownDifference> Known)
{
    public bool HasTransactions { get; init; }

    /// <summary>Since May 2020 text and binary values that are no keys may be empty.</summary>
    public bool HasEmptyValues { get; init; }

    /// <summary>Its authors compared it with AWS call by call. https://github.com/architect/dynalite</summary>
    public static readonly OtherDynamoDb Dynalite = new(
        "dynalite", "node", "node_modules/dynalite/cli.js", port => ["cli.js", "--port", $"{port}", "--createTableMs", "0", "--deleteTableMs", "0"], DynaliteDifferences.All)
    {
        HasEmptyValues = true,
    };

    /// <summary>AWS's own, of January 2020. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html</summary>
    public static readonly OtherDynamoDb DynamoDbLocal = new(
        "DynamoDB Local",
        "java",
        "dynamodb-local/DynamoDBLocal.jar",
        port => ["-Xmx512m", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar", "-inMemory", "-port", $"{port}"],
        DynamoDbLocalDifferences.All)
    {
        HasTransactions = true,
    };
}
