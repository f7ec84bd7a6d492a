using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.ApiGateway;

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
              "format":"$context.requestId $context.httpMethod $context.path $context.routeKey $context.status $context.responseLength $context.integration.status $context.integrationStatus ${stageVariables.color} $context.error.message $context.identity.user"}}
            """);

        var answer = await api.SendAsync("POST", "/prod/tasks/7");
        await gateway.CallAsync("DELETE", $"/apis/{api.Id}/stages/prod/accesslogsettings");
        await api.SendAsync("POST", "/prod/tasks/8");

        var line = Assert.Single(gateway.AccessLog, l => l.Group == group).Line;
        Assert.Equal($"{answer.Header("Apigw-Requestid").Single()} POST /prod/tasks/7 POST /tasks/{{id}} 201 4 201 200 blue - -", line);
    }

    /// <summary>The flavour, what becomes of the invocation, and the line.</summary>
    [Theory]
    [InlineData(false, nameof(FunctionOutcome.Returned), "i-1 i-1 -")]
    [InlineData(false, nameof(FunctionOutcome.Failed), "i-1 i-1 DEFAULT_5XX")]
    [InlineData(false, nameof(FunctionOutcome.Forbidden), "i-1 i-1 API_CONFIGURATION_ERROR")]
    [InlineData(true, nameof(FunctionOutcome.Returned), "i-1 i-1 -")]
    [InlineData(true, nameof(FunctionOutcome.Failed), "i-1 i-1 INTEGRATION_FAILURE")]
    [Parity("execute-api/access logs", Evidence.Documented, Page + "; which types of gateway responses HTTP APIs name is not documented")]
    [Parity("execute-api/access logs", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html")]
    public async Task A_line_names_the_invocation_and_the_kind_of_refusal(bool isRest, string outcome, string line)
    {
        var group = $"g{Guid.NewGuid():N}";
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(Enum.Parse<FunctionOutcome>(outcome), "{\"statusCode\":200}"u8.ToArray(), RequestId: "i-1")));
        var format = "$context.integration.requestId $context.awsEndpointRequestId $context.error.responseType";
        var api = isRest ? await RestAsync(function, group, format) : await HttpAsync(function, group, format);

        await api.SendAsync("GET", "/prod/a");

        Assert.Equal(line, LineOf(group));
    }

    /// <summary>The flavour, what becomes of the invocation, what Lambda has said to it, and what the function has.</summary>
    [Theory]
    [InlineData(false, nameof(FunctionOutcome.Returned), "200 200 201")]
    [InlineData(false, nameof(FunctionOutcome.Failed), "200 200 -")]
    [InlineData(false, nameof(FunctionOutcome.Throttled), "429 429 -")]
    [InlineData(false, nameof(FunctionOutcome.Forbidden), "403 403 -")]
    [InlineData(true, nameof(FunctionOutcome.Returned), "200 200 201")]
    [InlineData(true, nameof(FunctionOutcome.Failed), "200 200 -")]
    [InlineData(true, nameof(FunctionOutcome.NotFound), "404 404 -")]
    [Parity("execute-api/access logs", Evidence.Documented, Page + ": the status code returned from Lambda, not from the function's code")]
    public async Task A_line_tells_Lambdas_status_from_the_functions(bool isRest, string outcome, string line)
    {
        var group = $"g{Guid.NewGuid():N}";
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(Enum.Parse<FunctionOutcome>(outcome), "{\"statusCode\":201}"u8.ToArray())));
        var format = "$context.integrationStatus $context.integration.integrationStatus $context.integration.status";
        var api = isRest ? await RestAsync(function, group, format) : await HttpAsync(function, group, format);

        await api.SendAsync("GET", "/prod/a");

        Assert.Equal(line, LineOf(group));
    }

    [Fact]
    [Parity("execute-api/access logs", Evidence.Documented, "https://repost.aws/knowledge-center/api-gateway-http-lambda-integrations")]
    public async Task A_permission_that_is_missing_is_told_in_AWSs_words()
    {
        var group = $"g{Guid.NewGuid():N}";
        var api = await HttpAsync(gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(FunctionOutcome.Forbidden, Because: "no"))), group, "$context.integrationErrorMessage");

        await api.SendAsync("GET", "/prod/a");

        Assert.Equal(
            "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.",
            LineOf(group));
    }

    /// <summary>What a function reports, and what the line says.</summary>
    [Theory]
    [InlineData("""{"errorMessage":"'BUCKET'","errorType":"KeyError"}""", "Lambda Customer Function Error:'BUCKET'")]
    [InlineData("""{"errorType":"KeyError","stackTrace":[{"errorMessage":"inner"}]}""", "the function ended with an error; its log has it")]
    [InlineData("""{"errorMessage":7}""", "the function ended with an error; its log has it")]
    [InlineData("no JSON", "the function ended with an error; its log has it")]
    [Parity("execute-api/access logs", Evidence.Recorded, "lines of a REST API of 4 June 2024 in https://github.com/DataBiosphere/azul/pull/6624")]
    public async Task A_function_of_a_REST_API_that_fails_is_quoted(string reported, string line)
    {
        var group = $"g{Guid.NewGuid():N}";
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(FunctionOutcome.Failed, System.Text.Encoding.UTF8.GetBytes(reported))));
        var api = await RestAsync(function, group, "$context.integrationErrorMessage");

        await api.SendAsync("GET", "/prod/a");

        Assert.Equal(line, LineOf(group));
    }

    [Fact]
    [Parity("execute-api/access logs", Evidence.Documented, Page)]
    public async Task A_request_that_fails_says_why_in_its_line()
    {
        var group = $"g{Guid.NewGuid():N}";
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":0}"""), ["GET /"]);
        await gateway.MakeAsync("PATCH", $"/apis/{api.Id}/stages/%24default", $$$"""
            {"accessLogSettings":{"destinationArn":"arn:aws:logs:us-east-1:000000000000:log-group:{{{group}}}",
              "format":"{\"status\":$context.status,\"error\":$context.error.messageString,\"integration\":\"$context.integrationErrorMessage\",\"of\":\"$context.integration.status\",\"id\":\"$context.requestId\"}"}}
            """);

        var answer = await api.SendAsync("GET", "/");

        Assert.Equal(
            $$"""{"status":500,"error":"Internal Server Error","integration":"malformed response: statusCode is no whole number from 200 to 599","of":"-","id":"{{answer.Header("Apigw-Requestid").Single()}}"}""",
            Assert.Single(gateway.AccessLog, l => l.Group == group).Line);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_that_the_machine_cannot_start_is_told_with_the_reason(bool isRest)
    {
        var group = $"g{Guid.NewGuid():N}";
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(FunctionOutcome.Failed, Because: "The function cannot be started: no room")));
        var api = isRest ? await RestAsync(function, group, "$context.integrationErrorMessage") : await HttpAsync(function, group, "$context.integrationErrorMessage");

        await api.SendAsync("GET", "/prod/a");

        Assert.Equal("The function cannot be started: no room", LineOf(group));
    }

    /// <summary>Whether the API is a REST API, a format, and the refusal's words; none for a format that is taken.</summary>
    [Theory]
    [InlineData(false, "$context.requestId $context.authorizer.claims.sub $context.identity.clientCert.validity.notAfter ${context.path} $context.resourcePath", "")]
    [InlineData(false, "$context.extendedRequestId", "")]
    [InlineData(false, "$context.xrayTraceId $context.requestId $context.error", "The following context variables are not supported: [$context.xrayTraceId, $context.error]")]
    [InlineData(false, "$context.requestIds", "The following context variables are not supported: [$context.requestIds]")]
    [InlineData(false, "$context.status", "The following errors are found in Access Log Format: Access Log format must include either $context.requestId or $context.extendedRequestId : '$context.status'")]
    [InlineData(false, "", "The following errors are found in Access Log Format: Access Log format must include either $context.requestId or $context.extendedRequestId : ''")]
    [InlineData(false, "$context.requestId\\n", "The following errors are found in Access Log Format: Access Log format must be single line: '$context.requestId\n'")]
    [InlineData(true, "$context.requestId $context.anything\\n", "")]
    [InlineData(true, "$context.requestId\\n$context.status", "Access Log format must be single line, new line character is allowed only at end of the format: '$context.requestId\n$context.status'")]
    [InlineData(true, "$context.status", "Access Log format must include either $context.requestId or $context.extendedRequestId : '$context.status'")]
    [Parity("execute-api/access logs", Evidence.Documented, Page + " and https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html; the words about variables and lines are AWS's, those about the id a peer's")]
    public async Task A_format_that_cannot_be_is_refused(bool isRest, string format, string refusal)
    {
        var function = gateway.AddFunction("{}");
        var api = isRest ? await RestAsync(function, "g", "-") : await HttpAsync(function, "g", "-");

        var answer = isRest
            ? await gateway.CallRestAsync("PATCH", $"/restapis/{api.Id}/stages/prod", $$"""{"patchOperations":[{"op":"replace","path":"/accessLogSettings/format","value":"{{format}}"}]}""")
            : await gateway.CallAsync("PATCH", $"/apis/{api.Id}/stages/prod", $$$"""{"accessLogSettings":{"format":"{{{format}}}"}}""");

        Assert.Equal(refusal.Length == 0 ? 200 : 400, answer.Status);
        if (refusal.Length > 0) Assert.Equal(refusal, $"{JsonNode.Parse(answer.Body)?["message"]}");
    }

    /// <summary>The line but for the request's id, with which the formats end.</summary>
    private string LineOf(string group)
    {
        var line = Assert.Single(gateway.AccessLog, l => l.Group == group).Line;
        return line[..line.LastIndexOf(' ')];
    }

    private async Task<TestApi> HttpAsync(string function, string group, string format)
    {
        var api = await gateway.CreateAsync(function, ["GET /a"], stage: "prod");
        await gateway.MakeAsync("PATCH", $"/apis/{api.Id}/stages/prod", $$$"""{"accessLogSettings":{"destinationArn":"arn:aws:logs:us-east-1:000000000000:log-group:{{{group}}}","format":"{{{format}}} $context.requestId"}}""");
        return api;
    }

    private async Task<TestApi> RestAsync(string function, string group, string format)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/a":{"get":{{{{{{{{{Gateway.RestIntegration(function)}}}}}}}}}}}""");
        await gateway.MakeRestAsync("PATCH", "/account", """{"patchOperations":[{"op":"replace","path":"/cloudwatchRoleArn","value":"arn:aws:iam::000000000000:role/logs"}]}""");
        await gateway.MakeRestAsync("PATCH", $"/restapis/{api.Id}/stages/prod", $$$"""
            {"patchOperations":[{"op":"replace","path":"/accessLogSettings/destinationArn","value":"arn:aws:logs:us-east-1:000000000000:log-group:{{{group}}}"},{"op":"replace","path":"/accessLogSettings/format","value":"{{{format}}} $context.requestId"}]}
            """);
        return api;
    }
}
