namespace TaskTracker.Emulation.Tests.ApiGateway;

public sealed class AccessLogTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Page = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html";

    [Fact]
    [Parity("execute-api/access logs", Evidence.Documented, Page)]
    [Parity("apigateway:DeleteAccessLogSettings", Evidence.Documented, "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-accesslogsettings.html")]
    public async Task A_request_leaves_a_line_in_the_configured_format()
    {
        var group = $"/aws/http-api/{Guid.NewGuid():N}";
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":201,"body":"made"}"""), ["POST /tasks/{id}"], stage: "prod", variables: """{"color":"blue"}""");
        await gateway.MakeAsync("PATCH", $"/apis/{api.Id}/stages/prod", $$$"""
            {"accessLogSettings":{"destinationArn":"arn:aws:logs:us-east-1:000000000000:log-group:{{{group}}}:*",
              "format":"$context.requestId $context.httpMethod $context.path $context.routeKey $context.status $context.responseLength $context.integration.status $context.integrationStatus ${stageVariables.color} $context.error.message $context.nothing"}}
            """);

        var answer = await api.SendAsync("POST", "/prod/tasks/7");
        await gateway.CallAsync("DELETE", $"/apis/{api.Id}/stages/prod/accesslogsettings");
        await api.SendAsync("POST", "/prod/tasks/8");

        var line = Assert.Single(gateway.AccessLog, l => l.Group == group).Line;
        Assert.Equal($"{answer.Header("Apigw-Requestid").Single()} POST /prod/tasks/7 POST /tasks/{{id}} 201 4 201 200 blue - -", line);
    }

    [Fact]
    [Parity("execute-api/access logs", Evidence.Documented, Page)]
    public async Task A_request_that_fails_says_why_in_its_line()
    {
        var group = $"g{Guid.NewGuid():N}";
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":0}"""), ["GET /"]);
        await gateway.MakeAsync("PATCH", $"/apis/{api.Id}/stages/%24default", $$$"""
            {"accessLogSettings":{"destinationArn":"arn:aws:logs:us-east-1:000000000000:log-group:{{{group}}}",
              "format":"{\"status\":$context.status,\"error\":$context.error.messageString,\"integration\":\"$context.integrationErrorMessage\",\"of\":\"$context.integration.status\"}"}}
            """);

        await api.SendAsync("GET", "/");

        Assert.Equal(
            """{"status":500,"error":"Internal Server Error","integration":"malformed response: statusCode is no whole number from 200 to 599","of":"-"}""",
            Assert.Single(gateway.AccessLog, l => l.Group == group).Line);
    }
}
