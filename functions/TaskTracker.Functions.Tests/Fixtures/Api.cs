using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Functions.Http;
using TaskTracker.Functions.Runtime;
using TaskTracker.Functions.Tasks;

namespace TaskTracker.Functions.Tests.Fixtures;

/// <summary>The five functions over a real SDK client and a table endpoint, spoken to with payload 2.0.</summary>
public sealed class Api : IAsyncLifetime
{
    internal const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private readonly MemoryStream _log = new();
    private TableEndpoint? _table;
    private AmazonDynamoDBClient? _dynamo;

    internal TableEndpoint Table => _table ?? throw new InvalidOperationException("Not started");

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 12, 27, 16, 35, 0, 123, TimeSpan.Zero));

    internal string Log => Encoding.UTF8.GetString(_log.ToArray());

    public async ValueTask InitializeAsync()
    {
        _table = await TableEndpoint.StartAsync();
        var config = new AmazonDynamoDBConfig { ServiceURL = _table.Url, MaxErrorRetry = 0, HttpClientFactory = new CallsOnThisThread() };
        _dynamo = new AmazonDynamoDBClient(new SessionAWSCredentials("AKIDEXAMPLE", "the-secret-key", "the-session-token"), config);
    }

    public async ValueTask DisposeAsync()
    {
        _dynamo?.Dispose();
        if (_table is not null)
            await _table.DisposeAsync();
        await _log.DisposeAsync();
    }

    internal Task<Answer> GetTasksAsync(string query = "") => SendAsync("GetTasks", "GET", "/prod/tasks", query);

    internal Task<Answer> GetTaskAsync(string id) => SendAsync("GetTask", "GET", $"/prod/tasks/{id}", taskId: id);

    internal Task<Answer> CreateTaskAsync(string body) => SendAsync("CreateTask", "POST", "/prod/tasks", body: body);

    internal Task<Answer> UpdateTaskAsync(string id, string body) => SendAsync("UpdateTask", "PUT", $"/prod/tasks/{id}", taskId: id, body: body);

    internal Task<Answer> DeleteTaskAsync(string id) => SendAsync("DeleteTask", "DELETE", $"/prod/tasks/{id}", taskId: id);

    internal async Task<Answer> InvokeAsync(string handlerName, string payload)
    {
        var envelope = new Envelope("https://tasks.example.com");
        var table = new TaskTable(_dynamo ?? throw new InvalidOperationException("Not started"), "Tasks");
        var handler = Program.HandlerNamed(handlerName, table, envelope, Time);
        using var log = new RequestLog(_log, Time, "the-secret-key", "the-session-token");
        var endpoint = new ApiEndpoint(handler, envelope, log, Time);
        var invocation = new Invocation("8476a536-e9f4-11e8-9739-2dfe598c3fcd", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700", Encoding.UTF8.GetBytes(payload));

        return new Answer(await endpoint.AnswerAsync(invocation, CancellationToken.None));
    }

    private Task<Answer> SendAsync(string handler, string method, string path, string query = "", string? taskId = null, string? body = null)
    {
        var payload = new JsonObject
        {
            ["version"] = "2.0",
            ["rawPath"] = path,
            ["rawQueryString"] = query,
            ["requestContext"] = new JsonObject { ["http"] = new JsonObject { ["method"] = method, ["path"] = path } },
            ["isBase64Encoded"] = false,
        };
        if (taskId is not null)
            payload["pathParameters"] = new JsonObject { ["TaskId"] = taskId };
        if (body is not null)
            payload["body"] = body;

        return InvokeAsync(handler, payload.ToJsonString());
    }
}

/// <summary>What the function handed back to API Gateway.</summary>
internal sealed class Answer(ReadOnlyMemory<byte> payload)
{
    private readonly JsonObject _envelope = JsonNode.Parse(payload.Span)?.AsObject() ?? [];

    public int PayloadBytes => payload.Length;

    public int Status => (int?)_envelope["statusCode"] ?? 0;

    public string? Body => (string?)_envelope["body"];

    public JsonNode Json => JsonNode.Parse(Body ?? "null") ?? throw new InvalidOperationException("No body");

    public JsonArray List => Json.AsArray();

    public string? Message => (string?)Json["message"];

    public string? Header(string name) => (string?)_envelope["headers"]?[name];
}
