using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Functions.Http;
using TaskTracker.Functions.Runtime;

namespace TaskTracker.Functions.Tests.Http;

public sealed class RequestLogTests
{
    private static readonly Invocation Invocation = new("r1", "Root=1-2", default);
    private static readonly ApiRequest Request = new("r1", "GET", "/tasks", "", new Dictionary<string, string>(), IfNoneMatch: "", RequestBody.Empty);

    [Fact]
    public void A_request_is_one_line_of_JSON()
    {
        var text = Write(Request, 200, null);

        Assert.Equal(
            """{"timestamp":"2025-12-27T16:35:00.123Z","level":"INFO","requestId":"r1","traceId":"Root=1-2","method":"GET","path":"/tasks","status":200,"durationMs":1.234}""" + "\n",
            text);
    }

    [Fact]
    public void A_failure_is_an_error_with_its_exception_on_the_same_line()
    {
        var text = Write(null, 500, new InvalidOperationException("first line\nsecond line"));

        var line = JsonNode.Parse(Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("ERROR", (string?)line?["level"]);
        Assert.Equal("System.InvalidOperationException: first line\nsecond line", (string?)line?["exception"]);
        Assert.Null(line?["path"]);
    }

    [Fact]
    public void Secrets_that_an_exception_quotes_are_blotted_out()
    {
        var text = Write(Request, 500, new InvalidOperationException("x-amz-security-token:the-token; signed with the-secret"));

        Assert.Contains("x-amz-security-token:***; signed with ***", text, StringComparison.Ordinal);
    }

    private static string Write(ApiRequest? request, int status, Exception? failure)
    {
        using var output = new MemoryStream();
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 12, 27, 17, 35, 0, 123, TimeSpan.FromHours(1)));
        using var log = new RequestLog(output, time, "the-secret", "the-token", "");
        log.Write(Invocation, request, status, TimeSpan.FromMilliseconds(1.23449), failure);

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
