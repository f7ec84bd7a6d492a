using TaskTracker.Conformance.Stack;

namespace TaskTracker.Conformance.Api;

[Parity("product/CORS", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html")]
public sealed class CorsTests(StackUnderTest stack)
{
    private readonly string _site = stack.Deployed.SiteOrigin;

    [Theory]
    [InlineData("GET", "/tasks")]
    [InlineData("POST", "/tasks")]
    [InlineData("GET", "/tasks/3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    [InlineData("PUT", "/tasks/3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    [InlineData("DELETE", "/tasks/3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    public async Task The_site_may_send_what_it_has_to_send(string method, string path)
    {
        var answer = await stack.Api.SendAsync(
            "OPTIONS", path, headers: [("Origin", _site), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "content-type")]);

        Assert.Equal(204, answer.Status);
        Assert.Empty(answer.Body);
        Assert.Equal(_site, answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains(method, Words(answer, "Access-Control-Allow-Methods"), StringComparer.Ordinal);
        Assert.Contains("content-type", Words(answer, "Access-Control-Allow-Headers"), StringComparer.OrdinalIgnoreCase);
        Assert.Equal("600", answer.Headers["Access-Control-Max-Age"]);
    }

    [Fact]
    public async Task The_site_may_read_every_answer_and_its_headers()
    {
        var id = (await stack.Api.CreateAsync("Across origins")).TaskId;

        ApiAnswer[] answers =
        [
            await stack.Api.SendAsync("GET", "/tasks?limit=1", headers: ("Origin", _site)),
            await stack.Api.SendAsync("GET", "/tasks/" + id, headers: ("Origin", _site)),
            await stack.Api.SendAsync("GET", "/tasks/nobody", headers: ("Origin", _site)),
            await stack.Api.SendAsync("POST", "/tasks", "{}", ("Origin", _site)),
            await stack.Api.SendAsync("DELETE", "/tasks/" + id, headers: ("Origin", _site)),
        ];

        Assert.Equal([200, 200, 404, 400, 204], answers.Select(a => a.Status));
        Assert.All(answers, a => Assert.Equal(_site, a.Headers["Access-Control-Allow-Origin"]));
        Assert.All(answers, a => Assert.Superset(
            new HashSet<string> { "etag", "x-next-token", "x-request-id" },
            Words(a, "Access-Control-Expose-Headers").Select(w => w.ToLowerInvariant()).ToHashSet()));
    }

    [Fact]
    public async Task A_foreign_site_is_not_allowed_in()
    {
        const string foreign = "https://elsewhere.example";

        var preflight = await stack.Api.SendAsync("OPTIONS", "/tasks", headers: [("Origin", foreign), ("Access-Control-Request-Method", "POST")]);
        var read = await stack.Api.SendAsync("GET", "/tasks?limit=1", headers: ("Origin", foreign));

        Assert.All([preflight, read], a => Assert.DoesNotContain(Words(a, "Access-Control-Allow-Origin"), origin => origin is foreign or "*" or "null"));
    }

    [Fact]
    public async Task Nobody_is_asked_for_cookies_or_passwords()
    {
        var answer = await stack.Api.SendAsync("GET", "/tasks?limit=1", headers: ("Origin", _site));

        Assert.DoesNotContain("Access-Control-Allow-Credentials", answer.Headers);
        Assert.DoesNotContain("Set-Cookie", answer.Headers);
    }

    private static string[] Words(ApiAnswer answer, string header) =>
        answer.Headers.GetValueOrDefault(header, "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
