using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class GatewayResponseTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Recording = "LocalStack's test_gateway_response_put of 20 June 2024, recorded on AWS";
    private const string Page = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html";

    [Fact]
    [Parity("apigateway:PutGatewayResponse", Evidence.Recorded, Recording)]
    [Parity("apigateway:GetGatewayResponse", Evidence.Recorded, Recording)]
    [Parity("apigateway:GetGatewayResponses", Evidence.Recorded, Recording)]
    [Parity("apigateway:UpdateGatewayResponse", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateGatewayResponse.html")]
    [Parity("apigateway:DeleteGatewayResponse", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteGatewayResponse.html")]
    public async Task A_response_is_set_shown_changed_and_taken_back()
    {
        var api = await ApiAsync();
        var path = $"/restapis/{api.Id}/gatewayresponses";

        var put = await gateway.MakeRestAsync("PUT", path + "/DEFAULT_5XX", """{"statusCode":"599","responseParameters":{"gatewayresponse.header.x-a":"method.request.header.Accept"}}""");
        var all = (await gateway.MakeRestAsync("GET", path))["item"]!.AsArray();
        var changed = await gateway.MakeRestAsync("PATCH", path + "/DEFAULT_5XX", """
            {"patchOperations":[{"op":"remove","path":"/responseParameters/gatewayresponse.header.x-a"},{"op":"add","path":"/responseTemplates/text~1plain","value":"no"}]}
            """);
        var gone = await gateway.CallRestAsync("DELETE", path + "/DEFAULT_5XX");
        var twice = await gateway.CallRestAsync("DELETE", path + "/DEFAULT_5XX");
        var own = await gateway.MakeRestAsync("GET", path + "/INTEGRATION_TIMEOUT");

        Assert.Equal(
            """{"defaultResponse":false,"responseParameters":{"gatewayresponse.header.x-a":"method.request.header.Accept"},"responseTemplates":{"application/json":"{\"message\":$context.error.messageString}"},"responseType":"DEFAULT_5XX","statusCode":"599"}""",
            put.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(21, all.Count);
        Assert.Equal((true, "599"), Of(all, "API_CONFIGURATION_ERROR"));
        Assert.Equal((true, "403"), Of(all, "ACCESS_DENIED"));
        Assert.Equal("""{"text/plain":"no"}""", changed["responseTemplates"]?.ToJsonString());
        Assert.Equal((202, 404), (gone.Status, twice.Status));
        Assert.Equal("504", own["statusCode"]?.GetValue<string>());
    }

    [Fact]
    [Parity("execute-api/REST gateway responses", Evidence.Documented, Page)]
    public async Task The_gateways_own_refusals_look_as_the_API_says()
    {
        var api = await ApiAsync("""
            "x-amazon-apigateway-gateway-responses":{
              "MISSING_AUTHENTICATION_TOKEN":{"statusCode":"404","responseTemplates":{"application/json":"{\"m\":$context.error.messageString,\"t\":\"$context.error.responseType\",\"s\":\"$stageVariables.s\"}"}},
              "DEFAULT_5XX":{"responseParameters":{"gatewayresponse.header.Access-Control-Allow-Origin":"'*'","gatewayresponse.header.X-Asked":"method.request.header.x-ask","gatewayresponse.header.X-Id":"context.requestId"}}},
            """);

        var lost = await api.SendAsync("GET", "/prod/nowhere");
        var broken = await api.SendAsync("GET", "/prod/broken", "X-Ask: this");

        Assert.Equal((404, """{"m":"Missing Authentication Token","t":"MISSING_AUTHENTICATION_TOKEN","s":"v"}"""), (lost.Status, lost.Text));
        Assert.Equal((502, """{"message":"Internal server error"}"""), (broken.Status, broken.Text));
        Assert.Equal(["*"], broken.Header("Access-Control-Allow-Origin"));
        Assert.Equal(["this"], broken.Header("X-Asked"));
        Assert.Equal(broken.Header("x-amzn-RequestId"), broken.Header("X-Id"));
    }

    /// <summary>Type and body of a put that is refused, and what the refusal names.</summary>
    [Theory]
    [InlineData("NOTHING", "{}", "NOTHING")]
    [InlineData("DEFAULT_4XX", """{"statusCode":"999"}""", "999")]
    [InlineData("DEFAULT_4XX", """{"responseParameters":{"header.x":"'y'"}}""", "header.x")]
    [InlineData("DEFAULT_4XX", """{"responseParameters":{"gatewayresponse.header.x":"nowhere"}}""", "nowhere")]
    [InlineData("DEFAULT_4XX", """{"responseParameters":{"gatewayresponse.header.x":"'a\nb'"}}""", "a header cannot hold it")]
    [InlineData("DEFAULT_4XX", """{"wrong":1}""", "wrong")]
    public async Task What_makes_no_response_is_refused_by_name(string type, string body, string named)
    {
        var api = await ApiAsync();

        var answer = await gateway.CallRestAsync("PUT", $"/restapis/{api.Id}/gatewayresponses/{type}", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(named, answer.Body, StringComparison.Ordinal);
    }

    private Task<TestApi> ApiAsync(string more = "") =>
        gateway.ImportRestAsync($$$$$$$$"""{"/broken":{"get":{{{{{{{{{Gateway.RestIntegration(gateway.AddFunction("{}"))}}}}}}}}}}}""", more, """{"s":"v"}""");

    private static (bool?, string?) Of(JsonArray all, string type)
    {
        var found = all.Single(r => r?["responseType"]?.GetValue<string>() == type);
        return (found?["defaultResponse"]?.GetValue<bool>(), found?["statusCode"]?.GetValue<string>());
    }
}
