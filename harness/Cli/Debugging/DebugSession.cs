using TaskTracker.Deployment;
using TaskTracker.Deployment.Development;
using TaskTracker.Deployment.Functions;
using TaskTracker.Deployment.Resources;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Debugging;

/// <param name="Port">The test tool's Lambda.</param>
/// <param name="ApiPort">The test tool's API Gateway.</param>
internal sealed record DebugPorts(int Port, int ApiPort);

/// <summary>The test tool and one process for each function, which calls the tables of a deployed stack.</summary>
internal sealed class DebugSession(DeploymentRecord record, AwsConnection connection, Output output) : IAsyncDisposable
{
    private readonly List<Leash> _running = [];

    /// <summary>Completes when the tool ends by itself.</summary>
    public Task<string> Ended => _running[0].Ended;

    /// <param name="tool">Path of its program.</param>
    /// <returns>The processes to attach a debugger to, by function.</returns>
    public async Task<IReadOnlyList<(string Function, int Process)>> StartAsync(
        string tool, Workspace workspace, DevelopmentPackage package, DebugPorts ports, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, string> { ["ApiFlavour"] = record.ApiFlavour };
        var routes = ApiRoutes.Of(TemplateFile.Read(workspace.Template).ResourcesFor(parameters));
        var variables = new Dictionary<string, string>
        {
            ["APIGATEWAY_EMULATOR_ROUTE_CONFIG"] = TestTool.RouteConfig(routes),
            ["AWS_ACCESS_KEY_ID"] = "unused",
            ["AWS_SECRET_ACCESS_KEY"] = "unused",
            ["AWS_REGION"] = record.Region,
        };
        var mode = record.ApiFlavour == "rest" ? "Rest" : "HttpV2";
        var server = await StartAsync("test tool", tool, TestTool.Arguments(ports.Port, ports.ApiPort, mode), variables).ConfigureAwait(false);
        await TestTool.AnswersAsync(server, ports.Port, cancellation).ConfigureAwait(false);

        using var aws = new AwsApi(connection, TimeProvider.System);
        var processes = new List<(string, int)>();
        foreach (var (function, name) in record.Functions)
        {
            var settings = await FunctionSettings.ReadAsync(aws, name, cancellation).ConfigureAwait(false);
            var process = await StartAsync(function, Dotnet, [package.Assembly], Variables(function, settings, ports.Port)).ConfigureAwait(false);
            processes.Add((function, process.Id));
        }

        return processes;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running) await process.DisposeAsync().ConfigureAwait(false);
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private async Task<Leash> StartAsync(string name, string program, string[] arguments, Dictionary<string, string> variables)
    {
        var process = await Leash.StartAsync(program, arguments, variables, line => output.Remark($"{name}: {line}")).ConfigureAwait(false);
        _running.Add(process);
        return process;
    }

    /// <summary>What Lambda would tell the function. One calls as who debugs, not as its role.</summary>
    private Dictionary<string, string> Variables(string function, FunctionSettings settings, int port)
    {
        var variables = new Dictionary<string, string>(settings.Variables)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = $"localhost:{port}/{function}",
            ["AWS_LAMBDA_FUNCTION_NAME"] = function,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_REGION"] = connection.Region,
            ["AWS_ACCESS_KEY_ID"] = connection.Credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = connection.Credentials.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = connection.Credentials.SessionToken ?? "",
            ["_HANDLER"] = settings.Handler,
        };
        if (!connection.IsAws) variables["AWS_ENDPOINT_URL"] = connection.Address;
        return variables;
    }
}
