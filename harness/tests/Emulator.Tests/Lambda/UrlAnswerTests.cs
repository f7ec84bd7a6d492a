using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>What a function may say of the answer of its URL, and what not.</summary>
public sealed class UrlAnswerTests(Functions functions) : IClassFixture<Functions>
{
    private const string Payloads = "https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads";
    private const string Cors = "https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html; how AWS words it was not recorded";

    /// <summary>Why, and the members behind a cookie and a first header.</summary>
    public static TheoryData<string, string> Malformed => new()
    {
        { "no final status", "\"statusCode\":101" },
        { "a status that is none", "\"statusCode\":600" },
        { "a line break in a value", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\",\"X-A\":\"1\\r\\nX-Evil: 1\"}" },
        { "a letter beyond ASCII in a value", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\",\"X-A\":\"é\"}" },
        { "a control character in a value", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\",\"X-A\":\"\\u0007\"}" },
        { "a blank in a name", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\",\"X Evil\":\"1\"}" },
        { "no name", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\",\"\":\"1\"}" },
        { "an object as a value", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\",\"X-Evil\":{}}" },
        { "a line break in a cookie", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\"},\"cookies\":[\"a=1\",\"b=1\\nX-Evil: 1\"]" },
        { "a cookie that is a number", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\"},\"cookies\":[\"a=1\",2]" },
        { "a body that is no base64", "\"statusCode\":200,\"headers\":{\"X-First\":\"1\"},\"cookies\":[\"a=1\"],\"isBase64Encoded\":true,\"body\":\"***\"" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    [Parity("lambda/url", Evidence.Unverified, "that a malformed response is a 502 is documented, which ones are malformed is not")]
    public async Task A_malformed_response_is_502_and_nothing_of_it_is_sent(string why, string members)
    {
        var url = await functions.UrlReturningAsync($"{{{members}}}");

        var answer = await functions.AskAsync(url);

        Assert.True(answer.Status == 502, $"{why}: {answer.Head}");
        Assert.Equal("Internal Server Error", answer.Text);
        Assert.Empty(answer.Header("Set-Cookie"));
        Assert.Empty(answer.Header("X-First"));
        Assert.DoesNotContain("Evil", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda/url", Evidence.Unverified, "as API Gateway, whose responses these are")]
    public async Task Headers_of_the_connection_are_Lambdas_own()
    {
        var url = await functions.UrlReturningAsync("""
            {"statusCode":200,"body":"abc","headers":{"content-length":"99","transfer-encoding":"chunked","connection":"upgrade","upgrade":"x","x-amzn-requestid":"mine","date":"never","x-null":null}}
            """);

        var answer = await functions.AskAsync(url);

        Assert.Equal((200, "abc"), (answer.Status, answer.Text));
        Assert.Equal(["3"], answer.Header("Content-Length"));
        Assert.Empty(answer.Header("Transfer-Encoding"));
        Assert.Empty(answer.Header("Upgrade"));
        Assert.Empty(answer.Header("X-Null"));
        Assert.DoesNotContain("never", answer.Header("Date"));
        Assert.True(Guid.TryParse(Assert.Single(answer.Header("x-amzn-RequestId")), out _));
    }

    [Fact]
    [Parity("lambda/url", Evidence.Documented, Payloads)]
    public async Task The_request_id_is_the_invocations()
    {
        var name = await functions.CreateAsync("log");
        await functions.AllowAnybodyAsync(name);
        var made = await functions.UrlConfigAsync("POST", name, """{"AuthType":"NONE"}""");

        var answer = await functions.AskAsync($"{JsonNode.Parse(made.Body)?["FunctionUrl"]}");
        var line = Assert.Single(await functions.LinesAsync(name, "START RequestId: ", 1));

        Assert.StartsWith($"START RequestId: {Assert.Single(answer.Header("x-amzn-RequestId"))} ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_headers_that_are_no_text_are_sent_as_JSON_writes_them()
    {
        var url = await functions.UrlReturningAsync("""{"statusCode":200,"headers":{"x-yes":true,"x-no":false,"x-number":1.50}}""");

        var answer = await functions.AskAsync(url);

        Assert.Equal(["true", "false", "1.50"], [.. answer.Header("X-Yes"), .. answer.Header("X-No"), .. answer.Header("X-Number")]);
    }

    [Fact]
    public async Task A_response_nested_deeply_is_one()
    {
        var deep = new string('[', 300) + new string(']', 300);
        var url = await functions.UrlReturningAsync($$"""{"statusCode":201,"body":"x","more":{{deep}}}""");

        Assert.Equal(201, (await functions.AskAsync(url)).Status);
    }

    [Fact]
    public async Task An_answer_that_has_no_body_is_sent_without_one()
    {
        var url = await functions.UrlReturningAsync("""{"statusCode":205,"body":"x"}""");

        var answer = await functions.AskAsync(url);

        Assert.Equal((205, ""), (answer.Status, answer.Text));
        Assert.Equal(["0"], answer.Header("Content-Length"));
    }

    /// <summary>Member of the request, its value, and what it breaks.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { "allowMethods", "[\"GET\",\"OPTIONS\"]", "Value '[GET, OPTIONS]' at 'cors.allowMethods' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 6, " },
        { "allowMethods", "[\"GET\",\"GET\",\"GET\",\"GET\",\"GET\",\"GET\",\"GET\"]", "at 'cors.allowMethods' failed to satisfy constraint: Member must have length less than or equal to 6" },
        { "allowOrigins", "[\"\"]", "at 'cors.allowOrigins' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 253, Member must have length greater than or equal to 1, " },
        { "allowOrigins", "[\"https://a\\nb\"]", "at 'cors.allowOrigins' failed to satisfy constraint: Member must satisfy constraint: " },
        { "allowHeaders", "[\"a\\r\\nSet-Cookie: x\"]", "at 'cors.allowHeaders' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, " },
        { "exposeHeaders", "[\"é\"]", "at 'cors.exposeHeaders' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, " },
        { "exposeHeaders", $"[{string.Join(',', Enumerable.Repeat("\"a\"", 101))}]", "at 'cors.exposeHeaders' failed to satisfy constraint: Member must have length less than or equal to 100" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [Parity("lambda:CreateFunctionUrlConfig", Evidence.Documented, Cors)]
    public async Task A_CORS_configuration_that_no_answer_could_hold_is_refused(string member, string value, string message)
    {
        var name = await functions.CreateAsync("echo");

        var answer = await functions.UrlConfigAsync("POST", name, $$$"""{"AuthType":"NONE","Cors":{"{{{char.ToUpperInvariant(member[0])}}}{{{member[1..]}}}":{{{value}}}}}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains(message, $"{JsonNode.Parse(answer.Body)?["message"]}", StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:CreateFunctionUrlConfig", Evidence.Deviates, "streamed responses are refused by name")]
    public async Task A_streaming_URL_is_refused_by_name()
    {
        var name = await functions.CreateAsync("echo");

        var answer = await functions.UrlConfigAsync("POST", name, """{"AuthType":"NONE","InvokeMode":"RESPONSE_STREAM"}""");

        Assert.Equal((400, "InvokeMode RESPONSE_STREAM is not supported here."), (answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }
}
