namespace TaskTracker.Emulation.Tests.ApiGateway;

public sealed class CorsTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Site = "http://site.example:4566";

    private const string Configured = """
        {"allowOrigins":["http://site.example:4566","https://*"],"allowMethods":["GET","POST"],"allowHeaders":["content-type","x-a"],"exposeHeaders":["X-Next-Token"],"maxAge":600}
        """;

    private readonly string _own = gateway.AddFunction(
        """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"mine","Access-Control-Allow-Credentials":"true","X-Own":"1"},"body":"own"}""");

    [Fact]
    [Parity("execute-api/CORS", Evidence.Unverified, "status 204 is another emulator's; the headers of a preflight are those that browsers read from it")]
    public async Task A_preflight_is_answered_without_a_route()
    {
        var api = await gateway.CreateAsync(_own, ["GET /tasks"], cors: Configured);

        var answer = await api.SendAsync("OPTIONS", "/tasks", $"Origin: {Site}\nAccess-Control-Request-Method: POST\nAccess-Control-Request-Headers: content-type");

        Assert.Equal((204, 0), (answer.Status, answer.Body.Length));
        Assert.Equal([Site], answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(["GET,POST"], answer.Header("Access-Control-Allow-Methods"));
        Assert.Equal(["content-type,x-a"], answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal(["600"], answer.Header("Access-Control-Max-Age"));
        Assert.Empty(answer.Header("Access-Control-Allow-Credentials"));
        Assert.Single(answer.Header("Apigw-Requestid"));
    }

    /// <summary>Why, and the headers of a request that gets no permission.</summary>
    [Theory]
    [InlineData("an origin that no header can hold", "Origin: https://é\nAccess-Control-Request-Method: GET")]
    [InlineData("a foreign origin", "Origin: http://elsewhere.example\nAccess-Control-Request-Method: GET")]
    [InlineData("no origin", "Access-Control-Request-Method: GET")]
    [InlineData("no method asked for", "Origin: http://site.example:4566")]
    [Parity("execute-api/CORS", Evidence.Unverified, "SAM CLI: the same status, no headers")]
    public async Task A_preflight_that_is_not_allowed_gets_no_permission(string why, string headers)
    {
        var api = await gateway.CreateAsync(_own, ["GET /tasks"], cors: Configured);

        var answer = await api.SendAsync("OPTIONS", "/tasks", headers);

        Assert.True(answer.Status == 204, why);
        Assert.DoesNotContain("Access-Control-", answer.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("OPTIONS /tasks")]
    [InlineData("ANY /tasks")]
    [InlineData("ANY /{proxy+}")]
    [InlineData("$default")]
    [Parity("execute-api/CORS", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html: a route that takes OPTIONS goes first")]
    public async Task A_route_that_takes_OPTIONS_goes_before_the_automatic_preflight(string route)
    {
        var api = await gateway.CreateAsync(_own, [route], cors: Configured);

        var answer = await api.SendAsync("OPTIONS", "/tasks", $"Origin: {Site}\nAccess-Control-Request-Method: POST");

        Assert.Equal((200, "own"), (answer.Status, answer.Text));
        Assert.Equal([Site], answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    [Parity("execute-api/CORS", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html")]
    public async Task The_configured_headers_take_the_place_of_the_functions_own()
    {
        var api = await gateway.CreateAsync(_own, ["GET /tasks"], cors: Configured);

        var fromSite = await api.SendAsync("GET", "/tasks", $"Origin: {Site}");
        var fromElsewhere = await api.SendAsync("GET", "/tasks", "Origin: http://elsewhere.example");
        var fromNowhere = await api.SendAsync("GET", "/tasks");

        Assert.Equal([Site], fromSite.Header("Access-Control-Allow-Origin"));
        Assert.Equal(["X-Next-Token"], fromSite.Header("Access-Control-Expose-Headers"));
        Assert.Empty(fromSite.Header("Access-Control-Allow-Credentials"));
        Assert.All([fromElsewhere, fromNowhere], a => Assert.DoesNotContain("Access-Control-", a.Head, StringComparison.OrdinalIgnoreCase));
        Assert.All([fromSite, fromElsewhere, fromNowhere], a => Assert.Equal(["1"], a.Header("X-Own")));
    }

    [Fact]
    public async Task Without_a_configuration_the_functions_own_headers_pass()
    {
        var api = await gateway.CreateAsync(_own, ["GET /tasks"]);

        var answer = await api.SendAsync("GET", "/tasks", $"Origin: {Site}");
        var preflight = await api.SendAsync("OPTIONS", "/tasks", $"Origin: {Site}\nAccess-Control-Request-Method: GET");

        Assert.Equal(["mine"], answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(404, preflight.Status);
    }

    /// <summary>Why, the allowed origins, the origin, what is answered.</summary>
    public static TheoryData<string, string, string, string?> Origins => new()
    {
        { "every origin", "\"*\"", "http://a.example", "*" },
        { "every origin over TLS", "\"https://*\"", "https://a.example", "https://a.example" },
        { "not over TLS", "\"https://*\"", "http://a.example", null },
        { "every origin without TLS", "\"http://*\"", "http://a.example", "http://a.example" },
        { "one of several", "\"https://b.example\",\"https://a.example\"", "https://a.example", "https://a.example" },
        { "a longer name", "\"https://a.example\"", "https://a.example.evil", null },
        { "another port", "\"https://a.example\"", "https://a.example:8443", null },
        { "no origin at all", "\"https://a.example\"", "null", null },
    };

    [Theory]
    [MemberData(nameof(Origins))]
    [Parity("execute-api/CORS", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html")]
    public async Task An_origin_is_compared_with_those_allowed(string why, string allowed, string origin, string? answered)
    {
        var api = await gateway.CreateAsync(_own, ["GET /"], cors: $$"""{"allowOrigins":[{{allowed}}]}""");

        var answer = await api.SendAsync("GET", "/", $"Origin: {origin}");

        Assert.True(answered == answer.Header("Access-Control-Allow-Origin").SingleOrDefault(), why);
    }

    [Fact]
    public async Task Credentials_are_allowed_where_that_is_configured()
    {
        var api = await gateway.CreateAsync(_own, ["GET /"], cors: """{"allowOrigins":["https://a.example"],"allowCredentials":true}""");

        var answer = await api.SendAsync("GET", "/", "Origin: https://a.example");

        Assert.Equal(["true"], answer.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    [Parity("execute-api/CORS", Evidence.Unverified, "no recording shows whether the gateway's own refusals carry the headers; pages can read them here")]
    public async Task A_page_may_read_the_gateways_own_refusals()
    {
        var api = await gateway.CreateAsync(_own, ["GET /tasks"], cors: Configured);

        var answer = await api.SendAsync("GET", "/nowhere", $"Origin: {Site}");

        Assert.Equal(404, answer.Status);
        Assert.Equal([Site], answer.Header("Access-Control-Allow-Origin"));
    }
}
