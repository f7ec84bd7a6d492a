using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed partial class RestEventTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Recording = "LocalStack's test_lambda_aws_proxy_integration of 10 July 2024, recorded on AWS, without what only edge-optimised APIs add";

    private readonly string _echo = gateway.AddFunction(Gateway.Echo);

    [Fact]
    [Parity("execute-api/REST events", Evidence.Recorded, Recording)]
    public async Task A_request_becomes_the_recorded_event()
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/{proxy+}":{"x-amazon-apigateway-any-method":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""");

        var answer = await api.SendAsync(
            "POST", "/prod/test-path/user/test%2Balias@gmail.com/?urlparam=test&plus=a+b&category=electronics&category=books",
            "tEsT-HEADeR: aValUE\nAccept: */*\nUser-Agent: curl/8\nContent-Type: application/json;charset=utf-8", """{"message":"hello"}""");

        Assert.Equal(Expected.ReplaceLineEndings("\n"), Masked(answer.Text, api));
    }

    [Fact]
    [Parity("execute-api/REST events", Evidence.Recorded, Recording)]
    public async Task What_a_request_does_not_have_is_null()
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/a":{"get":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""", variables: """{"color":"blue"}""");

        var seen = JsonNode.Parse((await api.SendAsync("GET", "/prod/a")).Text)!;

        string[] absent = ["queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "body"];
        Assert.All(absent, name => Assert.True(seen.AsObject().ContainsKey(name) && seen[name] is null, name));
        Assert.Equal("""{"color":"blue"}""", seen["stageVariables"]?.ToJsonString());
        Assert.False(seen["isBase64Encoded"]?.GetValue<bool>());
    }

    /// <summary>Why, the API's binary types, the request's, and body and flag that the function gets.</summary>
    public static TheoryData<string, string, string, string, bool> Bodies => new()
    {
        { "its type is binary", "image/png", "image/png", "aGk=", true },
        { "another type is", "image/png", "text/plain", "hi", false },
        { "text whatever the type, when none is", "", "application/octet-stream", "hi", false },
        { "everything is", "*/*", "application/json", "aGk=", true },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    [Parity("execute-api/REST binary", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html")]
    public async Task A_body_is_base64_where_its_type_is_binary(string why, string types, string type, string body, bool isBase64)
    {
        var binary = types.Length == 0 ? "" : $"\"x-amazon-apigateway-binary-media-types\":[\"{types}\"],";
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"post":{{{{{{{{{Gateway.RestIntegration(_echo)}}}}}}}}}}}""", binary);

        var seen = JsonNode.Parse((await api.SendAsync("POST", "/prod", $"Content-Type: {type}\nAccept: text/plain", "hi")).Text)!;

        Assert.True((seen["body"]?.GetValue<string>(), seen["isBase64Encoded"]?.GetValue<bool>()) == (body, isBase64), $"{why}: {seen}");
    }

    private const string Expected = """
        {
          "resource": "/{proxy+}",
          "path": "/test-path/user/test%2Balias@gmail.com/",
          "httpMethod": "POST",
          "headers": {
            "Accept": "*/*",
            "Content-Type": "application/json;charset=utf-8",
            "Host": "{id}.execute-api.localhost:{port}",
            "User-Agent": "curl/8",
            "X-Amzn-Trace-Id": "Root={traceId}",
            "X-Forwarded-For": "{ip}",
            "X-Forwarded-Port": "{port}",
            "X-Forwarded-Proto": "http",
            "tEsT-HEADeR": "aValUE"
          },
          "multiValueHeaders": {
            "Accept": ["*/*"],
            "Content-Type": ["application/json;charset=utf-8"],
            "Host": ["{id}.execute-api.localhost:{port}"],
            "User-Agent": ["curl/8"],
            "X-Amzn-Trace-Id": ["Root={traceId}"],
            "X-Forwarded-For": ["{ip}"],
            "X-Forwarded-Port": ["{port}"],
            "X-Forwarded-Proto": ["http"],
            "tEsT-HEADeR": ["aValUE"]
          },
          "queryStringParameters": { "urlparam": "test", "plus": "a b", "category": "books" },
          "multiValueQueryStringParameters": { "urlparam": ["test"], "plus": ["a b"], "category": ["electronics", "books"] },
          "pathParameters": { "proxy": "test-path/user/test%2Balias@gmail.com" },
          "stageVariables": null,
          "requestContext": {
            "resourceId": "{resourceId}",
            "resourcePath": "/{proxy+}",
            "httpMethod": "POST",
            "extendedRequestId": "{extendedId}",
            "requestTime": "{time}",
            "path": "/prod/test-path/user/test%2Balias@gmail.com/",
            "accountId": "000000000000",
            "protocol": "HTTP/1.1",
            "stage": "prod",
            "domainPrefix": "{id}",
            "requestTimeEpoch": 0,
            "requestId": "{uuid}",
            "identity": {
              "accessKey": null,
              "accountId": null,
              "caller": null,
              "cognitoAuthenticationProvider": null,
              "cognitoAuthenticationType": null,
              "cognitoIdentityId": null,
              "cognitoIdentityPoolId": null,
              "principalOrgId": null,
              "sourceIp": "{ip}",
              "user": null,
              "userAgent": "curl/8",
              "userArn": null
            },
            "domainName": "{id}.execute-api.localhost",
            "deploymentId": "{deploymentId}",
            "apiId": "{id}"
          },
          "body": "{\"message\":\"hello\"}",
          "isBase64Encoded": false
        }
        """;

    /// <summary>The event in the expected form, with what differs from run to run replaced by names in braces.</summary>
    private string Masked(string payload, TestApi api)
    {
        var seen = JsonNode.Parse(payload)!;
        var context = seen["requestContext"]!;
        (context["resourceId"], context["deploymentId"], context["requestTimeEpoch"]) = ("{resourceId}", "{deploymentId}", 0);
        var text = seen.ToJsonString().Replace(api.Id, "{id}", StringComparison.Ordinal);
        text = Uuid().Replace(text, "{uuid}");
        text = ExtendedId().Replace(text, "{extendedId}");
        text = TraceId().Replace(text, "{traceId}");
        text = Time().Replace(text, "{time}");
        text = Address().Replace(text, "{ip}").Replace($"{gateway.Endpoint.Port}", "{port}", StringComparison.Ordinal);
        return JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(Expected)) && Names(JsonNode.Parse(text)) == Names(JsonNode.Parse(Expected))
            ? Expected.ReplaceLineEndings("\n")
            : text;
    }

    /// <summary>The members in order, which equality of JSON does not look at.</summary>
    private static string Names(JsonNode? node) => node is JsonObject members ? string.Join(',', members.Select(m => $"{m.Key}({Names(m.Value)})")) : "";

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex("(?<=\"extendedRequestId\":\")[A-Za-z0-9_-]{15}=(?=\")")]
    private static partial Regex ExtendedId();

    [GeneratedRegex("1-[0-9a-f]{8}-[0-9a-f]{24}")]
    private static partial Regex TraceId();

    [GeneratedRegex(@"\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d (\+|\\u002B)0000")]
    private static partial Regex Time();

    [GeneratedRegex(@"127\.0\.0\.1|::1")]
    private static partial Regex Address();
}
