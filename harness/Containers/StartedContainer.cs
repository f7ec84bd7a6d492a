using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Deployment;
using Testcontainers.LocalStack;

namespace TaskTracker.Containers;

/// <summary>A container that serves AWS on a port of this machine until it is disposed, or until its process ends in any way.</summary>
public sealed class StartedContainer : IAsyncDisposable
{
    public const string DefaultImage = "localstack/localstack:4.14.0";

    private const string DynamoDbImage = "amazon/dynamodb-local:2.6.1";
    private const ushort DynamoDbPort = 8000;

    private readonly IContainer _container;
    private readonly Reaper _reaper;

    private StartedContainer(IContainer container, Reaper reaper, Uri endpoint)
    {
        (_container, _reaper) = (container, reaper);
        Endpoint = endpoint;
    }

    /// <summary>With the port that is mapped here, which is not the one that the container knows of.</summary>
    public Uri Endpoint { get; }

    /// <summary>LocalStack, or an image that stands in for it.</summary>
    /// <param name="tell">Hears what is being done.</param>
    /// <exception cref="ContainerProblem">It could not be started; nothing is left of it.</exception>
    public static Task<StartedContainer> StartAsync(string imageName, Action<string> tell, CancellationToken cancellation)
    {
        var image = new ContainerImage(imageName);
        var token = Environment.GetEnvironmentVariable(ContainerImage.TokenVariable);
        image.Check(token);
        return StartAsync(image.Name, token is { Length: > 0 }, (engine, session) => Build(image, token, engine, session), LocalStackBuilder.LocalStackPort, tell, cancellation);
    }

    /// <summary>DynamoDB Local, its tables in memory and the same for every access key.</summary>
    /// <inheritdoc cref="StartAsync(string, Action{string}, CancellationToken)"/>
    /// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html</remarks>
    public static Task<StartedContainer> StartDynamoDbAsync(Action<string> tell, CancellationToken cancellation) =>
        StartAsync(DynamoDbImage, withToken: false, (_, session) => BuildDynamoDb(session), DynamoDbPort, tell, cancellation);

    private static async Task<StartedContainer> StartAsync(
        string image, bool withToken, Func<DockerEngine, string, IContainer> build, ushort port, Action<string> tell, CancellationToken cancellation)
    {
        using var engine = await DockerEngine.FindAsync(cancellation).ConfigureAwait(false);
        var session = Guid.NewGuid().ToString("N");

        // Before the container, so that there is no moment at which nobody would remove it. It needs no image of its own, as Testcontainers' does.
        TestcontainersSettings.ResourceReaperEnabled = false;
        var reaper = Reaper.Start(session);
        IContainer? container = null;
        try
        {
            container = build(engine, session);
            tell($"starting {image}, which is pulled first where it is missing");
            await container.StartAsync(cancellation).ConfigureAwait(false);
            var address = new UriBuilder("http", container.Hostname, container.GetMappedPublicPort(port)).Uri;
            return new StartedContainer(container, reaper, await EndpointAsync(address, cancellation).ConfigureAwait(false));
        }
        catch (Exception problem) when (IsRefusal(problem))
        {
            var log = container is null ? "" : await LogOfAsync(container).ConfigureAwait(false);
            await EndAsync(container, reaper).ConfigureAwait(false);
            throw ContainerProblem.NotStarted(image, problem.Message, log, withToken);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(container, reaper).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(_container, _reaper).ConfigureAwait(false);

    private static async Task EndAsync(IContainer? container, Reaper reaper)
    {
        if (container is not null) await container.DisposeAsync().ConfigureAwait(false);
        reaper.Dispose();
    }

    /// <summary>The engine or the container said no, each library in its own words.</summary>
    private static bool IsRefusal(Exception problem) => problem is DockerApiException or DockerUnavailableException or ContainerNotRunningException
        or ArgumentException or InvalidOperationException or TimeoutException or HttpRequestException;

    private static LocalStackContainer Build(ContainerImage image, string? token, DockerEngine engine, string session)
    {
        var (label, value) = Reaper.Label(session);
        var builder = new LocalStackBuilder(image.Name).WithLabel(label, value).WithLogger(NullLogger.Instance);
        if (!image.IsLocalStacks) return builder.Build();

        // Lambda functions are containers beside this one, made over the same socket.
        builder = builder.WithEnvironment("LAMBDA_DOCKER_FLAGS", $"-l {label}={value}").WithEnvironment("DISABLE_EVENTS", "1")
            .WithBindMount(engine.Socket ?? "/var/run/docker.sock", "/var/run/docker.sock");
        if (token is { Length: > 0 }) builder = builder.WithEnvironment(ContainerImage.TokenVariable, token);
        return builder.Build();
    }

    private static IContainer BuildDynamoDb(string session)
    {
        var (label, value) = Reaper.Label(session);
        return new ContainerBuilder(DynamoDbImage)
            .WithCommand("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb")
            .WithPortBinding(DynamoDbPort, assignRandomHostPort: true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPath("/").ForPort(DynamoDbPort).ForStatusCode(HttpStatusCode.BadRequest)))
            .WithLabel(label, value)
            .WithLogger(NullLogger.Instance)
            .Build();
    }

    /// <summary>By the loopback where the port is mapped there, since only names under localhost lead to a website; Testcontainers names the bridge's address inside a container.</summary>
    private static async Task<Uri> EndpointAsync(Uri given, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", given.Port, cancellation).ConfigureAwait(false);
            return new UriBuilder(given) { Host = "localhost" }.Uri;
        }
        catch (SocketException)
        {
            return given;
        }
    }

    private static async Task<string> LogOfAsync(IContainer container)
    {
        const int LastLines = 8;
        try
        {
            var (output, errors) = await container.GetLogsAsync(ct: CancellationToken.None).ConfigureAwait(false);
            return string.Join('\n', $"{output}\n{errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(LastLines));
        }
        catch (Exception problem) when (problem is InvalidOperationException or HttpRequestException or IOException)
        {
            // There never was a container that could have said anything.
            return "";
        }
    }
}
