using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class RestStageTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Throttling = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html";
    private const string Group = "arn:aws:logs:us-east-1:000000000000:log-group:";

    [Fact]
    [Parity("execute-api/REST throttling", Evidence.Documented, Throttling + "; the text of the answer is as users of AWS quote it")]
    public async Task What_is_too_much_at_once_is_429_until_time_has_passed()
    {
        var api = await ApiAsync();
        var stage = await PatchAsync(api, ("replace", "/*/*/throttling/burstLimit", "2"), ("replace", "/*/*/throttling/rateLimit", "0.0002777"));

        int[] atOnce = [await StatusAsync(api, "/a"), await StatusAsync(api, "/a"), await StatusAsync(api, "/a")];
        var refused = await api.SendAsync("GET", "/prod/a");
        var other = await StatusAsync(api, "/b/1");
        gateway.Clock.Advance(TimeSpan.FromHours(1.1));
        int[] later = [await StatusAsync(api, "/a"), await StatusAsync(api, "/a")];

        Assert.Equal([200, 200, 429], atOnce);
        Assert.Equal((429, """{"message":"Too Many Requests"}"""), (refused.Status, refused.Text));
        Assert.Equal(["TooManyRequestsException"], refused.Header("x-amzn-ErrorType"));
        Assert.Equal(200, other);
        Assert.Equal([200, 429], later);
        Assert.Equal((2, 0.0002777), (stage["methodSettings"]!["*/*"]!["throttlingBurstLimit"]!.GetValue<int>(), stage["methodSettings"]!["*/*"]!["throttlingRateLimit"]!.GetValue<double>()));
    }

    [Fact]
    [Parity("execute-api/REST throttling", Evidence.Documented, Throttling)]
    public async Task A_method_with_settings_of_its_own_has_those_until_they_are_removed()
    {
        var api = await ApiAsync();
        var stage = await PatchAsync(api, ("replace", "/~1b~1{id}/GET/throttling/burstLimit", "0"), ("replace", "/~1b~1{id}/GET/throttling/rateLimit", "0"));

        var (limited, other) = (await StatusAsync(api, "/b/1"), await StatusAsync(api, "/a"));
        var without = await PatchAsync(api, ("remove", "/~1b~1{id}/GET", null));
        var free = await StatusAsync(api, "/b/1");

        Assert.Equal((429, 200, 200), (limited, other, free));
        Assert.Equal("b/{id}/GET", Assert.Single(stage["methodSettings"]!.AsObject()).Key);
        Assert.Empty(without["methodSettings"]!.AsObject());
    }

    [Fact]
    [Parity("execute-api/REST throttling", Evidence.Documented, Throttling + "; -1 lifts a limit, as users of AWS set it")]
    public async Task Minus_one_lifts_a_limit()
    {
        var api = await ApiAsync();
        await PatchAsync(api, ("replace", "/*/*/throttling/burstLimit", "0"), ("replace", "/*/*/throttling/rateLimit", "0"));

        var limited = await StatusAsync(api, "/a");
        await PatchAsync(api, ("replace", "/*/*/throttling/burstLimit", "-1"), ("replace", "/*/*/throttling/rateLimit", "-1"));
        var free = await StatusAsync(api, "/a");

        Assert.Equal((429, 200), (limited, free));
    }

    [Fact]
    [Parity("execute-api/REST access logs", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html")]
    [Parity("apigateway:GetAccount", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/api/API_GetAccount.html")]
    [Parity("apigateway:UpdateAccount", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html")]
    public async Task A_request_leaves_a_line_once_the_account_has_a_role_for_logs()
    {
        var group = $"g{Guid.NewGuid():N}";
        var api = await ApiAsync("""{"color":"blue"}""");
        (string, string, string?)[] log =
        [
            ("replace", "/accessLogSettings/destinationArn", Group + group),
            ("replace", "/accessLogSettings/format", "$context.requestId $context.extendedRequestId $context.httpMethod $context.resourcePath $context.path $context.status "
                + "$context.responseLength $context.integration.status ${stageVariables.color} $context.error.message $context.error.responseType"),
        ];
        await gateway.MakeRestAsync("PATCH", "/account", """{"patchOperations":[{"op":"replace","path":"/cloudwatchRoleArn","value":""}]}""");

        var early = await gateway.CallRestAsync("PATCH", $"/restapis/{api.Id}/stages/prod", Body(log));
        await gateway.MakeRestAsync("PATCH", "/account", """{"patchOperations":[{"op":"replace","path":"/cloudwatchRoleArn","value":"arn:aws:iam::000000000000:role/logs"}]}""");
        var account = await gateway.MakeRestAsync("GET", "/account");
        var stage = await PatchAsync(api, log);
        await api.SendAsync("GET", "/prod/b/7");
        await api.SendAsync("GET", "/prod/nowhere");
        await PatchAsync(api, ("remove", "/accessLogSettings", null));
        await api.SendAsync("GET", "/prod/b/8");

        Assert.Equal((400, """{"message":"CloudWatch Logs role ARN must be set in account settings to enable logging"}"""), (early.Status, early.Body));
        Assert.Equal("""{"cloudwatchRoleArn":"arn:aws:iam::000000000000:role/logs","throttleSettings":{"burstLimit":5000,"rateLimit":10000},"features":["UsagePlans"],"apiKeyVersion":"4"}""", account.ToJsonString());
        Assert.Equal(Group + group, $"{stage["accessLogSettings"]?["destinationArn"]}");
        var lines = gateway.AccessLog.Where(l => l.Group == group).Select(l => l.Line).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Matches(new Regex(@"^[0-9a-f-]{36} [A-Za-z0-9_-]{15}= GET /b/\{id\} /prod/b/7 200 2 200 blue - -$"), lines[0]);
        Assert.EndsWith(" GET - /prod/nowhere 403 42 - blue Missing Authentication Token MISSING_AUTHENTICATION_TOKEN", lines[1], StringComparison.Ordinal);
    }

    /// <summary>Patches that are refused, and what the refusal names.</summary>
    [Theory]
    [InlineData("/*/*/throttling/burstLimit", "many", "/*/*/throttling/burstLimit")]
    [InlineData("/*/*/throttling/burstLimit", "2.5", "/*/*/throttling/burstLimit")]
    [InlineData("/*/*/throttling/rateLimit", "-2", "/*/*/throttling/rateLimit")]
    [InlineData("/*/*/logging/loglevel", "INFO", "/*/*/logging/loglevel = INFO")]
    [InlineData("/*/*/caching/enabled", "true", "/*/*/caching/enabled = true")]
    [InlineData("/~1nowhere/GET/throttling/rateLimit", "1", "Invalid method setting path: /~1nowhere/GET/throttling/rateLimit")]
    [InlineData("/accessLogSettings/format", "x", "accessLogSettings.destinationArn is required")]
    [InlineData("/accessLogSettings/destinationArn", "arn:aws:s3:::b", "accessLogSettings.format is required")]
    [InlineData("/canarySettings/percentTraffic", "1", "/canarySettings/percentTraffic")]
    public async Task Settings_that_cannot_be_are_refused_by_name(string path, string value, string named)
    {
        var api = await ApiAsync();

        var answer = await gateway.CallRestAsync("PATCH", $"/restapis/{api.Id}/stages/prod", Body([("replace", path, value)]));

        Assert.Equal(400, answer.Status);
        Assert.Contains(named, JsonNode.Parse(answer.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static string Body((string Op, string Path, string? Value)[] operations) => new JsonObject
    {
        ["patchOperations"] = new JsonArray([.. operations.Select(o => new JsonObject { ["op"] = o.Op, ["path"] = o.Path, ["value"] = o.Value })]),
    }.ToJsonString();

    private Task<JsonNode> PatchAsync(TestApi api, params (string, string, string?)[] operations) =>
        gateway.MakeRestAsync("PATCH", $"/restapis/{api.Id}/stages/prod", Body(operations));

    private static async Task<int> StatusAsync(TestApi api, string path) => (await api.SendAsync("GET", "/prod" + path)).Status;

    private Task<TestApi> ApiAsync(string variables = "{}")
    {
        var get = "{\"get\":{" + Gateway.RestIntegration(gateway.AddFunction("""{"statusCode":200,"body":"ok"}""")) + "}}";
        return gateway.ImportRestAsync($$"""{"/a":{{get}},"/b/{id}":{{get}}}""", variables: variables);
    }
}
