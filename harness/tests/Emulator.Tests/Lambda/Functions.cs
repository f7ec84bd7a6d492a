using System.Text;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <param name="Log">Its end, as <c>LogType</c> <c>Tail</c> brings it.</param>
public sealed record Invoked(int Status, IReadOnlyDictionary<string, string> Headers, string Payload, string Log)
{
    public string RequestId => Headers["x-amzn-RequestId"];

    public string? FunctionError => Headers.GetValueOrDefault("X-Amz-Function-Error");

    public JsonNode Json => JsonNode.Parse(Payload) ?? throw new InvalidOperationException("The payload is null.");

    /// <summary>A member as text; empty without it.</summary>
    public string this[string member] => Json[member]?.ToString() ?? "";
}

/// <summary>An emulator with a role, and functions that are processes.</summary>
public sealed class Functions(FunctionPackage package) : IAsyncLifetime
{
    public const string Role = "arn:aws:iam::000000000000:role/functions";

    public const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string MayLog = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*","s3:PutObject","lambda:InvokeFunction","dynamodb:*"],"Resource":"*"}]}""";

    private readonly EmulatorFixture _emulator = new();
    private SignedHttp? _http;
    private int _count;

    public SignedHttp Http => _http ?? throw new InvalidOperationException("The emulator has not started.");

    public EmulatorFixture Emulator => _emulator;

    public async ValueTask InitializeAsync()
    {
        await _emulator.InitializeAsync();
        _http = new SignedHttp(_emulator.Endpoint);
        await Http.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "functions"), ("AssumeRolePolicyDocument", Trust));
        await Http.QueryAsync("iam", "2010-05-08", "PutRolePolicy", ("RoleName", "functions"), ("PolicyName", "logs"), ("PolicyDocument", MayLog));
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _emulator.DisposeAsync();
    }

    public static string Arn(string name) => $"arn:aws:lambda:us-east-1:000000000000:function:{name}";

    /// <param name="path">Below <c>/2015-03-31/functions</c>.</param>
    public Task<HttpAnswer> CallAsync(string method, string path, string body = "", params (string Name, string Value)[] headers) =>
        Http.SendAsync("lambda", method, "/2015-03-31/functions" + path, body, headers);

    public Task<HttpAnswer> TagsAsync(string method, string arn, string query = "", string body = "") =>
        Http.SendAsync("lambda", method, $"/2017-03-31/tags/{Uri.EscapeDataString(arn)}{query}", body);

    /// <summary>A function under a new name, which is answered.</summary>
    /// <param name="settings">Further members of the request, each with a comma before it.</param>
    /// <param name="timeoutSeconds">More than a busy machine takes, where a test is not about it.</param>
    public async Task<string> CreateAsync(string handler, string settings = "", int timeoutSeconds = 60)
    {
        var name = $"{handler}-{Interlocked.Increment(ref _count)}";
        var answer = await CallAsync("POST", "", Request(name, handler, $"{settings},\"Timeout\":{timeoutSeconds}"));
        Assert.True(answer.Status == 201, answer.Body);
        return name;
    }

    /// <summary>A function with the longest name that there is and an alias: its ARN is longer than the operations take that change a function.</summary>
    /// <returns>Name and alias, with a colon between them.</returns>
    public async Task<string> CreateLongAsync(string handler)
    {
        var name = $"{handler}-{Interlocked.Increment(ref _count)}-".PadRight(64, 'n');
        var alias = "live-".PadRight(30, 'a');
        var created = await CallAsync("POST", "", Request(name, handler, ",\"Timeout\":60"));
        var aliased = await CallAsync("POST", $"/{name}/aliases", $$"""{"Name":"{{alias}}","FunctionVersion":"$LATEST"}""");
        Assert.True((created.Status, aliased.Status) == (201, 201), created.Body + aliased.Body);
        return $"{name}:{alias}";
    }

    public string Request(string name, string handler, string settings = "") =>
        $$"""{"FunctionName":"{{name}}","Runtime":"provided.al2023","Handler":"{{handler}}","Role":"{{Role}}","Code":{"ZipFile":"{{package.Base64()}}"}{{settings}}}""";

    /// <param name="note">Makes it another package.</param>
    public Task<HttpAnswer> UpdateCodeAsync(string name, string note, string members = "") =>
        CallAsync("PUT", $"/{name}/code", $$"""{"ZipFile":"{{package.Base64(note)}}"{{members}}}""");

    public async Task<Invoked> InvokeAsync(string name, string payload = "{}", params (string Name, string Value)[] headers)
    {
        var answer = await CallAsync("POST", $"/{name}/invocations", payload, [("X-Amz-Log-Type", "Tail"), .. headers]);
        var log = answer.Headers.TryGetValue("X-Amz-Log-Result", out var tail) ? Encoding.UTF8.GetString(Convert.FromBase64String(tail)) : "";
        return new Invoked(answer.Status, answer.Headers, answer.Body, log);
    }

    /// <summary>Waits until so many lines of the function's log contain a text.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string name, string text, int count)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var lines = (await LogAsync(name)).Select(l => l.Message).Where(m => m.Contains(text, StringComparison.Ordinal)).ToList();
            if (lines.Count >= count) return lines;
        }
    }

    /// <summary>All that the function's group holds, in the order of time, with a stream's name before each.</summary>
    public async Task<IReadOnlyList<(string Stream, string Message)>> LogAsync(string name)
    {
        var answer = await Http.JsonAsync("logs", "Logs_20140328.FilterLogEvents", $$"""{"logGroupName":"/aws/lambda/{{name}}"}""", "1.1");
        var events = JsonNode.Parse(answer.Body)?["events"]?.AsArray() ?? [];
        return [.. events.Select(e => ($"{e?["logStreamName"]}", $"{e?["message"]}"))];
    }
}
