namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class MockTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Page = "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html";

    private const string Preflight = """
        {"/tasks":{"options":{
          "responses":{"204":{"description":"d","headers":{"Access-Control-Allow-Origin":{"schema":{"type":"string"}},"X-Stage":{"schema":{"type":"string"}}}}},
          "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\": 204}"},
            "responses":{"default":{"statusCode":"204","responseParameters":{
              "method.response.header.Access-Control-Allow-Origin":"'http://site'","method.response.header.X-Stage":"context.stage"}}}}}}}
        """;

    [Fact]
    [Parity("execute-api/REST mocks", Evidence.Documented, Page)]
    public async Task A_mock_answers_with_what_its_response_says()
    {
        var api = await gateway.ImportRestAsync(Preflight);

        var answer = await api.SendAsync("OPTIONS", "/prod/tasks", "Origin: http://site\nAccess-Control-Request-Method: GET");

        Assert.Equal((204, ""), (answer.Status, answer.Text));
        Assert.Equal(["http://site"], answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(["prod"], answer.Header("X-Stage"));
        Assert.Single(answer.Header("x-amz-apigw-id"));
    }

    /// <summary>The template's status, and status and body of the answer.</summary>
    [Theory]
    [InlineData("{\\\"statusCode\\\": 200}", 200, """{"is":"fine"}""")]
    [InlineData("{statusCode: 404}", 404, "gone")]
    [InlineData("{\\\"statusCode\\\": 418}", 200, """{"is":"fine"}""")]
    [Parity("execute-api/REST mocks", Evidence.Documented, Page)]
    public async Task The_status_of_the_template_chooses_the_response(string template, int status, string body)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""
            {"/":{"get":{"responses":{"200":{"description":"d"},"404":{"description":"d"}},"x-amazon-apigateway-integration":{"type":"MOCK",
              "requestTemplates":{"application/json":"{{{{{{{{template}}}}}}}}"},
              "responses":{"default":{"statusCode":"200","responseTemplates":{"application/json":"{\"is\":\"fine\"}"}},"4[01]4":{"statusCode":"404","responseTemplates":{"text/plain":"gone"}}}}}}}
            """);

        var answer = await api.SendAsync("GET", "/prod");

        Assert.Equal((status, body), (answer.Status, answer.Text));
    }

    /// <summary>A status that is none of a final answer's would leave the client waiting.</summary>
    [Fact]
    public async Task A_mock_that_answers_with_less_than_200_is_an_internal_error()
    {
        var api = await gateway.ImportRestAsync("""
            {"/":{"get":{"responses":{"101":{"description":"d"}},"x-amazon-apigateway-integration":{"type":"mock",
              "requestTemplates":{"application/json":"{\"statusCode\":101}"},"responses":{"default":{"statusCode":"101","responseTemplates":{"application/json":"never"}}}}}}}
            """);

        var answer = await api.SendAsync("GET", "/prod").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal((500, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_content_type_that_no_header_can_hold_is_refused()
    {
        var api = await gateway.ImportRestAsync(Preflight);

        var answer = await gateway.CallRestAsync("PUT", $"/restapis/{api.Id}/gatewayresponses/DEFAULT_4XX", """{"responseTemplates":{"text/é":"x"}}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains("text/é", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("when_no_match", 500)]
    [InlineData("never", 415)]
    [InlineData("when_no_templates", 415)]
    [Parity("execute-api/REST mocks", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html")]
    public async Task A_content_type_without_a_template_gets_no_answer(string passthrough, int status)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""
            {"/":{"post":{"responses":{"200":{"description":"d"}},"x-amazon-apigateway-integration":{"type":"mock","passthroughBehavior":"{{{{{{{{passthrough}}}}}}}}",
              "requestTemplates":{"application/json":"{\"statusCode\":200}"},"responses":{"default":{"statusCode":"200"}}}}}}
            """);

        var answer = await api.SendAsync("POST", "/prod", "Content-Type: text/plain", "x");

        Assert.Equal(status, answer.Status);
    }
}
