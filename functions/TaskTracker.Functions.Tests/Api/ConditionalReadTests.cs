namespace TaskTracker.Functions.Tests.Api;

/// <summary>A client that polls pays for what has changed only.</summary>
public sealed class ConditionalReadTests(Fixtures.Api api) : IClassFixture<Fixtures.Api>
{
    private const string Id = Fixtures.Api.Id;

    [Fact]
    public async Task What_the_client_holds_already_is_304_without_a_body()
    {
        api.Table.Put(Id, ("Title", "Title"));
        var first = await api.GetTasksAsync();

        var again = await ReadAgainAsync("GetTasks", "2.0", "if-none-match", first.Header("ETag"));

        Assert.Equal((304, null), (again.Status, again.Body));
        Assert.Equal(first.Header("ETag"), again.Header("ETag"));
        Assert.Null(again.Header("Content-Type"));
    }

    [Fact]
    public async Task A_changed_task_is_another_answer_with_another_tag()
    {
        api.Table.Put(Id, ("Title", "Before"));
        var before = await api.GetTaskAsync(Id);
        api.Table.Put(Id, ("Title", "After"));

        var after = await ReadAgainAsync("GetTask", "2.0", "if-none-match", before.Header("ETag"));

        Assert.Equal(200, after.Status);
        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
    }

    [Theory]
    [InlineData("payload 1.0 keeps the client's spelling", "1.0", "If-None-Match", "{0}")]
    [InlineData("one of several", "2.0", "if-none-match", "\"other\", {0}")]
    [InlineData("a proxy made it weak", "2.0", "if-none-match", "W/{0}")]
    [InlineData("anything", "2.0", "if-none-match", "*")]
    public async Task A_tag_is_found_however_the_header_names_it(string why, string version, string name, string value)
    {
        api.Table.Put(Id, ("Title", "Title"));
        var first = await api.GetTaskAsync(Id);

        var again = await ReadAgainAsync("GetTask", version, name, value.Replace("{0}", first.Header("ETag"), StringComparison.Ordinal));

        Assert.True(again.Status == 304, why);
    }

    [Fact]
    public async Task A_page_that_has_become_the_last_one_is_another_answer()
    {
        api.Table.Put(Id, ("Title", "One"));
        api.Table.Put("01939c1c-8f9c-7c2f-b2a0-5f7c9e1d3b4a", ("Title", "Two"));
        var page = await api.GetTasksAsync("limit=1");
        var other = (string?)page.List[0]?["TaskId"] == Id ? "01939c1c-8f9c-7c2f-b2a0-5f7c9e1d3b4a" : Id;
        api.Table.Stored.Remove(other);

        var last = await api.GetTasksAsync("limit=1");

        Assert.Equal(page.Body, last.Body);
        Assert.NotEqual(page.Header("ETag"), last.Header("ETag"));
    }

    [Fact]
    public async Task A_change_is_answered_without_a_tag()
    {
        api.Table.Put(Id, ("Title", "Title"));

        var answer = await api.UpdateTaskAsync(Id, """{"Title":"New"}""");

        Assert.Null(answer.Header("ETag"));
    }

    private Task<Fixtures.Answer> ReadAgainAsync(string handler, string version, string header, string? tag)
    {
        var payload = new System.Text.Json.Nodes.JsonObject
        {
            ["version"] = version,
            ["path"] = "/tasks",
            ["httpMethod"] = "GET",
            ["headers"] = new System.Text.Json.Nodes.JsonObject { ["accept"] = "*/*", [header] = tag },
            ["pathParameters"] = new System.Text.Json.Nodes.JsonObject { ["TaskId"] = Id },
        };

        return api.InvokeAsync(handler, payload.ToJsonString());
    }
}
