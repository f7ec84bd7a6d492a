namespace TaskTracker.Emulation.Tests.ApiGateway.RestApis;

public sealed class RestAnswerTests(Gateway gateway) : IClassFixture<Gateway>
{
    private const string Recording = "LocalStack's test_aws_proxy_response_payload_format_validation, recorded on AWS in November 2024";

    /// <summary>Why, what the function returns, and status, body and content type that the client gets.</summary>
    public static TheoryData<string, string, int, string> Answers => new()
    {
        { "a whole response", """{"statusCode":201,"body":"made"}""", 201, "made" },
        { "a status as text", """{"statusCode":"201"}""", 201, "" },
        { "no status", """{"headers":{"a":"b"}}""", 200, "" },
        { "no headers", """{"statusCode":200,"headers":null,"body":"x"}""", 200, "x" },
        { "base64 that nobody called binary", """{"statusCode":200,"body":"aGk=","isBase64Encoded":true}""", 200, "aGk=" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    [Parity("execute-api/REST answers", Evidence.Recorded, Recording)]
    public async Task What_a_function_returns_becomes_the_answer(string why, string returned, int status, string body)
    {
        var answer = await AnswerAsync(returned);

        Assert.True((answer.Status, answer.Text) == (status, body), $"{why}: {answer.Head} {answer.Text}");
        Assert.Equal(["application/json"], answer.Header("Content-Type"));
        Assert.StartsWith("Root=1-", Assert.Single(answer.Header("X-Amzn-Trace-Id")), StringComparison.Ordinal);
    }

    /// <summary>Why, and what the function returns.</summary>
    public static TheoryData<string, string> Malformed => new()
    {
        { "nothing in it", "{}" },
        { "a member that nobody knows", """{"statusCode":200,"wrong":1}""" },
        { "cookies are the other format's", """{"statusCode":200,"cookies":[]}""" },
        { "no status", """{"statusCode":"test"}""" },
        { "a status that is none", """{"statusCode":0}""" },
        { "a fraction", """{"statusCode":200.5}""" },
        { "text", "\"test\"" },
        { "a number", "1" },
        { "a list", "[]" },
        { "no JSON", "plain" },
        { "an object as body", """{"statusCode":200,"body":{"a":1}}""" },
        { "many values that are one", """{"statusCode":200,"multiValueHeaders":{"a":"b"}}""" },
        { "a header that is a list", """{"statusCode":200,"headers":{"a":["b"]}}""" },
        { "a header that begins a new line", """{"statusCode":200,"headers":{"a":"b\r\nSet-Cookie: c=d"}}""" },
        { "a header whose name ends a line", """{"statusCode":200,"headers":{"a\r\nb":"c"}}""" },
        { "half a surrogate pair", """{"statusCode":200,"body":"\ud800"}""" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    [Parity("execute-api/REST answers", Evidence.Recorded, Recording + "; those about lines, surrogates and objects are not in it")]
    public async Task A_malformed_response_is_a_502(string why, string returned)
    {
        var answer = await AnswerAsync(returned);

        Assert.True(answer.Status == 502, $"{why}: {answer.Head}");
        Assert.Equal("""{"message": "Internal server error"}""", answer.Text);
        Assert.Equal(["InternalServerErrorException"], answer.Header("x-amzn-ErrorType"));
        Assert.Empty(answer.Header("Set-Cookie"));
    }

    /// <summary>What the client sends, and what it gets back.</summary>
    [Theory]
    [InlineData("Root=é", "^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$")]
    [InlineData("Self=é", "^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$")]
    [InlineData("Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6;Self=é", "^Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6$")]
    public async Task A_trace_that_no_header_can_hold_is_not_sent_back(string sent, string answered)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(gateway.AddFunction(Gateway.Echo))}}}}}}}}}}}""");

        var answer = await api.SendAsync("GET", "/prod", $"X-Amzn-Trace-Id: {sent}");

        Assert.Equal(200, answer.Status);
        Assert.Matches(answered, Assert.Single(answer.Header("X-Amzn-Trace-Id")));
    }

    [Fact]
    [Parity("execute-api/REST answers", Evidence.Recorded, Recording)]
    public async Task Headers_keep_the_names_that_the_function_gave_many_values_first()
    {
        var answer = await AnswerAsync("""{"statusCode":200,"headers":{"myheader":"single","flag":true},"multiValueHeaders":{"myheader":["many","more"]}}""");

        Assert.Contains("\r\nmyheader: ", answer.Head, StringComparison.Ordinal);
        Assert.Equal(["many", "more", "single"], answer.Header("myheader").SelectMany(v => v.Split(',')).Select(v => v.Trim()));
        Assert.Equal(["true"], answer.Header("flag"));
    }

    [Fact]
    [Parity("execute-api/REST answers", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format")]
    public async Task A_value_that_is_among_the_many_is_not_given_twice()
    {
        var answer = await AnswerAsync("""{"statusCode":200,"headers":{"a":"1","b":"3"},"multiValueHeaders":{"a":["1","2"],"b":["4"]}}""");

        Assert.Equal(["1", "2"], answer.Header("a").SelectMany(v => v.Split(',')).Select(v => v.Trim()));
        Assert.Equal(["4", "3"], answer.Header("b").SelectMany(v => v.Split(',')).Select(v => v.Trim()));
    }

    [Theory]
    [InlineData("WWW-Authenticate", "x-amzn-Remapped-WWW-Authenticate")]
    [InlineData("Date", "x-amzn-Remapped-Date")]
    [InlineData("content-length", "x-amzn-Remapped-content-length")]
    [Parity("execute-api/REST answers", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html; which headers besides these is not known here")]
    public async Task A_header_that_is_the_gateways_own_comes_under_another_name(string name, string shown)
    {
        var answer = await AnswerAsync($$"""{"statusCode":200,"headers":{"{{name}}":"7"},"body":"x"}""");

        Assert.Equal("x", answer.Text);
        Assert.Equal(["7"], answer.Header(shown));
    }

    /// <summary>Why, the API's binary types, what the client accepts, and the body that it gets.</summary>
    public static TheoryData<string, string, string, string> Binary => new()
    {
        { "its type is binary", "image/png", "image/png", "hi" },
        { "every type is", "*/*", "text/html, */*", "hi" },
        { "every image is", "image/*", "image/webp;q=0.8", "hi" },
        { "only the first that is accepted counts", "image/png", "text/html, image/png", "aGk=" },
        { "another type is", "application/octet-stream", "image/png", "aGk=" },
    };

    [Theory]
    [MemberData(nameof(Binary))]
    [Parity("execute-api/REST binary", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html")]
    public async Task Base64_is_decoded_for_who_accepts_a_binary_type(string why, string types, string accept, string body)
    {
        var function = gateway.AddFunction("""{"statusCode":200,"body":"aGk=","isBase64Encoded":true}""");
        var api = await gateway.ImportRestAsync(
            $$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(function)}}}}}}}}}}}""", $"\"x-amazon-apigateway-binary-media-types\":[\"{types}\"],");

        var answer = await api.SendAsync("GET", "/prod", $"Accept: {accept}");

        Assert.True(answer.Text == body, $"{why}: {answer.Text}");
    }

    private async Task<RawAnswer> AnswerAsync(string returned)
    {
        var api = await gateway.ImportRestAsync($$$$$$$$"""{"/":{"get":{{{{{{{{{Gateway.RestIntegration(gateway.AddFunction(returned))}}}}}}}}}}}""");
        return await api.SendAsync("GET", "/prod");
    }
}
