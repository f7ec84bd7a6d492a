using System.Globalization;
using System.Text.Json;

namespace TaskTracker.Bench;

/// <summary>All figures, in interleaved rounds, each server in a process of its own.</summary>
internal sealed class Bench(Servers servers, TimeSpan perRound, int rounds, Action<string> progress) : IDisposable
{
    private readonly List<Figure> _figures = [];
    private readonly List<ServerProcess> _running = [];
    private readonly List<(string Name, string Value)> _facts = [("machine", $"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}")];
    private string? _data;
    private (double Microseconds, long Bytes) _decision;
    private double _signature;
    private Func<IEnumerable<(string, string)>> _afterwards = () => [];

    /// <summary>Ours with and without signatures, and the peer, which verifies none.</summary>
    public void AddDynamoDb()
    {
        // Before anything else runs.
        _decision = Decisions.Measure();
        _signature = Signatures.Measure();
        var enforcing = Keep(servers.Emulator("enforce"));
        _facts.Add(("emulator process to its `ready` line", $"{enforcing.Startup.TotalMilliseconds:0} ms"));
        _facts.Add(("emulator resident, idle", $"{enforcing.ResidentMb():0} MB"));
        AddHealth("health", enforcing.Endpoint);
        AddDynamoDb("--iam enforce", enforcing.Endpoint, "health", hasGoals: true);

        var open = Keep(servers.Emulator("off"));
        AddHealth("health (--iam off)", open.Endpoint);
        AddDynamoDb("--iam off", open.Endpoint, "health (--iam off)", hasGoals: false);

        AddDurable();
        if (servers.Dynalite(out var reason) is { } dynalite) AddDynamoDb("dynalite", Keep(dynalite).Endpoint, null, hasGoals: false);
        else _facts.Add(("dynalite", $"not measured: {reason}"));
    }

    /// <summary>The same put, acknowledged once it is on the disk.</summary>
    private void AddDurable()
    {
        _data = Directory.CreateTempSubdirectory("tasktracker-bench-").FullName;
        var durable = Keep(servers.Durable(_data));
        var load = new DynamoDbLoad(durable.Endpoint);
        load.Prepare();
        AddHealth("health (--data)", durable.Endpoint);
        _figures.Add(new Figure("--data, PutItem", durable.Endpoint, load.Puts(), 16, "health (--data)", "0.15"));
        _figures.Add(new Figure("--data, GetItem", durable.Endpoint, load.Gets(), 16, "health (--data)"));
    }

    /// <summary>The native executable, where <c>make dist</c> has built it.</summary>
    public void AddNative(string executable)
    {
        if (!File.Exists(executable)) return;
        var starts = Enumerable.Range(0, 7).Select(_ =>
        {
            using var native = ServerProcess.Start(executable, ["emulator", "--port", "0"], folder: null, Servers.Ready);
            return (native.Startup, Resident: native.ResidentMb());
        }).OrderBy(s => s.Startup).ToList();
        _facts.Add(("native emulator process to its `ready` line, median of 7 (goal: under 100 ms)", $"{starts[3].Startup.TotalMilliseconds:0} ms"));
        _facts.Add(("native emulator resident, idle (goal: under 45 MB)", $"{starts[3].Resident:0} MB"));
    }

    /// <summary>The deployed product, through its API.</summary>
    public void AddStack(string root)
    {
        using (var product = servers.Product(root)) _facts.Add(("`up` on a built checkout to its `ready` line", $"{product.Startup.TotalSeconds:0.0} s"));
        var stack = Keep(servers.Stack(root));
        AddHealth("health (stack)", stack.Endpoint);
        var api = Deployed.ApiUrl(root);
        AddApi(api, "health (stack)");
        _afterwards = () => [.. ProcessorTime.Facts(api, stack), .. ColdStarts.Facts(api, stack.Endpoint)];
    }

    public string Run()
    {
        foreach (var figure in _figures) WireClient.Run(figure.Endpoint, figure.Requests, figure.Connections, TimeSpan.FromSeconds(2));
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var figure in _figures)
            {
                progress($"round {round} of {rounds}: {figure.Name}");
                figure.Rounds.Add(WireClient.Run(figure.Endpoint, figure.Requests, figure.Connections, perRound));
            }
        }

        return Report.Render(_figures, [.. _facts, .. Shares.Of(_figures, _decision, _signature), .. _afterwards()]);
    }

    public void Dispose()
    {
        _running.ForEach(s => s.Dispose());
        if (_data is not null) Directory.Delete(_data, recursive: true);
    }

    private void AddHealth(string name, Uri endpoint) =>
        _figures.Add(new Figure(name, endpoint, [new SignedRequests(endpoint).Plain("GET", "/_tasktracker/health")], 16));

    private void AddDynamoDb(string server, Uri endpoint, string? health, bool hasGoals)
    {
        var load = new DynamoDbLoad(endpoint);
        load.Prepare();
        _figures.Add(new Figure($"{server}, PutItem", endpoint, load.Puts(), 16, health, hasGoals ? "0.45" : ""));
        _figures.Add(new Figure($"{server}, GetItem", endpoint, load.Gets(), 16, health, hasGoals ? "0.6" : ""));
        _figures.Add(new Figure($"{server}, Query of 10 items", endpoint, load.Queries(), 16, health));
        _figures.Add(new Figure($"{server}, Scan of 100 items", endpoint, load.Scans(), 16, health));
    }

    private void AddApi(Uri api, string health)
    {
        var requests = new SignedRequests(new Uri(api.GetLeftPart(UriPartial.Authority)));
        var path = api.AbsolutePath.TrimEnd('/') + "/tasks";
        var posts = Enumerable.Range(0, 1000)
            .Select(i => requests.Plain("POST", path, $$"""{"Title":"Task {{i.ToString(CultureInfo.InvariantCulture)}}","Description":"Measured"}""")).ToList();
        var (status, created) = WireClient.Once(api, posts[0]);
        if (status != 201) throw new InvalidOperationException($"POST {path} answered {status} {created}");
        using var answer = JsonDocument.Parse(created);
        var id = answer.RootElement.GetProperty("TaskId").GetString();
        _figures.Add(new Figure("POST /tasks, 1 connection", api, posts, 1, health));
        _figures.Add(new Figure("POST /tasks, 16 connections", api, posts, 16, health, "0.06"));
        _figures.Add(new Figure("GET /tasks/{TaskId}, 16 connections", api, [requests.Plain("GET", $"{path}/{id}")], 16, health));
    }

    private ServerProcess Keep(ServerProcess server)
    {
        _running.Add(server);
        return server;
    }
}
