using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;
using TaskTracker.Emulation;
using TaskTracker.Load.Engine;

namespace TaskTracker.Load.Tests.Faults;

/// <summary>The product, deployed to an emulator of its own.</summary>
public sealed class DeployedProduct : IAsyncLifetime
{
    private Emulator? _emulator;
    private DeploymentRecord? _record;

    public DeploymentRecord Record => _record ?? throw new InvalidOperationException("Nothing has been deployed.");

    public AwsConnection Connection => Deployment.Target.Embedded.Connect(new Uri(Record.Endpoint));

    public LoadTarget Target => new(Record, Connection);

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0), cancellation: cancellation);
        using var deployer = new Deployer(Deployment.Target.Embedded, Deployment.Target.Embedded.Connect(_emulator.Endpoint), _ => { }, TimeProvider.System);
        var workspace = Checkout.Workspace;
        _record = await deployer.DeployAsync(new DeploymentPlan(workspace.Template, workspace.Frontend, Architecture), cancellation);
    }

    /// <summary>The same stack, its API reached through a proxy.</summary>
    internal LoadTarget Through(FaultProxy proxy) => Target with
    {
        Record = Record with { ApiUrl = Record.ApiUrl.Replace(new Uri(Record.Endpoint).Authority, proxy.Address.Authority, StringComparison.Ordinal) },
    };

    /// <summary>Has a function make its calls to AWS at another address, until that is disposed of.</summary>
    internal async Task<Pointed> PointAsync(string function, Uri aws)
    {
        await ChangeAsync(function, aws);
        return new Pointed(() => ChangeAsync(function, new Uri(Record.Endpoint)));
    }

    internal sealed class Pointed(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }

    private async Task ChangeAsync(string function, Uri aws)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var api = new AwsApi(Connection, TimeProvider.System);
        var path = $"/2015-03-31/functions/{Record.Functions[function]}/configuration";
        var read = await api.SendAsync(new AwsCall("lambda", HttpMethod.Get, path), cancellation);
        var variables = JsonNode.Parse(read.Body)?["Environment"]?["Variables"]?.DeepClone() ?? new JsonObject();
        variables["AWS_ENDPOINT_URL"] = aws.GetLeftPart(UriPartial.Authority);
        var change = new JsonObject { ["Environment"] = new JsonObject { ["Variables"] = variables } };
        var call = new AwsCall("lambda", HttpMethod.Put, path) { Headers = [("Content-Type", "application/json")], Body = Encoding.UTF8.GetBytes(change.ToJsonString()) };
        await api.SendAsync(call, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
    }

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";
}
