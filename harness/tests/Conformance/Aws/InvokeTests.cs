using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Conformance.Api;
using TaskTracker.Conformance.Stack;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Conformance.Aws;

/// <summary>The functions called past the API, with the sample events beside them.</summary>
[Parity("product/invoke", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html")]
public sealed class InvokeTests(StackUnderTest stack)
{
    public static TheoryData<string> PayloadVersions => new("1.0", "2.0");

    [Theory]
    [MemberData(nameof(PayloadVersions))]
    public async Task GetTasks_answers_its_event(string version)
    {
        await stack.Api.CreateAsync("Invoked for");

        var response = await InvokeAsync("GetTasks", await EventAsync("get-tasks", version));

        Assert.Equal(200, Status(response));
        Assert.InRange(BodyOf(response).GetArrayLength(), 1, 2);
    }

    [Theory]
    [MemberData(nameof(PayloadVersions))]
    public async Task GetTask_answers_its_event(string version)
    {
        var task = await stack.Api.CreateAsync("Invoked for");

        var response = await InvokeAsync("GetTask", await EventAsync("get-task", version, task.TaskId));

        Assert.Equal(200, Status(response));
        Assert.Equal(task, TaskShown.From(BodyOf(response)));
    }

    [Theory]
    [MemberData(nameof(PayloadVersions))]
    public async Task CreateTask_answers_its_event(string version)
    {
        var response = await InvokeAsync("CreateTask", await EventAsync("create-task", version));

        Assert.Equal(201, Status(response));
        stack.Deployed.TasksMade.Enqueue(BodyOf(response).GetProperty("TaskId").GetString() ?? "");
        var task = TaskShown.From(BodyOf(response).GetProperty("data"));
        Assert.Equal("Implement user authentication", task.Title);
        Assert.Equal(task, TaskShown.From((await stack.Api.GetAsync(task.TaskId)).Json));
    }

    [Theory]
    [MemberData(nameof(PayloadVersions))]
    public async Task UpdateTask_answers_its_event(string version)
    {
        var task = await stack.Api.CreateAsync("Complete project documentation");

        var response = await InvokeAsync("UpdateTask", await EventAsync("update-task", version, task.TaskId));

        Assert.Equal(200, Status(response));
        var updated = TaskShown.From(BodyOf(response).GetProperty("data"));
        Assert.Equal((task.TaskId, "Complete project documentation (Updated)", "Completed"), (updated.TaskId, updated.Title, updated.Status));
    }

    [Theory]
    [MemberData(nameof(PayloadVersions))]
    public async Task DeleteTask_answers_its_event(string version)
    {
        var task = await stack.Api.CreateAsync("To be deleted");

        var response = await InvokeAsync("DeleteTask", await EventAsync("delete-task", version, task.TaskId));

        Assert.Equal(204, Status(response));
        Assert.False(response.TryGetProperty("body", out var body) && body.GetString() is { Length: > 0 });
        Refused.AsUnknown(await stack.Api.GetAsync(task.TaskId), task.TaskId);
    }

    [Fact]
    public async Task The_answer_carries_the_id_of_the_invocation_and_its_log()
    {
        var answer = await SendAsync(PathOf("GetTask"), await EventAsync("get-task", "2.0"), ("X-Amz-Log-Type", "Tail"));

        var id = answer.Headers["x-amzn-RequestId"];
        var log = Encoding.UTF8.GetString(Convert.FromBase64String(answer.Headers["X-Amz-Log-Result"]));
        Assert.Equal(id, JsonOf(answer).GetProperty("headers").GetProperty("X-Request-Id").GetString());
        Assert.Contains($"START RequestId: {id} Version: $LATEST", log, StringComparison.Ordinal);
        Assert.Contains($"REPORT RequestId: {id}\tDuration: ", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public async Task An_event_that_no_gateway_sends_is_a_failure_that_shows_nothing(string payload)
    {
        var response = await InvokeAsync("GetTask", payload);

        Assert.Equal(500, Status(response));
        Assert.Equal(
            """{"error":"Internal Server Error","message":"An unexpected error occurred. Please try again later."}""",
            response.GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_function_that_is_not_there_is_said_to_be_missing()
    {
        var refusal = await Assert.ThrowsAsync<AwsRefusal>(() => SendAsync("/2015-03-31/functions/Nobody/invocations", "{}"));

        Assert.Equal((404, "ResourceNotFoundException"), (refusal.Status, refusal.Code));
        Assert.StartsWith("Function not found: ", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> EventAsync(string name, string version, string? taskId = null)
    {
        var text = await Checkout.SampleEventAsync($"{name}-{version}", TestContext.Current.CancellationToken);
        var sample = JsonNode.Parse(text)?["pathParameters"]?["TaskId"]?.GetValue<string>();

        return taskId is null || sample is null ? text : text.Replace(sample, taskId, StringComparison.Ordinal);
    }

    private static int Status(JsonElement response) => response.GetProperty("statusCode").GetInt32();

    private static JsonElement JsonOf(AwsAnswer answer) => JsonDocument.Parse(answer.Body).RootElement;

    private static JsonElement BodyOf(JsonElement response) => JsonDocument.Parse(response.GetProperty("body").GetString() ?? "").RootElement;

    private async Task<JsonElement> InvokeAsync(string function, string payload)
    {
        var answer = await SendAsync(PathOf(function), payload);
        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain("X-Amz-Function-Error", answer.Headers);
        Assert.Equal("$LATEST", answer.Headers["X-Amz-Executed-Version"]);

        return JsonOf(answer);
    }

    private string PathOf(string function) => $"/2015-03-31/functions/{stack.Deployed.Record.Functions[function]}/invocations";

    private Task<AwsAnswer> SendAsync(string path, string payload, params (string Name, string Value)[] headers) => stack.Clients.Aws.SendAsync(
        new AwsCall("lambda", HttpMethod.Post, path) { Headers = headers, Body = Encoding.UTF8.GetBytes(payload) }, TestContext.Current.CancellationToken);
}
