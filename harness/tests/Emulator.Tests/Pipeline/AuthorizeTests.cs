using System.Text.Json.Nodes;
using System.Xml.Linq;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.Pipeline;

public sealed class AuthorizeTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string Table = "arn:aws:dynamodb:us-east-1:000000000000:table/Guarded";
    private const string Item = """{"TableName":"Guarded","Item":{"Id":{"S":"1"}}}""";
    private const string Words = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html";

    private static int _count;

    private readonly SignedHttp _root = new(emulator.Endpoint);

    [Fact]
    [Parity("iam/enforcement", Evidence.Documented, Words)]
    public async Task What_no_policy_allows_is_denied_in_the_words_of_AWS()
    {
        await CreateTableAsync();
        var (role, session) = await SessionAsync($$"""{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"{{Table}}"}""");
        using var http = session;

        var answer = await PutItemAsync(http);

        Assert.Equal((400, "com.amazon.coral.service#AccessDeniedException"), (answer.Status, Member(answer, "__type")));
        Assert.Equal(
            $"User: arn:aws:sts::000000000000:assumed-role/{role}/s-1 is not authorized to perform: dynamodb:PutItem on resource: {Table} "
            + "because no identity-based policy allows the dynamodb:PutItem action",
            Member(answer, "Message"));
    }

    [Theory]
    [InlineData("the action and the table by name", """{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"arn:aws:dynamodb:us-east-1:000000000000:table/Guarded"}""", 200)]
    [InlineData("wildcards", """{"Effect":"Allow","Action":"dynamodb:Put*","Resource":"arn:aws:dynamodb:*:*:table/Gu*"}""", 200)]
    [InlineData("another table", """{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:us-east-1:000000000000:table/Other"}""", 400)]
    [InlineData("a denial beside an allowance", """{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"dynamodb:PutItem","Resource":"*"}""", 400)]
    [InlineData("a condition that holds", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"},"IpAddress":{"aws:SourceIp":["127.0.0.0/8","::1/128"]}}}""", 200)]
    [InlineData("a condition that does not", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalType":"User"}}}""", 400)]
    [InlineData("the role, not its session, is who asks", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/guarded-*"}}}""", 200)]
    [InlineData("encryption demanded", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}""", 400)]
    [Parity("iam/enforcement", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html")]
    public async Task A_session_may_do_what_its_roles_policy_allows(string why, string statements, int status)
    {
        await CreateTableAsync();
        var (_, session) = await SessionAsync(statements);
        using var http = session;

        var answer = await PutItemAsync(http);

        Assert.True(answer.Status == status, $"{why}: {answer.Status} {answer.Body}");
    }

    [Fact]
    [Parity("iam/enforcement", Evidence.Documented, Words)]
    public async Task An_explicit_denial_says_so()
    {
        await CreateTableAsync();
        var (_, session) = await SessionAsync(Everything + """,{"Effect":"Deny","Action":"dynamodb:*","Resource":"*"}""");
        using var http = session;

        var answer = await PutItemAsync(http);

        Assert.EndsWith($"dynamodb:PutItem on resource: {Table} with an explicit deny in an identity-based policy", Member(answer, "Message"), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam/enforcement", Evidence.Documented, Words)]
    public async Task Every_wire_denies_in_its_own_form()
    {
        var (role, session) = await SessionAsync("""{"Effect":"Allow","Action":"none:*","Resource":"*"}""");
        using var http = session;

        var query = await http.QueryAsync("iam", "2010-05-08", "GetRole", ("RoleName", role));
        var rest = await http.SendAsync("lambda", "POST", "/2015-03-31/functions/f/invocations", "{}");
        var gateway = await http.SendAsync("apigateway", "GET", "/v2/apis/abc");
        var json = await http.JsonAsync("logs", "Logs_20140328.DescribeLogGroups", "{}", "1.1");
        var s3 = await http.SendAsync("s3", "GET", "/bucket/key", "", ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));

        Assert.Equal((403, 403, 403, 400, 403), (query.Status, rest.Status, gateway.Status, json.Status, s3.Status));
        Assert.Contains("<Code>AccessDenied</Code><Message>User: arn:aws:sts::000000000000:assumed-role/", query.Body, StringComparison.Ordinal);
        Assert.Contains($"iam:GetRole on resource: arn:aws:iam::000000000000:role/{role} because no identity-based policy allows", query.Body, StringComparison.Ordinal);
        Assert.Equal("AccessDeniedException", rest.Headers["x-amzn-ErrorType"]);
        Assert.Contains("lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:f because", Member(rest, "Message"), StringComparison.Ordinal);
        Assert.Contains("apigateway:GET on resource: arn:aws:apigateway:us-east-1::/apis/abc because", gateway.Body, StringComparison.Ordinal);
        Assert.Equal("AccessDeniedException", Member(json, "__type"));
        Assert.Contains("<Code>AccessDenied</Code>", s3.Body, StringComparison.Ordinal);
        Assert.Contains("s3:GetObject on resource: \"arn:aws:s3:::bucket/key\" because no identity-based policy allows", s3.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("sts:GetCallerIdentity", Evidence.Documented, "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no permissions are required")]
    public async Task Nobody_can_be_denied_to_ask_who_they_are()
    {
        var (role, session) = await SessionAsync("""{"Effect":"Deny","Action":"*","Resource":"*"}""");
        using var http = session;

        var answer = await http.QueryAsync("sts", "2011-06-15", "GetCallerIdentity");

        Assert.Contains($"assumed-role/{role}/s-1", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_may_nothing_once_its_role_is_gone_even_when_another_has_its_name()
    {
        var (role, session) = await SessionAsync(Everything);
        using var http = session;
        var before = await http.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}");
        await IamAsync("DeleteRolePolicy", ("RoleName", role), ("PolicyName", "p"));
        await IamAsync("DeleteRole", ("RoleName", role));

        var without = await http.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}");
        await CreateRoleAsync(role, Everything);
        var withAnother = await http.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}");

        Assert.Equal((200, 400, 400), (before.Status, without.Status, withAnother.Status));
    }

    [Fact]
    [Parity("s3:CopyObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html: Permissions")]
    public async Task Who_copies_an_object_must_be_allowed_to_read_it()
    {
        var (_, session) = await SessionAsync("""{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::shared/*"}""");
        using var http = session;

        var copy = await http.SendAsync("s3", "PUT", "/shared/copy", "", ("x-amz-copy-source", "/private/secret"), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));

        Assert.Contains("s3:GetObject on resource: \"arn:aws:s3:::private/secret\"", copy.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IamMode.Enforce, "Denied")]
    [InlineData(IamMode.Off, "NotEvaluated")]
    public async Task The_record_says_what_was_decided(IamMode mode, string decision)
    {
        await using var other = await Emulator.StartAsync(new EmulatorOptions(Port: 0) { Iam = mode }, cancellation: TestContext.Current.CancellationToken);
        using var root = new SignedHttp(other.Endpoint);
        await root.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "bare"), ("AssumeRolePolicyDocument", Trust));
        using var http = await AssumeAsync(root, other.Endpoint, "bare");
        await http.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}");

        using var client = new HttpClient();
        var records = JsonNode.Parse(await client.GetStringAsync(new Uri(other.Endpoint, "/_tasktracker/requests?limit=1"), TestContext.Current.CancellationToken));

        Assert.Equal(decision, $"{records?["requests"]?[0]?["decision"]}");
    }

    public void Dispose() => _root.Dispose();

    private static string Member(HttpAnswer answer, string name) => $"{JsonNode.Parse(answer.Body)?[name]}";

    private static Task<HttpAnswer> PutItemAsync(SignedHttp http) => http.JsonAsync("dynamodb", "DynamoDB_20120810.PutItem", Item);

    private Task<HttpAnswer> CreateTableAsync() => _root.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable",
        """{"TableName":"Guarded","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}]}""");

    /// <summary>A session of a new role with one policy.</summary>
    private async Task<(string Role, SignedHttp Http)> SessionAsync(string statements)
    {
        var role = $"guarded-{Interlocked.Increment(ref _count)}";
        await CreateRoleAsync(role, statements);
        return (role, await AssumeAsync(_root, emulator.Endpoint, role));
    }

    private async Task CreateRoleAsync(string role, string statements)
    {
        await IamAsync("CreateRole", ("RoleName", role), ("AssumeRolePolicyDocument", Trust));
        await IamAsync("PutRolePolicy", ("RoleName", role), ("PolicyName", "p"), ("PolicyDocument", $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}"""));
    }

    private async Task IamAsync(string action, params (string Name, string Value)[] parameters)
    {
        var answer = await _root.QueryAsync("iam", "2010-05-08", action, parameters);
        Assert.True(answer.Status == 200, answer.Body);
    }

    private static async Task<SignedHttp> AssumeAsync(SignedHttp root, Uri endpoint, string role)
    {
        var answer = await root.QueryAsync(
            "sts", "2011-06-15", "AssumeRole", ("RoleArn", $"arn:aws:iam::000000000000:role/{role}"), ("RoleSessionName", "s-1"));
        var elements = XDocument.Parse(answer.Body).Descendants().ToLookup(e => e.Name.LocalName, e => e.Value);
        return new SignedHttp(endpoint, new AwsCredentials(elements["AccessKeyId"].Single(), elements["SecretAccessKey"].Single(), elements["SessionToken"].Single()));
    }
}
