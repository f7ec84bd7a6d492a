using Amazon.DynamoDBv2;
using TaskTracker.Conformance.Api;
using TaskTracker.Conformance.Stack;
using TaskTracker.Deployment;
using TaskTracker.Emulation;

[assembly: AssemblyFixture(typeof(StackUnderTest))]

namespace TaskTracker.Conformance.Stack;

/// <summary>The stack that all tests share: the deployed one whose record <c>TASKTRACKER_DEPLOYMENT</c> names, else one of its own on an emulator of its own.</summary>
public sealed class StackUnderTest : IAsyncLifetime
{
    private const string RecordVariable = "TASKTRACKER_DEPLOYMENT";

    private Emulator? _emulator;
    private StackClients? _clients;

    public StackClients Clients => _clients ?? throw new InvalidOperationException("The stack has not been found.");

    public StackRecord Deployed => Clients.Deployed;

    /// <summary>Whether the target goes with these tests, and so everything that they leave on it.</summary>
    public bool OwnsItsTarget => _emulator is not null;

    public TaskApi Api => Clients.Api;

    public AmazonDynamoDBClient DynamoDb => Clients.DynamoDb;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var record = Environment.GetEnvironmentVariable(RecordVariable) is { Length: > 0 } path
            ? DeploymentRecord.Read(path) ?? throw new InvalidDataException($"{RecordVariable} names {path}, which is no record of a deployment.")
            : await DeployAsync(cancellation);
        _clients = new StackClients(new StackRecord(record));
    }

    /// <summary>Another stack on the same target, for tests that need a table to themselves.</summary>
    public async Task<StackRecord> DeployBesideAsync(string namePrefix, CancellationToken cancellation)
    {
        var plan = Checkout.Plan with { Stack = namePrefix + DeploymentPlan.DefaultStack, NamePrefix = namePrefix };
        using var deployer = NewDeployer(Deployed.Record.Target, Deployed.Endpoint, Deployed.Record.Region);

        return new StackRecord(await deployer.DeployAsync(plan, cancellation));
    }

    public async Task RemoveAsync(StackRecord beside, CancellationToken cancellation)
    {
        // What runs on the emulator of this suite goes with it.
        if (_emulator is not null)
            return;

        using var deployer = NewDeployer(Deployed.Record.Target, Deployed.Endpoint, Deployed.Record.Region);
        await deployer.DestroyAsync(beside.Record.Stack, cancellation);
    }

    /// <summary>On a target that stays, no task stays that these tests have made: it may be somebody's, and what is measured after them begins with the list as it was.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_clients is not null && !OwnsItsTarget)
        {
            await Parallel.ForEachAsync(Deployed.TasksMade, async (id, cancellation) =>
                await DynamoDb.DeleteItemAsync(Deployed.Record.Table, new() { ["TaskId"] = new(id) }, cancellation));
        }

        _clients?.Dispose();
        if (_emulator is not null)
            await _emulator.DisposeAsync();
    }

    private static Deployer NewDeployer(string targetName, Uri endpoint, string? region)
    {
        var target = Target.Find(targetName) ?? throw new InvalidDataException($"There is no target {targetName}.");

        return new Deployer(target, target.Connect(endpoint, region), _ => { }, TimeProvider.System);
    }

    private async Task<DeploymentRecord> DeployAsync(CancellationToken cancellation)
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0), cancellation: cancellation);
        using var deployer = NewDeployer(Target.Embedded.Name, _emulator.Endpoint, region: null);

        return await deployer.DeployAsync(Checkout.Plan, cancellation);
    }
}
