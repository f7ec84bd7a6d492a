using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class RestImportTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Page = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html";

    private readonly string _echo = gateway.AddFunction(Gateway.Echo);

    [Fact]
    [Parity("apigateway:ImportRestApi", Evidence.Documented, Page)]
    public async Task A_document_becomes_resources_and_methods()
    {
        var made = await ImportAsync($$$$$$$$"""
            {"openapi":"3.0.1","info":{"title":"Tasks","version":"1.0","description":"d"},"tags":[{"name":"k","x-amazon-apigateway-tag-value":"v"}],
             "x-amazon-apigateway-binary-media-types":["image/png"],
             "paths":{"/tasks/{TaskId}":{"parameters":[{"name":"TaskId","in":"path","required":true,"schema":{"type":"string"}}],
               "get":{"operationId":"GetTask","responses":{"default":{"description":"x"},"200":{"description":"y"}},{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}}
            """, "&endpointConfigurationTypes=REGIONAL");

        var resources = (await gateway.MakeRestAsync("GET", $"/restapis/{made["id"]}/resources?embed=methods"))["item"]!.AsArray();

        Assert.Equal(("Tasks", "d", "1.0", "v"), (Text(made, "name"), Text(made, "description"), Text(made, "version"), made["tags"]?["k"]?.GetValue<string>()));
        Assert.Equal("""["image/png"]""", made["binaryMediaTypes"]?.ToJsonString());
        Assert.Equal("""["REGIONAL"]""", made["endpointConfiguration"]?["types"]?.ToJsonString());
        Assert.Equal(["/", "/tasks", "/tasks/{TaskId}"], resources.Select(r => Text(r!, "path")));
        var method = resources[2]!["resourceMethods"]!["GET"]!;
        Assert.Equal(("GetTask", """{"method.request.path.TaskId":true}""", """{"200":{"statusCode":"200"}}"""),
            (Text(method, "operationName"), method["requestParameters"]?.ToJsonString(), method["methodResponses"]?.ToJsonString()));
        Assert.Equal(29_000, method["methodIntegration"]?["timeoutInMillis"]?.GetValue<int>());
    }

    [Fact]
    [Parity("apigateway:PutRestApi", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/api/API_PutRestApi.html")]
    public async Task A_document_is_merged_into_an_API_or_takes_its_place()
    {
        var made = await ImportAsync(Document("/a"));
        var root = Text(made, "rootResourceId");
        var a = await IdOfAsync(made, "/a");

        var merged = await PutAsync(made, "merge", Document("/b"));
        var over = await PutAsync(made, "overwrite", Document("/a/c"));
        var wrong = await gateway.CallRestAsync("PUT", $"/restapis/{made["id"]}?mode=other", Document("/a"));

        Assert.Equal(["/", "/a", "/b"], merged);
        Assert.Equal(["/", "/a", "/a/c"], over);
        Assert.Equal((root, a), (await IdOfAsync(made, "/"), await IdOfAsync(made, "/a")));
        Assert.Equal(400, wrong.Status);
    }

    /// <summary>Why, what stands in the document in place of the good, and what the refusal names.</summary>
    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "no JSON", "{\"openapi\"", "openapi", "is not JSON" },
        { "an old Swagger", "\"openapi\":\"3.0.1\"", "\"swagger\":\"1.2\"", "OpenAPI 3.0" },
        { "Swagger's definitions", "\"openapi\":\"3.0.1\"", "\"swagger\":\"2.0\",\"definitions\":{}", "definitions is not supported" },
        { "no title", "\"title\"", "\"name\"", "info.title is required" },
        { "an authorizer for all", "\"info\"", "\"security\":[{\"jwt\":[]}],\"info\"", "security is not supported" },
        { "an authorizer for one", "\"operationId\"", "\"security\":[{\"jwt\":[]}],\"operationId\"", "paths.'/a'(get).security is not supported" },
        { "a resource policy", "\"info\"", "\"x-amazon-apigateway-policy\":{},\"info\"", "x-amazon-apigateway-policy is not supported" },
        { "compression", "\"info\"", "\"x-amazon-apigateway-minimum-compression-size\":0,\"info\"", "minimum-compression-size is not supported" },
        { "validation of requests", "\"operationId\"", "\"x-amazon-apigateway-request-validator\":\"all\",\"operationId\"", "paths.'/a'(get).x-amazon-apigateway-request-validator is not supported" },
        { "an HTTP proxy", "aws_proxy", "http_proxy", "paths.'/a'(get).x-amazon-apigateway-integration: type http_proxy is not supported" },
        { "a role", "\"httpMethod\"", "\"credentials\":\"arn:x\",\"httpMethod\"", "x-amazon-apigateway-integration.credentials is not supported" },
        { "two variables side by side", "\"paths\":{", "\"paths\":{\"/{x}\":{\"get\":{}},\"/{y}\":{\"get\":{}},", "already has a variable path part" },
        { "a gateway response that is none", "\"info\"", "\"x-amazon-apigateway-gateway-responses\":{\"NONE\":{}},\"info\"", "NONE" },
        { "a list where an object belongs", "{\"get\"", "[],\"/b\":{\"get\"", "paths.'/a' is not an object" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_document_that_would_be_half_obeyed_is_refused_with_the_place(string why, string good, string bad, string named)
    {
        var answer = await gateway.CallRestAsync("POST", "/restapis?mode=import", Document("/a").Replace(good, bad, StringComparison.Ordinal));

        Assert.True(answer.Status == 400, $"{why}: {answer.Body}");
        Assert.Contains(named, JsonNode.Parse(answer.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_is_a_warning_or_on_demand_a_refusal()
    {
        var document = Document("/a").Replace("\"info\"", "\"x-amazon-apigateway-cors\":{},\"info\"", StringComparison.Ordinal);

        var made = await ImportAsync(document);
        var refused = await gateway.CallRestAsync("POST", "/restapis?mode=import&failonwarnings=true", document);

        Assert.Contains("x-amazon-apigateway-cors", Assert.Single(made["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(400, refused.Status);
        Assert.StartsWith("Warnings found during import:\n\t", JsonNode.Parse(refused.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private string Document(string path) =>
        $$$$$$$$"""{"openapi":"3.0.1","info":{"title":"t"},"paths":{"{{{{{{{{path}}}}}}}}":{"get":{"operationId":"o",{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}}""";

    private Task<JsonNode> ImportAsync(string document, string query = "") => gateway.MakeRestAsync("POST", "/restapis?mode=import" + query, document);

    private async Task<IEnumerable<string>> PutAsync(JsonNode api, string mode, string document)
    {
        await gateway.MakeRestAsync("PUT", $"/restapis/{api["id"]}?mode={mode}", document);
        return (await ResourcesAsync(api)).Select(r => Text(r!, "path"));
    }

    private async Task<string> IdOfAsync(JsonNode api, string path) => Text((await ResourcesAsync(api)).Single(r => Text(r!, "path") == path)!, "id");

    private async Task<JsonArray> ResourcesAsync(JsonNode api) => (await gateway.MakeRestAsync("GET", $"/restapis/{api["id"]}/resources"))["item"]!.AsArray();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
