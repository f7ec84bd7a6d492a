using System.Text;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>What a caller says beside the payload: its trace, and its context. Both reach the function in headers.</summary>
public sealed class CallerTests(Functions functions) : IClassFixture<Functions>
{
    private const string Root = "1-67fd88a4-127eb8e773d2bb6f7df47ab6";
    private const string Tracing = "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html: PassThrough propagates the tracing context";
    private const string Invoke = "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax";

    /// <summary>What anybody sends, in UTF-8.</summary>
    [Theory]
    [InlineData("Root=é")]
    [InlineData($"Root={Root}é")]
    [InlineData("Root=1-67FD88A4-127EB8E773D2BB6F7DF47AB6")]
    [InlineData("Root=x;Parent=é;Sampled=1")]
    [InlineData("Root=")]
    public async Task A_trace_that_is_none_harms_no_environment_and_a_new_one_begins(string sent)
    {
        var counting = await functions.UrlAsync("count");
        var showing = await functions.UrlAsync("env");

        var first = JsonNode.Parse((await functions.AskAsync(counting, $"X-Amzn-Trace-Id: {sent}")).Text);
        var second = JsonNode.Parse((await functions.AskAsync(counting)).Text);
        var shown = JsonNode.Parse((await functions.AskAsync(showing, $"X-Amzn-Trace-Id: {sent}")).Text);

        Assert.Equal((1, 2, $"{first?["pid"]}"), ((int?)first?["count"], (int?)second?["count"], $"{second?["pid"]}"));
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]$", $"{shown?["trace"]}");
        Assert.DoesNotContain(Root, $"{shown?["trace"]}", StringComparison.Ordinal);
    }

    /// <summary>What the caller sends, what the function gets, and what the caller gets back.</summary>
    [Theory]
    [InlineData($"Root={Root};Parent=53995c3f42cd8ad8;Sampled=1", $"^Root={Root};Parent=53995c3f42cd8ad8;Sampled=1$", $"Root={Root};Sampled=1")]
    [InlineData($"Sampled=0; Parent=53995c3f42cd8ad8; Root={Root}", $"^Root={Root};Parent=53995c3f42cd8ad8;Sampled=0$", $"Root={Root};Sampled=0")]
    [InlineData($"Root={Root};Sampled=?", $"^Root={Root};Parent=[0-9a-f]{{16}};Sampled=0$", $"Root={Root};Sampled=0")]
    [InlineData($"Root={Root};Parent=none", $"^Root={Root};Parent=[0-9a-f]{{16}};Sampled=0$", $"Root={Root};Sampled=0")]
    [Parity("lambda/runtime-api", Evidence.Documented, Tracing)]
    public async Task What_the_caller_has_decided_about_its_trace_holds(string sent, string passedOn, string answered)
    {
        var name = await functions.CreateAsync("env");

        var invoked = await functions.InvokeAsync(name, "{}", ("X-Amzn-Trace-Id", sent));

        Assert.Matches(passedOn, invoked["trace"]);
        Assert.Equal(answered, invoked.Headers["X-Amzn-Trace-Id"]);
    }

    /// <summary>What the caller sends before base64, and what the function gets.</summary>
    [Theory]
    [InlineData("""{"custom":{"a":1}}""", """{"custom":{"a":1}}""")]
    [InlineData("{\n  \"custom\": \"J\u00fcrgen \ud83d\ude00 \u2028\"\r\n}\n", """{   "custom": "J\u00fcrgen \ud83d\ude00 \u2028"  } """)]
    [InlineData("""{"a":"<&+'\"\\\n"}""", """{"a":"<&+'\"\\\n"}""")]
    [Parity("lambda:Invoke", Evidence.Documented, Invoke)]
    public async Task The_callers_context_reaches_the_function_in_one_line(string context, string got)
    {
        var name = await functions.CreateAsync("context");

        var invoked = await functions.InvokeAsync(name, "{}", ("X-Amz-Client-Context", Convert.ToBase64String(Encoding.UTF8.GetBytes(context))));

        Assert.Equal((200, null), (invoked.Status, invoked.FunctionError));
        Assert.Equal(got.TrimEnd(), invoked.Payload.TrimEnd());
    }

    /// <summary>Why, and the header.</summary>
    public static TheoryData<string, string> NoContexts => new()
    {
        { "no base64", "{}" },
        { "no JSON", Base64("custom") },
        { "half of it", Base64("""{"custom":""") },
        { "more behind it", Base64("{}{}") },
        { "no object", Base64("[1]") },
        { "too long", Base64($$"""{"a":"{{new string('x', 2_700)}}"}""") },
    };

    [Theory]
    [MemberData(nameof(NoContexts))]
    [Parity("lambda:Invoke", Evidence.Documented, Invoke)]
    public async Task A_context_that_is_none_is_refused(string why, string header)
    {
        var name = await functions.CreateAsync("context");

        var invoked = await functions.InvokeAsync(name, "{}", ("X-Amz-Client-Context", header));

        Assert.True(invoked.Status == 400, $"{why}: {invoked.Payload}");
        Assert.StartsWith("Client context must be ", $"{invoked.Json["message"]}", StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Documented, Invoke + ": for synchronous invocations only")]
    public async Task A_function_that_nobody_waits_for_gets_no_context()
    {
        var name = await functions.CreateAsync("context");

        var answer = await functions.CallAsync("POST", $"/{name}/invocations", "{}", ("X-Amz-Invocation-Type", "Event"), ("X-Amz-Client-Context", Base64("{}")));
        var line = Assert.Single(await functions.LinesAsync(name, "CONTEXT ", 1));

        Assert.Equal((202, "CONTEXT none\n"), (answer.Status, line));
    }

    /// <summary>Levels of a payload, and what becomes of it.</summary>
    [Theory]
    [InlineData(1000, 200)]
    [InlineData(1001, 400)]
    [Parity("lambda:Invoke", Evidence.Unverified, "AWS's messages are those of a parser that takes 1,000 levels")]
    public async Task A_payload_may_be_nested_deeply(int levels, int status)
    {
        var name = await functions.CreateAsync("echo");

        var invoked = await functions.InvokeAsync(name, new string('[', levels) + new string(']', levels));

        Assert.Equal(status, invoked.Status);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
