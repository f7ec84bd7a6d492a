using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.ApiGateway;

public sealed class ThrottlingTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Page = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html";

    /// <summary>Too slow for a second request before the clock is moved, however long a test takes.</summary>
    private const string OneInAnHour = """{"throttlingBurstLimit":2,"throttlingRateLimit":0.0002777}""";

    [Fact]
    [Parity("execute-api/throttling", Evidence.Documented, Page + "; the text of the answer is as users of AWS quote it")]
    public async Task What_is_too_much_at_once_is_429_until_time_has_passed()
    {
        var api = await ApiAsync($"\"defaultRouteSettings\":{OneInAnHour}");

        int[] atOnce = [await StatusAsync(api, "/a"), await StatusAsync(api, "/a"), await StatusAsync(api, "/a")];
        var refused = await api.SendAsync("GET", "/prod/a", "Origin: http://x");
        var other = await StatusAsync(api, "/b");
        gateway.Clock.Advance(TimeSpan.FromHours(1.1));
        int[] later = [await StatusAsync(api, "/a"), await StatusAsync(api, "/a")];

        Assert.Equal([200, 200, 429], atOnce);
        Assert.Equal((429, """{"message":"Too Many Requests"}"""), (refused.Status, refused.Text));
        Assert.Single(refused.Header("Apigw-Requestid"));
        Assert.Equal(200, other);
        Assert.Equal([200, 429], later);
    }

    [Fact]
    [Parity("execute-api/throttling", Evidence.Documented, Page)]
    [Parity("apigateway:UpdateStage", Evidence.Documented, "the example in https://docs.aws.amazon.com/cli/latest/reference/apigatewayv2/update-stage.html")]
    [Parity("apigateway:DeleteRouteSettings", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-routesettings-routekey.html")]
    public async Task A_route_of_its_own_settings_has_those()
    {
        var api = await ApiAsync("\"routeSettings\":{\"GET /a\":{\"throttlingRateLimit\":0,\"throttlingBurstLimit\":0}}");
        var path = $"/apis/{api.Id}/stages/prod";

        var (limited, other) = (await StatusAsync(api, "/a"), await StatusAsync(api, "/b"));
        var shown = await gateway.MakeAsync("GET", path);
        var deleted = await gateway.CallAsync("DELETE", $"{path}/routesettings/{Uri.EscapeDataString("GET /a")}");
        var free = await StatusAsync(api, "/a");
        var twice = await gateway.CallAsync("DELETE", $"{path}/routesettings/{Uri.EscapeDataString("GET /a")}");

        Assert.Equal((429, 200, 200), (limited, other, free));
        Assert.Equal("""{"GET /a":{"throttlingBurstLimit":0,"throttlingRateLimit":0}}""", shown["routeSettings"]?.ToJsonString());
        Assert.Equal("""{"detailedMetricsEnabled":false}""", shown["defaultRouteSettings"]?.ToJsonString());
        Assert.Equal((204, 404), (deleted.Status, twice.Status));
    }

    [Fact]
    [Parity("execute-api/throttling", Evidence.Unverified, Page + " has route settings override the stage's, and does not say what becomes of a setting that they leave out")]
    public async Task What_a_routes_settings_leave_out_is_as_the_stage_has_it()
    {
        var api = await ApiAsync($$"""
            "defaultRouteSettings":{{OneInAnHour}},"routeSettings":{"GET /a":{"detailedMetricsEnabled":true},"GET /b":{"throttlingBurstLimit":1} }
            """);

        int[] measured = [await StatusAsync(api, "/a"), await StatusAsync(api, "/a"), await StatusAsync(api, "/a")];
        int[] limited = [await StatusAsync(api, "/b"), await StatusAsync(api, "/b")];

        Assert.Equal([200, 200, 429], measured);
        Assert.Equal([200, 429], limited);
        Assert.Equal(3, gateway.Metrics[$"Count ApiId={api.Id},Method=GET,Resource=/a,Stage=prod"].Count);
    }

    /// <summary>Settings that are refused, and what the refusal names.</summary>
    [Theory]
    [InlineData("\"defaultRouteSettings\":{\"throttlingBurstLimit\":-1}", "defaultRouteSettings.throttlingBurstLimit")]
    [InlineData("\"defaultRouteSettings\":{\"loggingLevel\":\"INFO\"}", "loggingLevel")]
    [InlineData("\"routeSettings\":{\"nowhere\":{}}", "route key")]
    [InlineData("\"accessLogSettings\":{\"format\":\"x\"}", "accessLogSettings.destinationArn")]
    [InlineData("\"accessLogSettings\":{\"destinationArn\":\"arn:aws:firehose:us-east-1:000000000000:deliverystream/x\",\"format\":\"x\"}", "it is the ARN of a log group")]
    [InlineData("\"accessLogSettings\":{\"destinationArn\":\"arn:aws:logs:us-east-1:000000000000:log-group:g\",\"format\":\"a\\nb\"}", "Access Log format must be single line")]
    public async Task Settings_that_cannot_be_are_refused_by_name(string settings, string named)
    {
        var api = await ApiAsync("\"description\":\"d\"");

        var answer = await gateway.CallAsync("PATCH", $"/apis/{api.Id}/stages/prod", $"{{{settings}}}");

        Assert.Equal(400, answer.Status);
        Assert.Contains(named, JsonNode.Parse(answer.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<TestApi> ApiAsync(string settings)
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("\"x\""), ["GET /a", "GET /b"], stage: "prod");
        await gateway.MakeAsync("PATCH", $"/apis/{api.Id}/stages/prod", $"{{{settings}}}");
        return api;
    }

    private static async Task<int> StatusAsync(TestApi api, string path) => (await api.SendAsync("GET", "/prod" + path)).Status;
}
