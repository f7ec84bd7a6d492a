using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Conformance.Stack;

namespace TaskTracker.Conformance.Api;

/// <summary>The product's API as its clients call it.</summary>
public sealed class TaskApi(StackRecord stack) : IDisposable
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _http = Connections.To(stack);

    /// <summary>A JSON object of the given members, its text in UTF-8 and not escaped.</summary>
    public static string Body(params (string Name, string Value)[] members)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members)
            body[name] = value;

        return body.ToJsonString(AsWritten);
    }

    public Task<ApiAnswer> PostAsync(string json) => SendAsync("POST", "/tasks", json);

    public Task<ApiAnswer> PutAsync(string taskId, string json) => SendAsync("PUT", "/tasks/" + taskId, json);

    public Task<ApiAnswer> GetAsync(string taskId) => SendAsync("GET", "/tasks/" + taskId);

    public Task<ApiAnswer> DeleteAsync(string taskId) => SendAsync("DELETE", "/tasks/" + taskId);

    /// <param name="query">With its question mark, or empty.</param>
    public Task<ApiAnswer> ListAsync(string query = "") => SendAsync("GET", "/tasks" + query);

    public Task<ApiAnswer> SendAsync(string method, string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, Encoding.UTF8.GetBytes(json), "application/json", headers);

    /// <param name="path">Below the base URL, percent-encoded; may have a query.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="contentType">Null for none.</param>
    public async Task<ApiAnswer> SendAsync(
        string method, string path, byte[]? body = null, string? contentType = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(stack.ApiUrl + path));
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        if (body is not null && contentType is not null)
            request.Content?.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);

        var answer = await ApiAnswer.ReadAsync(_http, request);
        if (answer.Status == 201)
            stack.TasksMade.Enqueue(answer.Json.GetProperty("TaskId").GetString() ?? "");

        return answer;
    }

    /// <summary>A new task, for tests about something else.</summary>
    public async Task<TaskShown> CreateAsync(string title, string description = "", string status = "Open")
    {
        var answer = await PostAsync(Body(("Title", title), ("Description", description), ("Status", status)));
        Assert.Equal(201, answer.Status);

        return TaskShown.From(answer.Json.GetProperty("data"));
    }

    /// <summary>Every task, page by page, however many answers that takes.</summary>
    /// <param name="firstQuery">Such as <c>?limit=10</c>; kept on every page.</param>
    public async Task<IReadOnlyList<ApiAnswer>> ListPagesAsync(string firstQuery = "")
    {
        List<ApiAnswer> pages = [await ListAsync(firstQuery)];
        while (pages[^1].NextToken is { } token)
            pages.Add(await ListAsync($"{(firstQuery.Length == 0 ? "?" : firstQuery + "&")}nextToken={Uri.EscapeDataString(token)}"));
        Assert.All(pages, p => Assert.Equal(200, p.Status));

        return pages;
    }

    public async Task<IReadOnlyList<TaskShown>> ListAllAsync(string firstQuery = "") =>
        [.. (await ListPagesAsync(firstQuery)).SelectMany(TaskShown.ManyFrom)];

    public void Dispose() => _http.Dispose();
}
