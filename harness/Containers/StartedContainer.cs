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

    private readonly IContainer _container;
    private readonly Reaper _reaper;

    private StartedContainer(IContainer container, Reaper reaper, Uri endpoint)
    {
        (_container, _reaper) = (container, reaper);
        Endpoint = endpoint;
    }

    /// <summary>With the port that is mapped here, which is not the one that the container knows of.</summary>
    public Uri Endpoint { get; }

    /// <param name="tell">Hears what is being done.</param>
    /// <exception cref="ContainerProblem">It could not be started; nothing is left of it.</exception>
    public static async Task<StartedContainer> StartAsync(string imageName, Action<string> tell, CancellationToken cancellation)
    {
        var image = new ContainerImage(imageName);
        var token = Environment.GetEnvironmentVariable(ContainerImage.TokenVariable);
        image.Check(token);
        using var engine = await DockerEngine.FindAsync(cancellation).ConfigureAwait(false);
        var session = Guid.NewGuid().ToString("N");

        // Before the container, so that there is no moment at which nobody would remove it. It needs no image of its own, as Testcontainers' does.
        TestcontainersSettings.ResourceReaperEnabled = false;
        var reaper = Reaper.Start(session);
        LocalStackContainer? container = null;
        try
        {
            container = Build(image, token, engine, session);
            tell($"starting {image.Name}, which is pulled first where it is missing");
            await container.StartAsync(cancellation).ConfigureAwait(false);
            var endpoint = await EndpointAsync(new Uri(container.GetConnectionString()), cancellation).ConfigureAwait(false);
            return new StartedContainer(container, reaper, endpoint);
        }
        catch (Exception problem) when (IsRefusal(problem))
        {
            var log = container is null ? "" : await LogOfAsync(container).ConfigureAwait(false);
            await EndAsync(container, reaper).ConfigureAwait(false);
            throw ContainerProblem.NotStarted(image.Name, problem.Message, log, token is { Length: > 0 });
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

    private static async Task<string> LogOfAsync(LocalStackContainer container)
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
