namespace TaskTracker.Cli.Containers;

/// <summary>Stands in for the start of a container in the native executable.</summary>
internal static class ContainerStart
{
    public const string DefaultImage = "localstack/localstack:4.14.0";

    /// <exception cref="Failure">Always.</exception>
    public static Task<RunningContainer> StartAsync(string image, Action<string> tell, CancellationToken cancellation) => throw new Failure(
        ExitCode.Usage, "This native executable cannot start containers.",
        $"In a checkout: make up TARGET=localstack. Or start one yourself and name it: docker run -d -p 4566:4566 -v /var/run/docker.sock:/var/run/docker.sock {image}\nthen: tasktracker deploy --target localstack --endpoint http://localhost:4566");

    /// <exception cref="Failure">Always.</exception>
    public static Task<RunningContainer> StartDynamoDbAsync(Action<string> tell, CancellationToken cancellation) => throw new Failure(
        ExitCode.Usage, "This native executable cannot start containers.",
        "In a checkout: make up DYNAMODB=dynamodb-local. Or start one yourself: docker run -d -p 8000:8000 amazon/dynamodb-local -jar DynamoDBLocal.jar -inMemory -sharedDb\nand name it: --dynamodb http://localhost:8000");
}
