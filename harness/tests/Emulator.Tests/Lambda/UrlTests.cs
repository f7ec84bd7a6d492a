using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class UrlTests(Functions functions) : IClassFixture<Functions>
{
    private const string Recorded = "lambda_/test_lambda: TestLambdaURL::test_lambda_url_invocation, test_lambda_url_echo_http_fixture";
    private const string Configuration = "https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html";
    private const string Auth = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

    [Fact]
    [Parity("lambda:CreateFunctionUrlConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_url_config_lifecycle")]
    [Parity("lambda:GetFunctionUrlConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_url_config_lifecycle")]
    [Parity("lambda:UpdateFunctionUrlConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_url_config_lifecycle")]
    [Parity("lambda:ListFunctionUrlConfigs", Evidence.Recorded, "lambda_/test_lambda_api: test_url_config_list_paging")]
    [Parity("lambda:DeleteFunctionUrlConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_url_config_lifecycle")]
    public async Task A_URL_is_made_read_updated_listed_and_deleted()
    {
        var name = await functions.CreateAsync("echo");

        var created = await ConfigAsync("POST", name, """{"AuthType":"NONE"}""");
        var again = await ConfigAsync("POST", name, """{"AuthType":"NONE"}""");
        var updated = await ConfigAsync("PUT", name, """{"AuthType":"AWS_IAM"}""");
        var read = await ConfigAsync("GET", name);
        var list = await functions.Http.SendAsync("lambda", "GET", $"/2021-10-31/functions/{name}/urls");
        var deleted = await ConfigAsync("DELETE", name);
        var gone = await ConfigAsync("GET", name);

        Assert.Matches("^http://[a-z0-9]{32}[.]lambda-url[.]us-east-1[.]localhost:[0-9]+/$", Of(created, "FunctionUrl"));
        Assert.Equal((201, 409), (created.Status, again.Status));
        Assert.Equal(("AWS_IAM", "AWS_IAM", "BUFFERED"), (Of(updated, "AuthType"), Of(read, "AuthType"), Of(read, "InvokeMode")));
        Assert.Contains(Of(created, "FunctionUrl"), list.Body, StringComparison.Ordinal);
        Assert.Equal((204, 404, "The resource you requested does not exist."), (deleted.Status, gone.Status, Of(gone, "Message")));
    }

    [Fact]
    [Parity("lambda/url", Evidence.Recorded, Recorded)]
    public async Task A_request_reaches_the_function_as_payload_2_0()
    {
        var url = await functions.UrlAsync("echo");

        var answer = await GetAsync(url, "a%2Fb?x=1&x=2&y=");
        var seen = JsonNode.Parse(answer.Body) ?? new JsonObject();

        Assert.Equal(200, answer.Status);
        Assert.Equal(("2.0", "$default", "/a%2Fb", "x=1&x=2&y="), ($"{seen["version"]}", $"{seen["routeKey"]}", $"{seen["rawPath"]}", $"{seen["rawQueryString"]}"));
        Assert.Equal("""{"x":"1,2","y":""}""", seen["queryStringParameters"]?.ToJsonString());
        Assert.Equal(("anonymous", "GET"), ($"{seen["requestContext"]?["accountId"]}", $"{seen["requestContext"]?["http"]?["method"]}"));
    }

    /// <summary>What the function returns, status, content type, body.</summary>
    [Theory]
    [InlineData("\"text\"", 200, "application/json", "text")]
    [InlineData("[1,2]", 200, "application/json", "[1,2]")]
    [InlineData("""{"a":1}""", 200, "application/json", """{"a":1}""")]
    [InlineData("""{"statusCode":201,"headers":{"Content-Type":"text/plain"},"body":"made"}""", 201, "text/plain", "made")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"aGk="}""", 200, "application/json", "hi")]
    [InlineData("""{"statusCode":200,"headers":{"X-Bad":"a\r\nSet-Cookie: x=1"},"body":"no"}""", 502, "application/json", "Internal Server Error")]
    [Parity("lambda/url", Evidence.Recorded, Recorded)]
    public async Task What_the_function_returns_becomes_the_answer(string returned, int status, string contentType, string body)
    {
        var url = await functions.UrlReturningAsync(returned);

        var answer = await GetAsync(url, "");

        Assert.Equal((status, contentType, body), (answer.Status, answer.Headers["Content-Type"], answer.Body));
    }

    [Fact]
    [Parity("lambda/url", Evidence.Recorded, "TestLambdaURL: 403 without a permission")]
    public async Task Without_a_permission_nobody_gets_through()
    {
        var name = await functions.CreateAsync("echo");
        var url = Of(await ConfigAsync("POST", name, """{"AuthType":"NONE"}"""), "FunctionUrl");

        var answer = await GetAsync(url, "");

        Assert.Equal(
            (403, """{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}"""),
            (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("of the address only", FunctionUrls.Anybody)]
    [InlineData("of the function only", FunctionUrls.AnybodyThere)]
    [Parity("lambda/url", Evidence.Documented, Auth)]
    public async Task One_permission_is_not_enough(string why, string statement)
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/policy", statement);
        var url = Of(await ConfigAsync("POST", name, """{"AuthType":"NONE"}"""), "FunctionUrl");

        var answer = await GetAsync(url, "");

        Assert.Equal((why, 403), (why, answer.Status));
    }

    [Fact]
    [Parity("lambda/url", Evidence.Documented, Auth)]
    public async Task Where_the_caller_must_sign_a_signature_is_needed_and_the_function_is_told_whose()
    {
        var name = await functions.CreateAsync("echo");
        var id = new Uri(Of(await ConfigAsync("POST", name, """{"AuthType":"AWS_IAM"}"""), "FunctionUrl")).Host.Split('.')[0];

        var signed = await functions.Http.SendAsync("lambda", "GET", $"/_aws/lambda-url/{id}/");
        using var http = new HttpClient { BaseAddress = functions.Emulator.Endpoint };
        using var unsigned = await http.GetAsync(new Uri($"/_aws/lambda-url/{id}/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((200, 403), (signed.Status, (int)unsigned.StatusCode));
        Assert.Equal("arn:aws:iam::000000000000:root", $"{JsonNode.Parse(signed.Body)?["requestContext"]?["authorizer"]?["iam"]?["userArn"]}");
    }

    [Fact]
    [Parity("lambda/url", Evidence.Documented, Configuration)]
    public async Task Pages_of_the_origins_that_are_allowed_may_read_its_answers()
    {
        var name = await functions.CreateAsync("echo");
        await functions.AllowAnybodyAsync(name);
        var config = """{"AuthType":"NONE","Cors":{"AllowOrigins":["https://a.example"],"AllowMethods":["PUT"],"AllowHeaders":["x-a"],"ExposeHeaders":["x-b"],"MaxAge":5}}""";
        var url = Of(await ConfigAsync("POST", name, config), "FunctionUrl");

        var preflight = await GetAsync(url, "", "OPTIONS", ("Origin", "https://a.example"), ("Access-Control-Request-Method", "PUT"));
        var allowed = await GetAsync(url, "", "GET", ("Origin", "https://a.example"));
        var other = await GetAsync(url, "", "GET", ("Origin", "https://b.example"));

        Assert.Equal(
            (200, "https://a.example", "PUT", "x-a", "5"),
            (preflight.Status, preflight.Headers["Access-Control-Allow-Origin"], preflight.Headers["Access-Control-Allow-Methods"], preflight.Headers["Access-Control-Allow-Headers"], preflight.Headers["Access-Control-Max-Age"]));
        Assert.Equal(("https://a.example", "x-b"), (allowed.Headers["Access-Control-Allow-Origin"], allowed.Headers["Access-Control-Expose-Headers"]));
        Assert.False(other.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    private Task<HttpAnswer> ConfigAsync(string method, string name, string body = "") => functions.UrlConfigAsync(method, name, body);

    /// <summary>At the host that the URL names, wherever that resolves to.</summary>
    private async Task<HttpAnswer> GetAsync(string url, string pathAndQuery, string method = "GET", params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{functions.Emulator.Endpoint}{pathAndQuery}");
        request.Headers.Host = new Uri(url).Authority;
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return new HttpAnswer((int)response.StatusCode, all, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Of(HttpAnswer answer, string member) => $"{JsonNode.Parse(answer.Body)?[member]}";
}
