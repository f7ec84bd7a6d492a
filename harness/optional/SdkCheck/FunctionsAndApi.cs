using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using TaskTracker.Deployment;

namespace TaskTracker.SdkCheck;

/// <summary>Each function called twice with the same request: as an event by the SDK, and through the API.</summary>
internal sealed partial class FunctionsAndApi(DeploymentRecord record, AmazonLambdaClient lambda, HttpClient http)
{
    /// <returns>What differs, a line each.</returns>
    public async Task<IReadOnlyList<string>> CompareAsync(CancellationToken cancellation)
    {
        const string Task = """{"Title":"SDK check","Description":"made to be compared"}""";
        var differences = new List<string>();
        var (bySdk, byApi) = (await CallAsync("CreateTask", "POST", id: null, Task, cancellation).ConfigureAwait(false), await AskAsync("POST", id: null, Task, cancellation).ConfigureAwait(false));
        Compare("CreateTask", bySdk, byApi, differences);
        var (mine, theirs) = (IdOf(bySdk.Body), IdOf(byApi.Body));

        foreach (var (function, method, body) in ((string, string, string?)[])
            [("GetTask", "GET", null), ("UpdateTask", "PUT", """{"Status":"Completed"}"""), ("DeleteTask", "DELETE", null), ("GetTask", "GET", null), ("DeleteTask", "DELETE", null)])
        {
            Compare(function, await CallAsync(function, method, mine, body, cancellation).ConfigureAwait(false), await AskAsync(method, theirs, body, cancellation).ConfigureAwait(false), differences);
        }

        Compare("GetTasks", await CallAsync("GetTasks", "GET", id: null, body: null, cancellation).ConfigureAwait(false), await AskAsync("GET", id: null, body: null, cancellation).ConfigureAwait(false), differences);
        return differences;
    }

    private static void Compare(string function, (int Status, string Body) bySdk, (int Status, string Body) byApi, List<string> differences)
    {
        if (bySdk.Status != byApi.Status) differences.Add($"{function}: status {bySdk.Status} by the SDK, {byApi.Status} by the API");
        else if (Masked(bySdk.Body) != Masked(byApi.Body)) differences.Add($"{function}: by the SDK {bySdk.Body}, by the API {byApi.Body}");
    }

    private async Task<(int Status, string Body)> CallAsync(string function, string method, string? id, string? body, CancellationToken cancellation)
    {
        var request = new InvokeRequest { FunctionName = record.Functions[function], Payload = Event(method, id, body).ToJsonString() };
        var answer = await lambda.InvokeAsync(request, cancellation).ConfigureAwait(false);
        var payload = Encoding.UTF8.GetString(answer.Payload.ToArray());
        if (answer.FunctionError is { Length: > 0 } error) return (500, $"{error}: {payload}");
        var proxy = JsonNode.Parse(payload);
        return (proxy?["statusCode"]?.GetValue<int>() ?? 0, proxy?["body"]?.GetValue<string>() ?? "");
    }

    private async Task<(int Status, string Body)> AskAsync(string method, string? id, string? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(record.ApiUrl + PathOf(id)));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>As the deployed API's flavour writes it.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html</remarks>
    private JsonObject Event(string method, string? id, string? body)
    {
        var resource = id is null ? "/tasks" : "/tasks/{TaskId}";
        var common = new JsonObject { ["headers"] = new JsonObject { ["content-type"] = "application/json" }, ["body"] = body, ["isBase64Encoded"] = false };
        if (id is not null) common["pathParameters"] = new JsonObject { ["TaskId"] = id };
        if (record.ApiFlavour == "rest")
        {
            common["resource"] = resource;
            common["path"] = PathOf(id);
            common["httpMethod"] = method;
            common["requestContext"] = new JsonObject { ["requestId"] = "sdk-check", ["httpMethod"] = method, ["path"] = PathOf(id), ["stage"] = "prod" };
            return common;
        }

        common["version"] = "2.0";
        common["routeKey"] = $"{method} {resource}";
        common["rawPath"] = PathOf(id);
        common["rawQueryString"] = "";
        common["requestContext"] = new JsonObject
        {
            ["http"] = new JsonObject { ["method"] = method, ["path"] = PathOf(id) },
            ["requestId"] = "sdk-check",
            ["routeKey"] = $"{method} {resource}",
            ["stage"] = "prod",
        };
        return common;
    }

    private static string PathOf(string? id) => id is null ? "/tasks" : $"/tasks/{id}";

    private static string IdOf(string body)
    {
        using var task = JsonDocument.Parse(body);
        return task.RootElement.TryGetProperty("TaskId", out var id) ? id.GetString() ?? "" : "";
    }

    /// <summary>What is never the same twice, as a word.</summary>
    private static string Masked(string body) => Varying().Replace(body, "{}");

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Varying();
}
