using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>API Gateway calls a function only where the function's policy lets it, each time.</summary>
public sealed class GatewayPermissionTests(Functions functions) : IClassFixture<Functions>
{
    private const string Page = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html; that the answer is 500 is what users report";

    /// <summary>Why, the source that the policy allows, and the status of <c>GET /a/7</c>.</summary>
    public static TheoryData<string, string, int> Sources => new()
    {
        { "the whole API", "{api}/*", 200 },
        { "this way alone", "{api}/prod/GET/a/*", 200 },
        { "every API", "*", 200 },
        { "another way", "{api}/prod/GET/b", 500 },
        { "another method", "{api}/prod/POST/a/*", 500 },
        { "another stage", "{api}/test/*", 500 },
        { "another API", "other/*", 500 },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    [Parity("execute-api/permissions", Evidence.Unverified, Page)]
    public async Task Who_may_call_is_decided_by_the_way_that_the_request_took(string why, string source, int status)
    {
        var name = await functions.CreateAsync("echo");
        var api = await ApiAsync(name);
        await AllowAsync(name, source.Replace("{api}", api, StringComparison.Ordinal));

        var answer = await AskAsync(api);

        Assert.True(answer.Status == status, $"{why}: {answer.Text}");
    }

    [Fact]
    [Parity("execute-api/permissions", Evidence.Unverified, Page)]
    public async Task A_permission_holds_from_the_next_request_on_and_no_longer_than_it_is_there()
    {
        var name = await functions.CreateAsync("echo");
        var api = await ApiAsync(name);

        var before = (await AskAsync(api)).Status;
        await AllowAsync(name, api + "/*");
        var during = (await AskAsync(api)).Status;
        await functions.CallAsync("DELETE", $"/{name}/policy/s");
        var after = await AskAsync(api);

        Assert.Equal((500, 200), (before, during));
        Assert.Equal((500, """{"message":"Internal Server Error"}"""), (after.Status, after.Text));
    }

    [Fact]
    [Parity("execute-api/permissions", Evidence.Unverified, Page)]
    public async Task A_function_may_have_the_longest_ARN_that_there_is()
    {
        var name = await functions.CreateLongAsync("echo");
        var api = await ApiAsync(name);
        await AllowAsync(name, api + "/*");

        var answer = await AskAsync(api);

        Assert.True(answer.Status == 200, answer.Text);
    }

    [Fact]
    [Parity("execute-api/access logs", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html")]
    public async Task The_access_log_names_the_invocation_by_the_id_in_the_functions_log()
    {
        var (name, group) = (await functions.CreateAsync("log"), $"/access/{Guid.NewGuid():N}");
        var api = await ApiAsync(name);
        await AllowAsync(name, api + "/*");
        await functions.Http.JsonAsync("logs", "Logs_20140328.CreateLogGroup", $$"""{"logGroupName":"{{group}}"}""", "1.1");
        await functions.Http.SendAsync("apigateway", "PATCH", $"/v2/apis/{api}/stages/prod", $$$"""
            {"accessLogSettings":{"destinationArn":"arn:aws:logs:us-east-1:000000000000:log-group:{{{group}}}","format":"$context.integration.requestId $context.awsEndpointRequestId $context.requestId"}}
            """);

        await AskAsync(api);
        var line = Assert.Single(await functions.LinesAsync(name, "START RequestId: ", 1));
        var events = await functions.Http.JsonAsync("logs", "Logs_20140328.FilterLogEvents", $$"""{"logGroupName":"{{group}}"}""", "1.1");
        var ids = $"{JsonNode.Parse(events.Body)?["events"]?[0]?["message"]}".Split(' ');

        Assert.StartsWith($"START RequestId: {ids[0]} ", line, StringComparison.Ordinal);
        Assert.Equal(ids[0], ids[1]);
    }

    private async Task<string> ApiAsync(string function)
    {
        var api = await MakeAsync("/v2/apis", """{"name":"a","protocolType":"HTTP"}""", "apiId");
        var integration = await MakeAsync(
            $"/v2/apis/{api}/integrations", $$"""{"integrationType":"AWS_PROXY","payloadFormatVersion":"2.0","integrationUri":"{{Functions.Arn(function)}}"}""", "integrationId");
        await MakeAsync($"/v2/apis/{api}/routes", $$"""{"routeKey":"GET /a/{id}","target":"integrations/{{integration}}"}""", "routeId");
        await MakeAsync($"/v2/apis/{api}/stages", """{"stageName":"prod","autoDeploy":true}""", "stageName");
        return api;
    }

    private async Task<string> MakeAsync(string path, string body, string member) =>
        $"{JsonNode.Parse((await functions.Http.SendAsync("apigateway", "POST", path, body)).Body)?[member]}";

    private Task<HttpAnswer> AllowAsync(string function, string source) => functions.CallAsync("POST", $"/{function}/policy", $$"""
        {"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"apigateway.amazonaws.com","SourceArn":"arn:aws:execute-api:us-east-1:000000000000:{{source}}"}
        """);

    private Task<RawAnswer> AskAsync(string api) => RawHttp.SendAsync(functions.Emulator.Endpoint, $"GET /_aws/execute-api/{api}/prod/a/7 HTTP/1.1\nHost: localhost");
}
