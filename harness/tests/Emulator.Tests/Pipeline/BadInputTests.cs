using System.Text.Json.Nodes;
using System.Xml.Linq;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.Pipeline;

/// <summary>What a mistyped command is told, over each wire.</summary>
public sealed class BadInputTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Errors = "https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and those of each service";

    private readonly SignedHttp _http = new(emulator.Endpoint);

    /// <summary>Service, how it is asked, status, code, part of the message.</summary>
    public static TheoryData<string, string, int, string, string> Unknown => new()
    {
        { "dynamodb", "DynamoDB_20120810.ExecuteStatement", 400, "UnknownOperationException", "The operation ExecuteStatement is not supported here. Supported: " },
        { "logs", "Logs_20140328.StartQuery", 400, "UnknownOperationException", "The operation StartQuery is not supported here. Supported: " },
        { "iam", "2010-05-08 ListInstanceProfiles", 400, "InvalidAction", "Could not find operation ListInstanceProfiles for version 2010-05-08. Supported here: " },
        { "sts", "2011-06-15 GetFederationToken", 400, "InvalidAction", "Could not find operation GetFederationToken for version 2011-06-15. Supported here: " },
        { "cloudformation", "2010-05-15 ListTypes", 400, "InvalidAction", "Could not find operation ListTypes for version 2010-05-15. Supported here: " },
        { "sns", "2010-03-31 SetSMSAttributes", 400, "InvalidAction", "Could not find operation SetSMSAttributes for version 2010-03-31. Supported here: " },
        { "monitoring", "2010-08-01 ListMetricStreams", 400, "InvalidAction", "The operation ListMetricStreams is not supported here. Supported: " },
        { "lambda", "GET /2018-10-31/layers", 404, "UnknownOperationException", "GET /2018-10-31/layers is not supported here. Supported: " },
        { "apigateway", "GET /usageplans", 404, "UnknownOperationException", "GET /usageplans is not supported here. Supported: " },
        { "s3", "GET /some-bucket?cors", 501, "NotImplemented", "The query parameter cors implies functionality that is not implemented" },
        { "s3", "GET /some-bucket?inventory", 501, "NotImplemented", "The query parameter inventory implies functionality that is not implemented" },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    [Parity("product/unknown operations", Evidence.Deviates, "AWS has these operations; the code is the service's own, the text lists what there is")]
    public async Task An_operation_that_is_not_there_is_refused_by_its_name(string service, string asked, int status, string code, string message)
    {
        var answer = await AskAsync(service, asked);

        Assert.Equal((status, code), (answer.Status, CodeOf(answer)));
        Assert.Contains(message, answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apigateway", "GET /usageplans")]
    [InlineData("lambda", "GET /2018-10-31/layers")]
    public async Task What_there_is_instead_is_listed_once(string service, string asked)
    {
        var answer = await AskAsync(service, asked);

        var supported = answer.Body[answer.Body.IndexOf("Supported: ", StringComparison.Ordinal)..].Split(", ");
        Assert.Equal(supported.Distinct(), supported);
    }

    /// <summary>Why, signing name, how it is asked.</summary>
    [Theory]
    [InlineData("X-Ray's rules", "xray", "POST /GetSamplingRules")]
    [InlineData("X-Ray's segments", "xray", "POST /TraceSegments")]
    [InlineData("JSON with a target", "events", "AWSEvents.ListRules")]
    [InlineData("a form", "elasticloadbalancing", "2015-12-01 DescribeLoadBalancers")]
    [InlineData("what only S3 would take", "mediastore", "GET /")]
    [Parity("product/services", Evidence.Deviates, "AWS has these services; here each is refused by its name, with the names of those there are")]
    public async Task A_service_that_is_not_emulated_is_refused_by_its_name(string why, string service, string asked)
    {
        var answer = await AskAsync(service, asked);

        Assert.Equal((why, 501, "NotImplemented"), (why, answer.Status, CodeOf(answer)));
        Assert.Contains($"The service {service} is not emulated here. Emulated: ", answer.Body, StringComparison.Ordinal);
        Assert.Contains("dynamodb", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_not_told_which_services_there_are()
    {
        using var stranger = new SignedHttp(emulator.Endpoint, new AwsCredentials("AKIANOBODY", "x"));

        var answer = await stranger.SendAsync("xray", "POST", "/GetSamplingRules");

        Assert.Equal((403, "UnrecognizedClientException"), (answer.Status, CodeOf(answer)));
    }

    /// <summary>Why, service, how it is asked, its parameters, code, message.</summary>
    public static TheoryData<string, string, string, string, string, string> Wrong => new()
    {
        {
            "name too short", "dynamodb", "DynamoDB_20120810.DescribeTable", """{"TableName":""}""", "ValidationException",
            "2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: "
        },
        {
            "a retention that is none", "logs", "Logs_20140328.PutRetentionPolicy", """{"logGroupName":"g","retentionInDays":31}""", "InvalidParameterException",
            "1 validation error detected: Value '31' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: "
        },
        {
            "a name with a space", "logs", "Logs_20140328.CreateLogGroup", """{"logGroupName":"a b"}""", "InvalidParameterException",
            "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+"
        },
        {
            "a role's name with a space", "iam", "2010-05-08 CreateRole", "RoleName=a b&AssumeRolePolicyDocument={}", "ValidationError",
            "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
        },
        {
            "a comparison that is none", "monitoring", "2010-08-01 PutMetricAlarm",
            "AlarmName=a&MetricName=m&Namespace=n&Statistic=Sum&Period=60&EvaluationPeriods=1&Threshold=1&ComparisonOperator=More", "ValidationError",
            "1 validation error detected: Value 'More' at 'comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: ["
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    [Parity("product/wrong parameters", Evidence.Unverified, "the constraints of the service models; the words of DynamoDB and IAM are those of other operations, as " + Errors + " has them")]
    public async Task A_parameter_that_breaks_the_model_is_told_which_and_how(string why, string service, string asked, string parameters, string code, string message)
    {
        var answer = await AskAsync(service, asked, parameters);

        Assert.Equal((why, 400, code), (why, answer.Status, CodeOf(answer)));
        Assert.StartsWith(message, MessageOf(answer), StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    /// <param name="asked">A target, a version and an action, or a method and a path.</param>
    private Task<HttpAnswer> AskAsync(string service, string asked, string parameters = "")
    {
        var parts = asked.Split(' ');
        if (parts is [var target]) return _http.JsonAsync(service, target, parameters.Length > 0 ? parameters : "{}", service == "dynamodb" ? "1.0" : "1.1");
        if (parts[1].StartsWith('/')) return _http.SendAsync(service, parts[0], parts[1]);
        var fields = parameters.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => (p.Split('=', 2)[0], p.Split('=', 2)[1]));
        return _http.QueryAsync(service, parts[0], parts[1], [.. fields]);
    }

    private static string CodeOf(HttpAnswer answer) => answer.Body.StartsWith('<')
        ? XDocument.Parse(answer.Body).Descendants().First(e => e.Name.LocalName == "Code").Value
        : answer.Headers.GetValueOrDefault("x-amzn-ErrorType") ?? $"{JsonNode.Parse(answer.Body)?["__type"]}".Split('#')[^1];

    private static string MessageOf(HttpAnswer answer) => answer.Body.StartsWith('<')
        ? XDocument.Parse(answer.Body).Descendants().First(e => e.Name.LocalName == "Message").Value
        : $"{JsonNode.Parse(answer.Body)?["message"] ?? JsonNode.Parse(answer.Body)?["Message"]}";
}
