using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TaskTracker.Functions.Tests.Fixtures;

/// <summary>Speaks as much of DynamoDB's protocol as the functions use: five calls on one table whose key is TaskId.</summary>
internal sealed class TableEndpoint : IAsyncDisposable
{
    private const int PageBytes = 1_048_576;
    private LocalServer? _server;

    public SortedDictionary<string, JsonObject> Stored { get; } = new(StringComparer.Ordinal);

    public List<string> Operations { get; } = [];

    public JsonObject? LastRequest { get; private set; }

    /// <summary>When set, every call is refused with this body.</summary>
    public string? Failure { get; set; }

    public string Url => _server?.Url ?? throw new InvalidOperationException("Not started");

    public static async Task<TableEndpoint> StartAsync(X509Certificate2? certificate = null)
    {
        var endpoint = new TableEndpoint();
        endpoint._server = await LocalServer.StartAsync(endpoint.AnswerAsync, certificate);

        return endpoint;
    }

    public void Put(string taskId, params (string Name, string Value)[] attributes)
    {
        var item = new JsonObject { ["TaskId"] = Text(taskId) };
        foreach (var (name, value) in attributes)
            item[name] = Text(value);
        Stored[taskId] = item;
    }

    public string? Attribute(string taskId, string name) => (string?)Stored[taskId][name]?["S"];

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Replace("DynamoDB_20120810.", "", StringComparison.Ordinal);
        var request = (await JsonNode.ParseAsync(context.Request.Body))?.AsObject() ?? [];
        Operations.Add(operation);
        LastRequest = request;

        var (status, answer) = Failure is null ? Execute(operation, request) : (400, Failure);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(answer);
    }

    private (int Status, string Body) Execute(string operation, JsonObject request)
    {
        var key = (string?)(request["Key"] ?? request["Item"])?["TaskId"]?["S"] ?? "";
        if (request["ConditionExpression"] is { } condition)
        {
            Assert.Equal("attribute_exists(TaskId)", (string?)condition);
            if (!Stored.ContainsKey(key))
                return (400, Error("ConditionalCheckFailedException", "The conditional request failed"));
        }

        return operation switch
        {
            "PutItem" => Put(key, request),
            "GetItem" => (200, Stored.TryGetValue(key, out var item) ? new JsonObject { ["Item"] = item.DeepClone() }.ToJsonString() : "{}"),
            "UpdateItem" => Update(key, request),
            "DeleteItem" => Stored.Remove(key) ? (200, "{}") : throw new InvalidOperationException("DELETE without a condition"),
            "Scan" => (200, Scan(request)),
            _ => (400, Error("UnknownOperationException", operation)),
        };
    }

    private (int Status, string Body) Put(string key, JsonObject request)
    {
        Stored[key] = (JsonObject?)request["Item"]?.DeepClone() ?? [];

        return (200, "{}");
    }

    /// <summary>Understands <c>SET path = :value, …</c>.</summary>
    private (int Status, string Body) Update(string key, JsonObject request)
    {
        var item = Stored[key];
        foreach (var assignment in ((string?)request["UpdateExpression"] ?? "")["SET ".Length..].Split(", "))
        {
            var sides = assignment.Split(" = ");
            var name = sides[0].StartsWith('#') ? (string?)request["ExpressionAttributeNames"]?[sides[0]] ?? "" : sides[0];
            item[name] = request["ExpressionAttributeValues"]?[sides[1]]?.DeepClone();
        }

        Assert.Equal("ALL_NEW", (string?)request["ReturnValues"]);
        return (200, new JsonObject { ["Attributes"] = item.DeepClone() }.ToJsonString());
    }

    private string Scan(JsonObject request)
    {
        var after = (string?)request["ExclusiveStartKey"]?["TaskId"]?["S"];
        var limit = (int?)request["Limit"] ?? int.MaxValue;
        var page = new JsonArray();
        string? last = null;
        var bytes = 0;
        foreach (var (key, item) in Stored)
        {
            if (after is not null && string.CompareOrdinal(key, after) <= 0)
                continue;
            bytes += JsonSerializer.SerializeToUtf8Bytes(item).Length;
            page.Add(item.DeepClone());
            last = key;
            if (page.Count == limit || bytes > PageBytes)
                return new JsonObject { ["Items"] = page, ["LastEvaluatedKey"] = new JsonObject { ["TaskId"] = Text(last) } }.ToJsonString();
        }

        return new JsonObject { ["Items"] = page }.ToJsonString();
    }

    private static JsonObject Text(string value) => new() { ["S"] = value };

    private static string Error(string code, string message) =>
        new JsonObject { ["__type"] = $"com.amazonaws.dynamodb.v20120810#{code}", ["message"] = message }.ToJsonString();
}
