using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.ApiGateway;

namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class RestServingTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Snapshots = "LocalStack's test_apigateway_lambda.snapshot.json and aws-facts of its test_routing_not_found, recorded on AWS";

    private readonly string _echo = gateway.AddFunction(Gateway.Echo);

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("PATCH", "/tasks")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/tasks/1/more")]
    [Parity("execute-api/REST routing", Evidence.Recorded, Snapshots)]
    public async Task What_has_no_method_lacks_a_token_as_AWS_puts_it(string method, string path)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/tasks":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}},"/tasks/{id}":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""");

        var answer = await api.SendAsync(method, "/prod" + path);

        Assert.Equal((403, """{"message":"Missing Authentication Token"}"""), (answer.Status, answer.Text));
        Assert.Equal(["MissingAuthenticationTokenException"], answer.Header("x-amzn-ErrorType"));
        Assert.Equal(["application/json"], answer.Header("Content-Type"));
        Assert.True(Guid.TryParse(Assert.Single(answer.Header("x-amzn-RequestId")), out _));
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", Assert.Single(answer.Header("x-amz-apigw-id")));
        Assert.Empty(answer.Header("Apigw-Requestid"));
    }

    /// <summary>Why, what the client sends as the request's id, and what becomes of it.</summary>
    [Theory]
    [InlineData("a UUID", "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d", "^0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d$")]
    [InlineData("one in capitals", "0A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D", "^0A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D$")]
    [InlineData("none", "", "^[0-9a-f-]{36}$")]
    [InlineData("no UUID", "12345678", "^[0-9a-f-]{36}_REPLACED_INVALID_REQUEST_ID$")]
    [InlineData("a UUID in braces", "{0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d}", "^[0-9a-f-]{36}_REPLACED_INVALID_REQUEST_ID$")]
    [Parity("execute-api/REST routing", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html: clients override the id; that a replaced one shows outside of logs too is not said")]
    public async Task A_client_gives_its_request_an_id(string why, string sent, string id)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/tasks":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""");

        var answer = await api.SendAsync("GET", "/prod/tasks", $"x-amzn-RequestId: {sent}");
        var refused = await api.SendAsync("GET", "/prod/nowhere", $"x-amzn-RequestId: {sent}");

        var seen = JsonNode.Parse(answer.Text)?["requestContext"];
        Assert.Matches(id, Assert.Single(answer.Header("x-amzn-RequestId")));
        Assert.Matches(id, Assert.Single(refused.Header("x-amzn-RequestId")));
        Assert.True($"{seen?["requestId"]}" == Assert.Single(answer.Header("x-amzn-RequestId")), why);
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", $"{seen?["extendedRequestId"]}");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/other/tasks")]
    [Parity("execute-api/REST routing", Evidence.Unverified, "as users of AWS quote it; no recording")]
    public async Task A_stage_that_is_not_there_is_forbidden(string path)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/tasks":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""");

        var answer = await api.SendAsync("GET", path);

        Assert.Equal((403, """{"message":"Forbidden"}"""), (answer.Status, answer.Text));
        Assert.Equal(["ForbiddenException"], answer.Header("x-amzn-ErrorType"));
    }

    /// <summary>Why, the path that is asked for, and the resource that takes it.</summary>
    public static TheoryData<string, string, string> Routes => new()
    {
        { "text before a variable", "/a/b", "/a/b" },
        { "a variable before a greedy one", "/a/x", "/a/{v}" },
        { "a greedy one for what is longer", "/a/x/y", "/{proxy+}" },
        { "a slash at the end does not matter", "/a/b/", "/a/b" },
        { "nor one too many at the beginning", "//a/b", "/a/b" },
        { "text may be escaped", "/%61/b", "/a/b" },
        { "the way back out of a branch that ends", "/a/x/z", "/{proxy+}" },
        { "a resource without methods is none", "/a", "/{proxy+}" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    [Parity("execute-api/REST routing", Evidence.Unverified, "slashes are recorded in LocalStack's snapshots; that a resource without the method does not fall back to a greedy one is not known")]
    public async Task The_closest_resource_takes_a_request(string why, string path, string expected)
    {
        var get = Gateway.RestIntegration(_echo);
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/a/b":{"get":{{{{{{{{{get}}}}}}}}}},"/a/{v}":{"get":{{{{{{{{{get}}}}}}}}}},"/{proxy+}":{"x-amazon-apigateway-any-method":{{{{{{{{{get}}}}}}}}}}}""");

        var answer = await api.SendAsync("GET", "/prod" + path);

        Assert.True(answer.Status == 200, $"{why}: {answer.Text}");
        Assert.Equal(expected, JsonNode.Parse(answer.Text)?["resource"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("/_aws/execute-api/{id}/prod/tasks")]
    [InlineData("/restapis/{id}/prod/_user_request_/tasks")]
    public async Task Clients_that_cannot_resolve_names_go_by_path(string path)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/tasks":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""");

        var answer = await RawHttp.SendAsync(gateway.Endpoint, $"GET {path.Replace("{id}", api.Id, StringComparison.Ordinal)} HTTP/1.1\nHost: localhost");

        Assert.Equal(200, answer.Status);
        Assert.Equal("/prod/tasks", JsonNode.Parse(answer.Text)?["requestContext"]?["path"]?.GetValue<string>());
    }

    [Fact]
    [Parity("execute-api/REST integrations", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html")]
    public async Task A_stage_variable_chooses_the_function()
    {
        var chosen = gateway.AddFunction("""{"statusCode":200,"body":"chosen"}""");
        var name = chosen[(chosen.LastIndexOf(':') + 1)..];
        var integration = Gateway.RestIntegration(chosen).Replace(name, "${stageVariables.fn}", StringComparison.Ordinal);

        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{integration}}}}}}}}}}}""", variables: $$"""{"fn":"{{name}}"}""");
        var answer = await api.SendAsync("GET", "/prod");

        Assert.Equal("chosen", answer.Text);
    }

    /// <summary>How the function ends, and status, body and error type that the client gets.</summary>
    public static TheoryData<string, int, string> Failures => new()
    {
        { "Failed", 502, """{"message": "Internal server error"}""" },
        { "Throttled", 500, """{"message": "Internal server error"}""" },
        { "Forbidden", 500, """{"message": "Internal server error"}""" },
        { "NotFound", 500, """{"message": "Internal server error"}""" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    [Parity("execute-api/REST errors", Evidence.Unverified, "502 for a failed function is recorded; 500 for the others is what users report")]
    public async Task A_function_that_does_not_return_is_an_internal_error(string outcome, int status, string body)
    {
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(Enum.Parse<FunctionOutcome>(outcome))));
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(function)}}}}}}}}}}}""");

        var answer = await api.SendAsync("GET", "/prod");

        Assert.Equal((status, body), (answer.Status, answer.Text));
        Assert.Equal(["InternalServerErrorException"], answer.Header("x-amzn-ErrorType"));
    }

    [Fact]
    [Parity("execute-api/REST errors", Evidence.Unverified, "504 and its text as users of AWS quote them")]
    public async Task A_function_that_outlasts_its_integration_is_a_504()
    {
        var slow = new TaskCompletionSource<FunctionAnswer>();
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(gateway.AddFunction((_, _) => slow.Task), "\"timeoutInMillis\":50,")}}}}}}}}}}}""");

        var answer = await api.SendAsync("GET", "/prod");
        slow.SetResult(Gateway.Returned("{}"));

        Assert.Equal((504, """{"message": "Endpoint request timed out"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    [Parity("execute-api/REST errors", Evidence.Recorded, "LocalStack's test_lambda_aws_proxy_integration_non_post_method of 20 March 2024")]
    public async Task A_function_that_would_be_called_with_GET_is_an_internal_error()
    {
        var integration = Gateway.RestIntegration(_echo).Replace("\"POST\"", "\"GET\"", StringComparison.Ordinal);
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{integration}}}}}}}}}}}""");

        var answer = await api.SendAsync("GET", "/prod");

        Assert.Equal((500, """{"message": "Internal server error"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    [Parity("execute-api/REST errors", Evidence.Unverified, "413 and its text from AWS's own Lambda test tool; the payload limit is documented")]
    public async Task A_body_over_10_MB_is_too_long()
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"post":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""");

        var answer = await api.SendAsync("POST", "/prod", "Content-Type: text/plain", new string('x', 10 * 1024 * 1024 + 1));

        Assert.Equal((413, """{"message":"Request Too Long"}"""), (answer.Status, answer.Text));
        Assert.Equal(["RequestTooLargeException"], answer.Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task A_stage_serves_what_was_deployed_to_it_and_nothing_newer()
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/a":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""");
        var newer = $$$$$$$$"""{"openapi":"3.0.1","info":{"title":"t"},"paths":{"/b":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}}""";
        await gateway.MakeRestAsync("PUT", $"/restapis/{api.Id}?mode=overwrite", newer);

        var before = (await api.SendAsync("GET", "/prod/a")).Status;
        await gateway.MakeRestAsync("POST", $"/restapis/{api.Id}/deployments", """{"stageName":"prod"}""");
        var after = ((await api.SendAsync("GET", "/prod/a")).Status, (await api.SendAsync("GET", "/prod/b")).Status);

        Assert.Equal(200, before);
        Assert.Equal((403, 200), after);
    }
}
