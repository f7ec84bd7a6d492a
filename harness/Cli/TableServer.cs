using TaskTracker.Cli.Containers;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Resources;
using TaskTracker.Emulation;

namespace TaskTracker.Cli;

/// <summary>Where tables live while the emulator serves: in it, at a URL, or in a container that ends with this.</summary>
internal sealed class TableServer : IAsyncDisposable
{
    /// <summary>What is typed for DynamoDB Local in a container.</summary>
    public const string InContainer = "dynamodb-local";

    private readonly OtherTables? _tables;
    private readonly RunningContainer? _container;

    private TableServer(EmulatorOptions options, RunningContainer? container)
    {
        (Options, _container) = (options, container);
        if (options.DynamoDb is { } endpoint) _tables = new OtherTables(endpoint, options.Region, TimeProvider.System);
    }

    /// <summary>The emulator's, with where tables live.</summary>
    public EmulatorOptions Options { get; }

    public static bool CanBe(string text) => text == InContainer || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https");

    /// <param name="wanted">As typed; <c>null</c> for in the emulator.</param>
    /// <exception cref="OtherTablesProblem">There is no DynamoDB, or not one that functions can use.</exception>
    /// <exception cref="ContainerProblem">The container did not start.</exception>
    public static async Task<TableServer> StartAsync(string? wanted, EmulatorOptions options, Output output, CancellationToken cancellation)
    {
        if (wanted is null) return new TableServer(options, container: null);
        var container = wanted == InContainer
            ? await output.DuringAsync("starting DynamoDB Local", activity => ContainerStart.StartDynamoDbAsync(activity.Done, cancellation)).ConfigureAwait(false)
            : null;
        var server = new TableServer(options with { DynamoDb = container?.Endpoint ?? new Uri(wanted) }, container);
        var isUsable = false;
        try
        {
            if (server._tables is { } tables) await tables.ReachAsync(cancellation).ConfigureAwait(false);
            isUsable = true;
        }
        finally
        {
            if (!isUsable) await server.DisposeAsync().ConfigureAwait(false);
        }

        return server;
    }

    /// <exception cref="OtherTablesProblem">Functions do not find the table.</exception>
    public Task FindAsync(string table, CancellationToken cancellation) => _tables?.FindAsync(table, cancellation) ?? Task.CompletedTask;

    /// <summary>Removes there what the stack has made: it ends with the emulator, and its tables would not.</summary>
    public async Task ClearAsync(Target target, AwsConnection connection, string stack)
    {
        if (_tables is null || _container is not null) return;
        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        using var deployer = new Deployer(target, connection, _ => { }, TimeProvider.System);
        foreach (var table in await deployer.ResourcesAsync(stack, brief.Token).ConfigureAwait(false))
        {
            if (table is { ResourceType: "AWS::DynamoDB::Table", PhysicalId.Length: > 0 }) await _tables.RemoveAsync(table.PhysicalId, brief.Token).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _container?.DisposeAsync() ?? ValueTask.CompletedTask;
}
