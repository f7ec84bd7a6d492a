using TaskTracker.Conformance.Stack;

namespace TaskTracker.Conformance.Api;

[Parity("product/ETag", Evidence.Unverified, "the product's own contract by RFC 9110; its answers come through API Gateway and Lambda")]
public sealed class ConditionalReadTests(StackUnderTest stack)
{
    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var path = "/tasks/" + (await stack.Api.CreateAsync("Unchanged")).TaskId;
        var first = await stack.Api.SendAsync("GET", path);

        var again = await stack.Api.SendAsync("GET", path, headers: ("If-None-Match", first.Headers["ETag"]));

        Assert.Equal(304, again.Status);
        Assert.Empty(again.Body);
        Assert.Equal(first.Headers["ETag"], again.Headers["ETag"]);
    }

    [Fact]
    public async Task What_has_changed_is_sent_whole()
    {
        var task = await stack.Api.CreateAsync("Before");
        var path = "/tasks/" + task.TaskId;
        var first = await stack.Api.SendAsync("GET", path);
        await stack.Api.PutAsync(task.TaskId, TaskApi.Body(("Title", "After")));

        var again = await stack.Api.SendAsync("GET", path, headers: ("If-None-Match", first.Headers["ETag"]));

        Assert.Equal(200, again.Status);
        Assert.Equal("After", TaskShown.From(again.Json).Title);
    }

    [Fact]
    public async Task A_list_carries_a_tag()
    {
        await stack.Api.CreateAsync("Listed");

        var list = await stack.Api.ListAsync("?limit=1");

        Assert.Matches("^\"[\\w-]+\"$", list.Headers["ETag"]);
    }

    [Fact]
    public async Task A_page_of_the_site_may_ask_so()
    {
        var origin = stack.Deployed.SiteOrigin;

        var preflight = await stack.Api.SendAsync(
            "OPTIONS", "/tasks", headers: [("Origin", origin), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "if-none-match")]);

        Assert.Equal(204, preflight.Status);
        Assert.Contains("if-none-match", preflight.Headers["Access-Control-Allow-Headers"], StringComparison.OrdinalIgnoreCase);
    }
}
