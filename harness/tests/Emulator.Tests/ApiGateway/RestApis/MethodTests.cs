using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class MethodTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Methods = "LocalStack's test_apigateway_api.snapshot.json, TestApiGatewayApiMethod, recorded on AWS";
    private const string Responses = "LocalStack's test_apigateway_api.snapshot.json, TestApigatewayMethodResponse, recorded on AWS";
    private const string Reference = "https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html";

    [Fact]
    [Parity("apigateway:PutMethod", Evidence.Recorded, Methods)]
    [Parity("apigateway:GetMethod", Evidence.Recorded, Methods)]
    [Parity("apigateway:UpdateMethod", Evidence.Recorded, Methods)]
    [Parity("apigateway:DeleteMethod", Evidence.Recorded, Methods)]
    public async Task A_method_is_put_shown_changed_and_deleted()
    {
        var path = await ResourceAsync() + "/methods/ANY";

        var put = await gateway.MakeRestAsync("PUT", path, """{"authorizationType":"NONE","requestParameters":{"method.request.querystring.q":true}}""");
        var twice = await gateway.CallRestAsync("PUT", path, """{"authorizationType":"NONE"}""");
        var changed = await gateway.MakeRestAsync("PATCH", path, """
            {"patchOperations":[{"op":"replace","path":"/operationName","value":"Op"},{"op":"remove","path":"/requestParameters/method.request.querystring.q"}]}
            """);
        var deleted = await gateway.CallRestAsync("DELETE", path);
        var gone = await gateway.CallRestAsync("GET", path);

        Assert.Equal("""{"apiKeyRequired":false,"authorizationType":"NONE","httpMethod":"ANY","requestParameters":{"method.request.querystring.q":true}}""", put.ToJsonString());
        Assert.Equal(409, twice.Status);
        Assert.Equal("""{"apiKeyRequired":false,"authorizationType":"NONE","httpMethod":"ANY","operationName":"Op"}""", changed.ToJsonString());
        Assert.Equal(204, deleted.Status);
        Assert.Equal((404, """{"message":"Invalid Method identifier specified"}"""), (gone.Status, gone.Body));
    }

    [Fact]
    [Parity("apigateway:PutMethodResponse", Evidence.Recorded, Responses)]
    [Parity("apigateway:GetMethodResponse", Evidence.Recorded, Responses)]
    [Parity("apigateway:DeleteMethodResponse", Evidence.Recorded, Responses)]
    [Parity("apigateway:PutIntegration", Evidence.Recorded, Responses)]
    [Parity("apigateway:GetIntegration", Evidence.Recorded, "LocalStack's test_lambda_aws_integration_with_request_template, recorded on AWS")]
    [Parity("apigateway:UpdateIntegration", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html")]
    [Parity("apigateway:DeleteIntegration", Evidence.Recorded, "LocalStack's test_lambda_aws_integration_with_request_template, recorded on AWS")]
    [Parity("apigateway:PutIntegrationResponse", Evidence.Documented, Reference)]
    [Parity("apigateway:GetIntegrationResponse", Evidence.Recorded, "LocalStack's TestApigatewayIntegration, recorded on AWS")]
    [Parity("apigateway:DeleteIntegrationResponse", Evidence.Documented, Reference)]
    public async Task A_mock_is_put_together_piece_by_piece_and_taken_apart()
    {
        var path = await ResourceAsync() + "/methods/GET";
        await gateway.MakeRestAsync("PUT", path, """{"authorizationType":"NONE"}""");

        await gateway.MakeRestAsync("PUT", path + "/responses/200", """{"responseParameters":{"method.response.header.x-a":true},"responseModels":{"application/json":"Empty"}}""");
        await gateway.MakeRestAsync("PUT", path + "/integration", """{"type":"MOCK","requestTemplates":{"application/json":"{\"statusCode\": 200}"}}""");
        var changed = await gateway.MakeRestAsync("PATCH", path + "/integration", """{"patchOperations":[{"op":"replace","path":"/timeoutInMillis","value":"1000"}]}""");
        await gateway.MakeRestAsync("PUT", path + "/integration/responses/200", """{"responseParameters":{"method.response.header.x-a":"'b'"},"responseTemplates":{"application/json":"{}"}}""");
        var method = await gateway.MakeRestAsync("GET", path);
        int[] deleted =
        [
            (await gateway.CallRestAsync("DELETE", path + "/integration/responses/200")).Status, (await gateway.CallRestAsync("DELETE", path + "/integration")).Status,
            (await gateway.CallRestAsync("DELETE", path + "/responses/200")).Status,
        ];
        var gone = await gateway.CallRestAsync("GET", path + "/integration");
        var noResponse = await gateway.CallRestAsync("GET", path + "/responses/200");

        Assert.Equal(1000, changed["timeoutInMillis"]?.GetValue<int>());
        Assert.Equal("""{"200":{"responseModels":{"application/json":"Empty"},"responseParameters":{"method.response.header.x-a":true},"statusCode":"200"}}""", method["methodResponses"]?.ToJsonString());
        Assert.Equal(("MOCK", "WHEN_NO_MATCH"), (method["methodIntegration"]?["type"]?.GetValue<string>(), method["methodIntegration"]?["passthroughBehavior"]?.GetValue<string>()));
        Assert.Equal("'b'", method["methodIntegration"]?["integrationResponses"]?["200"]?["responseParameters"]?["method.response.header.x-a"]?.GetValue<string>());
        Assert.Equal([204, 204, 204], deleted);
        Assert.Equal((404, """{"message":"Invalid Integration identifier specified"}"""), (gone.Status, gone.Body));
        Assert.Equal((404, """{"message":"Invalid Response status code specified"}"""), (noResponse.Status, noResponse.Body));
    }

    /// <summary>Path below the resource, body, and what the refusal says.</summary>
    [Theory]
    [InlineData("/methods/WRONG", """{"authorizationType":"NONE"}""", "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY")]
    [InlineData("/methods/PUT", """{"authorizationType":"AWS_IAM"}""", "authorizationType AWS_IAM is not supported")]
    [InlineData("/methods/PUT", """{"authorizationType":"NONE","apiKeyRequired":true}""", "apiKeyRequired is not supported")]
    [InlineData("/methods/PUT", """{"authorizationType":"NONE","requestModels":{"application/json":"petModel"}}""", "Invalid model identifier specified: petModel")]
    [InlineData("/methods/PUT", """{"authorizationType":"NONE","requestValidatorId":"x"}""", "requestValidatorId is not supported")]
    [InlineData("/methods/GET/integration", """{"type":"HTTP_PROXY","uri":"http://x","httpMethod":"GET"}""", "type HTTP_PROXY is not supported")]
    [InlineData("/methods/GET/integration", """{"type":"AWS","uri":"arn:x","httpMethod":"POST"}""", "type AWS is not supported")]
    [InlineData("/methods/GET/integration", """{"type":"AWS_PROXY","uri":"arn:aws:lambda:us-east-1:000000000000:function:f"}""", "Enumeration value for HttpMethod must be non-empty")]
    [InlineData("/methods/GET/integration", """{"type":"AWS_PROXY","httpMethod":"POST","uri":"arn:aws:lambda:us-east-1:000000000000:function:f"}""", "AWS ARN for integration must contain path or action")]
    [InlineData("/methods/GET/integration", """{"type":"AWS_PROXY","httpMethod":"POST","uri":"http://x"}""", "Invalid function ARN or invalid URI: http://x")]
    [InlineData("/methods/GET/integration", """{"type":"MOCK","timeoutInMillis":30000}""", "Timeout should be between 50 ms and 29000 ms")]
    [InlineData("/methods/GET/integration", """{"type":"MOCK","credentials":"arn:x"}""", "credentials is not supported")]
    [InlineData("/methods/GET/integration", """{"type":"MOCK","requestTemplates":{"application/json":"#set($a=1)"}}""", "a template with variables or directives (#set($a=1)) is not supported")]
    public async Task What_cannot_be_put_is_refused_by_name(string path, string body, string named)
    {
        var resource = await ResourceAsync();
        await gateway.MakeRestAsync("PUT", resource + "/methods/GET", """{"authorizationType":"NONE"}""");

        var answer = await gateway.CallRestAsync("PUT", resource + path, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(named, JsonNode.Parse(answer.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_s_ARN_alone_does_not_become_an_integration_s_URI_either()
    {
        const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f", Invocations = $"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{Function}/invocations";
        var path = await ResourceAsync() + "/methods/GET";
        await gateway.MakeRestAsync("PUT", path, """{"authorizationType":"NONE"}""");
        await gateway.MakeRestAsync("PUT", path + "/integration", $$"""{"type":"AWS_PROXY","httpMethod":"POST","uri":"{{Invocations}}"}""");

        var answer = await gateway.CallRestAsync("PATCH", path + "/integration", $$"""{"patchOperations":[{"op":"replace","path":"/uri","value":"{{Function}}"}]}""");

        Assert.Equal((400, """{"message":"AWS ARN for integration must contain path or action"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_header_that_the_method_does_not_declare_cannot_be_mapped()
    {
        var path = await ResourceAsync() + "/methods/GET";
        await gateway.MakeRestAsync("PUT", path, """{"authorizationType":"NONE"}""");
        await gateway.MakeRestAsync("PUT", path + "/integration", """{"type":"MOCK"}""");

        var answer = await gateway.CallRestAsync("PUT", path + "/integration/responses/200", """{"responseParameters":{"method.response.header.x-a":"'b'"}}""");

        Assert.Equal(400, answer.Status);
        Assert.Contains("Invalid mapping expression parameter specified: method.response.header.x-a", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>The path of the root resource of a new API.</summary>
    private async Task<string> ResourceAsync()
    {
        var api = await gateway.MakeRestAsync("POST", "/restapis", """{"name":"test"}""");
        return $"/restapis/{api["id"]}/resources/{api["rootResourceId"]}";
    }
}
