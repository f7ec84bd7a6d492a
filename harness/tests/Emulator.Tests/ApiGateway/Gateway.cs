using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.ApiGateway;
using TaskTracker.Emulation.Services.ApiGateway.Serving;
using TaskTracker.Emulation.Services.Iam;
using TaskTracker.Emulation.Services.Sts;

namespace TaskTracker.Emulation.Tests.ApiGateway;

internal delegate Task<FunctionAnswer> TestFunction(string payload, RequestRecord record);

/// <summary>API Gateway behind the real pipeline and real sockets, with functions that are methods of the tests.</summary>
public sealed class Gateway : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, TestFunction> _functions = new();
    private Server? _server;
    private SignedHttp? _http;

    public Uri Endpoint { get; private set; } = new("http://localhost");

    internal RequestLog Log { get; } = new();

    /// <summary>The lines of access logs, each after its group.</summary>
    internal ConcurrentQueue<(string Group, string Stream, string Line)> AccessLog { get; } = new();

    /// <summary>What was counted, by metric and dimensions such as <c>4xx ApiId=x,Stage=prod</c>.</summary>
    internal ConcurrentDictionary<string, List<double>> Metrics { get; } = new();

    internal VirtualClock Clock { get; } = new(TimeProvider.System, NullLogger<VirtualClock>.Instance);

    public async ValueTask InitializeAsync()
    {
        var logs = NullLoggerFactory.Instance;
        var listener = Listener.Bind("localhost", 0);
        var scope = new AwsScope("000000000000", "us-east-1");
        var iam = new IamService(scope, Clock);
        var sts = new StsService(new StsSurroundings(scope, Clock, iam.FindRole, (role, _) => iam.TrustPoliciesOf(role), iam.DocumentOf));
        var apiGateway = new ApiGatewayService(new GatewaySurroundings(scope, Clock, listener.Port, InvokeAsync, WriteAccessLog, OpenMetric), logs);
        var pipeline = new RequestPipeline(
            new CheckHost([]), new CheckOrigin([]), [apiGateway.Door], new FindService([sts.Service, apiGateway.Service], fallback: sts.Service),
            new Authenticate(scope, IamMode.Enforce, sts.Sessions.Find, Clock), new Authorize(scope, IamMode.Enforce, iam.PermissionsOf, new AccessLog(), Clock), Log, Clock,
            new NullLogger<RequestPipeline>());
        _server = new Server(pipeline, listener, logs);
        await _server.StartAsync(TestContext.Current.CancellationToken);
        Endpoint = new UriBuilder("http", "localhost", listener.Port).Uri;
        _http = new SignedHttp(Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>A signed call of API Gateway's own API for HTTP APIs.</summary>
    public Task<HttpAnswer> CallAsync(string method, string path, string body = "") => CallRestAsync(method, "/v2" + path, body);

    /// <summary>A signed call of API Gateway's own API for REST APIs.</summary>
    public Task<HttpAnswer> CallRestAsync(string method, string path, string body = "") =>
        (_http ?? throw new InvalidOperationException("The gateway has not started.")).SendAsync("apigateway", method, path, body);

    /// <summary>A call that succeeds, and its answer.</summary>
    public Task<JsonNode> MakeAsync(string method, string path, string body = "") => MakeRestAsync(method, "/v2" + path, body);

    /// <summary>A call that succeeds, and its answer.</summary>
    public async Task<JsonNode> MakeRestAsync(string method, string path, string body = "")
    {
        var answer = await CallRestAsync(method, path, body);
        Assert.True(answer.Status is 200 or 201 or 202, $"{method} {path}: {answer.Status} {answer.Body}");
        return JsonNode.Parse(answer.Body) ?? throw new InvalidOperationException("The answer is null.");
    }

    /// <summary>A function under a new name, and its ARN.</summary>
    internal string AddFunction(TestFunction function)
    {
        var arn = new AwsScope("000000000000", "us-east-1").Arn("lambda", $"function:f-{Guid.NewGuid():N}");
        _functions[arn] = function;
        return arn;
    }

    /// <summary>A function that returns always the same.</summary>
    public string AddFunction(string returned) => AddFunction((_, _) => Task.FromResult(Returned(returned)));

    /// <summary>A function that answers with the event it got.</summary>
    internal static Task<FunctionAnswer> Echo(string payload, RequestRecord record) =>
        Task.FromResult(Returned($$"""{"statusCode":200,"body":"{{JsonEncodedText.Encode(payload)}}"}"""));

    internal static FunctionAnswer Returned(string payload) => new(FunctionOutcome.Returned, Encoding.UTF8.GetBytes(payload));

    /// <summary>An API with one stage that deploys by itself, and routes that lead to a function.</summary>
    public async Task<TestApi> CreateAsync(
        string functionArn, IEnumerable<string> routes, string stage = "$default", string format = "2.0", string? cors = null, string variables = "{}", int timeoutMs = 30_000)
    {
        var corsMember = cors is null ? "" : $",\"corsConfiguration\":{cors}";
        var api = await MakeAsync("POST", "/apis", $$"""{"name":"test","protocolType":"HTTP"{{corsMember}}}""");
        var id = api["apiId"]!.GetValue<string>();
        var integration = await MakeAsync("POST", $"/apis/{id}/integrations", $$"""
            {"integrationType":"AWS_PROXY","integrationUri":"{{functionArn}}","payloadFormatVersion":"{{format}}","timeoutInMillis":{{timeoutMs}}}
            """);
        foreach (var route in routes)
        {
            await MakeAsync("POST", $"/apis/{id}/routes", $$"""{"routeKey":"{{route}}","target":"integrations/{{integration["integrationId"]}}"}""");
        }

        await MakeAsync("POST", $"/apis/{id}/stages", $$"""{"stageName":"{{stage}}","autoDeploy":true,"stageVariables":{{variables}}}""");
        return new TestApi(id, Endpoint);
    }

    /// <summary>A REST API from the paths of a document, deployed to the stage <c>prod</c>.</summary>
    /// <param name="paths">The document's <c>paths</c>, in JSON.</param>
    /// <param name="more">Further members of the document, each with its comma.</param>
    public async Task<TestApi> ImportRestAsync(string paths, string more = "", string variables = "{}")
    {
        var made = await MakeRestAsync("POST", "/restapis?mode=import", $$"""{"openapi":"3.0.1","info":{"title":"test"},{{more}}"paths":{{paths}}}""");
        var id = made["id"]!.GetValue<string>();
        await MakeRestAsync("POST", $"/restapis/{id}/deployments", $$"""{"stageName":"prod","variables":{{variables}}}""");
        return new TestApi(id, Endpoint);
    }

    /// <summary>An operation's member for a function, in a document of a REST API.</summary>
    public static string RestIntegration(string functionArn, string more = "") =>
        "\"x-amazon-apigateway-integration\":{\"type\":\"aws_proxy\",\"httpMethod\":\"POST\"," + more
        + $"\"uri\":\"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{functionArn}/invocations\"}}";

    private void WriteAccessLog(string group, string stream, DateTimeOffset time, string line) => AccessLog.Enqueue((group, stream, line));

    private RecordDatum OpenMetric(string nameSpace, string name, string unit, params ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        var values = Metrics.GetOrAdd($"{name} {string.Join(',', dimensions.ToArray().Select(d => $"{d.Name}={d.Value}"))}", _ => []);
        return value =>
        {
            lock (values) values.Add(value);
        };
    }

    private Task<FunctionAnswer> InvokeAsync(string functionArn, InvocationSource source, ReadOnlyMemory<byte> payload, RequestRecord record) => _functions.TryGetValue(functionArn, out var function)
        ? function(Encoding.UTF8.GetString(payload.Span), record)
        : Task.FromResult(new FunctionAnswer(FunctionOutcome.NotFound));
}

/// <summary>A deployed API as its clients see it.</summary>
public sealed record TestApi(string Id, Uri Endpoint)
{
    public string Host => $"{Id}.execute-api.localhost:{Endpoint.Port}";

    /// <param name="headers">A line each.</param>
    public Task<RawAnswer> SendAsync(string method, string target, string headers = "", string body = "")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var length = bytes.Length > 0 ? $"Content-Length: {bytes.Length}\n" : "";
        return RawHttp.SendAsync(Endpoint, $"{method} {target} HTTP/1.1\nHost: {Host}\n{length}{headers}", bytes);
    }
}
