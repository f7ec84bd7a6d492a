using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>The seed's commands, typed in their order by one generation of the AWS CLI into an emulator of its own.</summary>
public abstract class SeedSession(int generation) : IAsyncLifetime
{
    private static readonly string[] Tools = ["bash", "curl", "jq", "node", "npm", "zip"];

    private readonly EmulatorFixture _emulator = new();
    private readonly HttpClient _http = new();
    private readonly List<Exception?> _outcomes = [];
    private SignedHttp? _aws;
    private SeedShell? _shell;

    public int Generation => generation;

    /// <summary>Why nothing can be typed here; <c>null</c> when all is there.</summary>
    public string? Missing { get; private set; }

    public SeedShell Shell => _shell ?? throw new InvalidOperationException("There is no shell.");

    /// <summary>The account's root, past the CLI.</summary>
    public SignedHttp Aws => _aws ?? throw new InvalidOperationException("The emulator has not started.");

    /// <summary>What the placeholders of the seed stand for, as it is learnt.</summary>
    public Dictionary<string, string> Known { get; } = new()
    {
        ["ACCOUNT_ID"] = "000000000000",
        [":ACCOUNT:"] = ":000000000000:",
        ["<lambda-role-arn>"] = "arn:aws:iam::000000000000:role/TaskTrackerLambdaRole",
        ["your-bucket-name"] = "your-task-tracker-bucket",
    };

    public async ValueTask InitializeAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var absent = Tools.Where(tool => !path.Any(folder => File.Exists(Path.Combine(folder, tool)))).ToList();
        var client = await AwsClient.FindAsync(generation);
        if (client is null) absent.Add($"an AWS CLI of generation {generation}");
        if (absent.Count > 0) Missing = $"Not on this machine: {string.Join(", ", absent)}.";
        if (client is null) return;
        await _emulator.InitializeAsync();
        _aws = new SignedHttp(_emulator.Endpoint);
        _shell = new SeedShell(client, _emulator.Endpoint);
        Known["<endpoint>"] = _emulator.Endpoint.ToString().TrimEnd('/');
    }

    public async ValueTask DisposeAsync()
    {
        _shell?.Dispose();
        _aws?.Dispose();
        _http.Dispose();
        await _emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Types everything up to a command, once; fails as that command does.</summary>
    public async Task TypeUpToAsync(int number)
    {
        while (_outcomes.Count <= number)
        {
            var command = SeedCommands.All[_outcomes.Count];
            try
            {
                await TypeAsync(command);
                _outcomes.Add(null);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                _outcomes.Add(failure);
            }
        }

        if (_outcomes[number] is { } failed) ExceptionDispatchInfo.Throw(failed);
    }

    public Task<Typed> TypeAsync(string text, string answers = "", string? until = null) => Shell.TypeAsync(Fill(text), answers, until);

    /// <summary>A page as a browser asks for it.</summary>
    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(_emulator.Endpoint, path), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A JSON call of a service that succeeds.</summary>
    public async Task<JsonNode> CallAsync(string service, string target, string body, string version = "1.1")
    {
        var answer = await Aws.JsonAsync(service, target, body, version);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body) ?? new JsonObject();
    }

    /// <summary>Waits until the log of a function says so: its lines come a moment after its answer.</summary>
    public async Task LoggedAsync(string function, string text)
    {
        while (!$"{await CallAsync("logs", "Logs_20140328.FilterLogEvents", $$"""{"logGroupName":"/aws/lambda/{{function}}"}""")}".Contains(text, StringComparison.Ordinal))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Learns the id of an API, and with it where the API is served.</summary>
    public void LearnApi(string id)
    {
        var address = $"{_emulator.Endpoint.Authority}/_aws/execute-api/{id}/prod";
        Known["https://<api-url>"] = Known["<api-url>"] = $"http://{address}";
        Known["<api-id>"] = id;
    }

    private string Fill(string text) => Known.OrderByDescending(k => k.Key.Length).Aggregate(text, (filled, known) => filled.Replace(known.Key, known.Value, StringComparison.Ordinal));

    private async Task TypeAsync(SeedCommand command)
    {
        if (command.Once && generation != 1) return;
        if (command.Given is { } given) (await TypeAsync(given)).Succeeded();
        if (command.Kind == SeedKind.SecondGenerationOnly && generation == 1)
        {
            Refused(await TypeAsync(command.Command), ["Invalid choice"]);
            return;
        }

        var typed = new Typed("", 0, "", "");
        if (command.Kind != SeedKind.Beside && !command.Command.StartsWith('#'))
        {
            typed = await TypeAsync(command.Command, command.Answers, command.Then is null ? command.Until : null);
            if (command.Refusal is { } refusal) Refused(typed, [refusal, command.RefusalOfService ?? refusal]);
            else typed.Succeeded();
        }

        if (command.Then is { } then) typed = (await TypeAsync(then, "", command.Until)).Succeeded() with { Before = typed };
        await command.Check(this, typed);
    }

    private static void Refused(Typed typed, string[] refusals)
    {
        Assert.True(typed.ExitCode != 0, $"{typed.Text}\nwas not refused: {typed.Output}");
        Assert.True(refusals.Any(r => typed.Errors.Contains(r, StringComparison.OrdinalIgnoreCase)), $"{typed.Text}\nwas refused otherwise: {typed.Errors}");
    }
}

/// <summary>The AWS CLI 1.</summary>
public sealed class FirstGeneration() : SeedSession(1);

/// <summary>The AWS CLI 2.</summary>
public sealed class SecondGeneration() : SeedSession(2);
