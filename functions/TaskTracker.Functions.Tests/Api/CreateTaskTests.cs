using TaskTracker.Functions.Tasks;

namespace TaskTracker.Functions.Tests.Api;

public sealed class CreateTaskTests(Fixtures.Api api) : IClassFixture<Fixtures.Api>
{
    [Fact]
    public async Task A_created_task_is_answered_and_stored()
    {
        var answer = await api.CreateTaskAsync("""{"Title":" Café ☕ ","Description":"\"x\"","Status":"In Progress"}""");

        Assert.Equal(201, answer.Status);
        Assert.Equal("Task created successfully", answer.Message);
        var id = (string?)answer.Json["TaskId"] ?? "";
        Assert.True(TaskId.TryParse(id, out _));
        Assert.Equal(
            $$"""{"TaskId":"{{id}}","Title":"Café ☕","Description":"\"x\"","Status":"In Progress","CreatedAt":"2025-12-27T16:35:00.123Z","UpdatedAt":"2025-12-27T16:35:00.123Z"}""",
            answer.Json["data"]?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("Café ☕", api.Table.Attribute(id, "Title"));
        Assert.Equal("2025-12-27T16:35:00.123Z", api.Table.Attribute(id, "UpdatedAt"));
    }

    [Fact]
    public async Task Only_the_title_is_required()
    {
        var answer = await api.CreateTaskAsync("""{"Title":"a"}""");

        Assert.Equal(("", "Open"), ((string?)answer.Json["data"]?["Description"], (string?)answer.Json["data"]?["Status"]));
    }

    [Fact]
    public async Task Without_a_title_it_is_400()
    {
        var answer = await api.CreateTaskAsync("""{"Description":"a"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal("""{"error":"Validation Error","message":"Title field is required"}""", answer.Body);
    }

    [Fact]
    public async Task Every_answer_carries_the_request_id_and_the_allowed_origin()
    {
        var created = await api.CreateTaskAsync("""{"Title":"a"}""");
        var refused = await api.CreateTaskAsync("");

        Assert.All([created, refused], answer =>
        {
            Assert.Equal("8476a536-e9f4-11e8-9739-2dfe598c3fcd", answer.Header("X-Request-Id"));
            Assert.Equal("https://tasks.example.com", answer.Header("Access-Control-Allow-Origin"));
            Assert.Equal("ETag,X-Next-Token,X-Request-Id", answer.Header("Access-Control-Expose-Headers"));
            Assert.Equal("application/json", answer.Header("Content-Type"));
        });
    }
}
