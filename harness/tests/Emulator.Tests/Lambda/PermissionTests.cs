using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class PermissionTests(Functions functions) : IClassFixture<Functions>
{
    private const string Fields = "lambda_/test_lambda_api: test_add_lambda_permission_aws, test_add_lambda_permission_fields";
    private const string Exceptions = "lambda_/test_lambda_api: test_permission_exceptions";

    /// <summary>Why, members of the request, the statement that is stored.</summary>
    public static TheoryData<string, string, string> Statements => new()
    {
        {
            "service with a source", """ "Principal":"apigateway.amazonaws.com","SourceArn":"arn:aws:execute-api:us-east-1:000000000000:x/*","SourceAccount":"111111111111" """,
            """{"Sid":"s","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"ARN","Condition":{"StringEquals":{"AWS:SourceAccount":"111111111111"},"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:us-east-1:000000000000:x/*"}}}"""
        },
        {
            "account", """ "Principal":"111111111111" """,
            """{"Sid":"s","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"lambda:InvokeFunction","Resource":"ARN"}"""
        },
        { "everybody", """ "Principal":"*" """, """{"Sid":"s","Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"ARN"}""" },
        {
            "organisation", """ "Principal":"*","PrincipalOrgID":"o-1234567890" """,
            """{"Sid":"s","Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"ARN","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1234567890"}}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    [Parity("lambda:AddPermission", Evidence.Recorded, Fields)]
    [Parity("lambda:GetPolicy", Evidence.Recorded, Fields)]
    public async Task A_permission_is_a_statement_of_the_policy(string why, string members, string statement)
    {
        var name = await functions.CreateAsync("echo");
        var expected = statement.Replace("ARN\"", Functions.Arn(name) + '"', StringComparison.Ordinal);

        var added = await AddAsync(name, "s", members);
        var policy = await functions.CallAsync("GET", $"/{name}/policy");

        Assert.Equal((why, 201), (why, added.Status));
        Assert.Equal(expected, $"{JsonNode.Parse(added.Body)?["Statement"]}");
        Assert.Equal($$"""{"Version":"2012-10-17","Id":"default","Statement":[{{expected}}]}""", $"{JsonNode.Parse(policy.Body)?["Policy"]}");
    }

    [Fact]
    [Parity("lambda:RemovePermission", Evidence.Recorded, Exceptions)]
    [Parity("lambda:GetPolicy", Evidence.Recorded, Exceptions)]
    public async Task A_policy_is_gone_with_its_last_statement()
    {
        var name = await functions.CreateAsync("echo");
        await AddAsync(name, "s");

        var unknown = await functions.CallAsync("DELETE", $"/{name}/policy/other");
        var removed = await functions.CallAsync("DELETE", $"/{name}/policy/s");
        var again = await functions.CallAsync("DELETE", $"/{name}/policy/s");
        var policy = await functions.CallAsync("GET", $"/{name}/policy");

        Assert.Equal((404, "Statement other is not found in resource policy."), (unknown.Status, $"{JsonNode.Parse(unknown.Body)?["Message"]}"));
        Assert.Equal(204, removed.Status);
        Assert.Equal((404, "No policy is associated with the given resource."), (again.Status, $"{JsonNode.Parse(again.Body)?["Message"]}"));
        Assert.Equal((404, "The resource you requested does not exist."), (policy.Status, $"{JsonNode.Parse(policy.Body)?["Message"]}"));
    }

    /// <summary>Why, the function, statement id, status, message.</summary>
    [Theory]
    [InlineData("id that is taken", "", "s", 409, "The statement id (s) provided already exists. Please provide a new statement id, or remove the existing statement.")]
    [InlineData("id with a blank", "", "a b", 400, "1 validation error detected: Value 'a b' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)")]
    [InlineData("version", "?Qualifier=%24LATEST", "t", 400, "We currently do not support adding policies for $LATEST.")]
    [Parity("lambda:AddPermission", Evidence.Recorded, Exceptions)]
    public async Task A_permission_that_cannot_be_is_refused(string why, string query, string sid, int status, string message)
    {
        var name = await functions.CreateAsync("echo");
        await AddAsync(name, "s");

        var answer = await AddAsync(name, sid, query: query);

        Assert.Equal((why, status, message), (why, answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    /// <summary>A principal that no policy can hold must not get into one, where it would make every decision on the function fail.</summary>
    [Theory]
    [InlineData("nonsense")]
    [InlineData("*.amazonaws.com")]
    [InlineData("arn:aws:iam::000000000000:group/all")]
    [InlineData("arn:aws:iam::1:root")]
    [Parity("lambda:AddPermission", Evidence.Documented, "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1189")]
    public async Task A_principal_that_cannot_be_is_refused_and_the_function_goes_on(string principal)
    {
        var name = await functions.CreateAsync("echo");

        var answer = await AddAsync(name, "s", $$""" "Principal":"{{principal}}" """);
        var invoked = await functions.InvokeAsync(name);

        Assert.Equal(
            (400, "InvalidParameterValueException", "The provided principal was invalid. Please check the principal and try again."),
            (answer.Status, answer.Headers["x-amzn-ErrorType"], $"{JsonNode.Parse(answer.Body)?["message"]}"));
        Assert.Equal(200, invoked.Status);
    }

    /// <summary>Roles and users of this account, and what is not looked for.</summary>
    [Theory]
    [InlineData("a role that is there", "arn:aws:iam::000000000000:role/functions", 201)]
    [InlineData("a role that is not", "arn:aws:iam::000000000000:role/nobody", 400)]
    [InlineData("a role under another path", "arn:aws:iam::000000000000:role/team/functions", 400)]
    [InlineData("a user that is not there", "arn:aws:iam::000000000000:user/functions", 400)]
    [InlineData("a role of another account", "arn:aws:iam::111111111111:role/nobody", 201)]
    [InlineData("the account", "arn:aws:iam::000000000000:root", 201)]
    [Parity("lambda:AddPermission", Evidence.Unverified, "https://github.com/hashicorp/terraform-provider-aws/issues/41617: users of AWS meet the message with a role that is too new to be seen")]
    public async Task A_role_or_user_of_this_account_is_there_when_it_is_permitted(string why, string principal, int status)
    {
        var name = await functions.CreateAsync("echo");

        var answer = await AddAsync(name, "s", $$""" "Principal":"{{principal}}" """);

        Assert.Equal((why, status), (why, answer.Status));
        if (status == 400) Assert.Equal("The provided principal was invalid. Please check the principal and try again.", $"{JsonNode.Parse(answer.Body)?["message"]}");
    }

    /// <summary>A member, a value, and what it breaks.</summary>
    public static TheoryData<string, string, string> BrokenMembers => new()
    {
        { "SourceArn", "orders", @"Member must satisfy regular expression pattern: arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)" },
        { "SourceArn", "arn:aws:s3:nowhere:1:x", @"Member must satisfy regular expression pattern: arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)" },
        { "SourceAccount", "1111", @"Member must satisfy regular expression pattern: \d{12}" },
        { "EventSourceToken", "a b", @"Member must satisfy regular expression pattern: [a-zA-Z0-9._\-]+" },
        { "EventSourceToken", new string('a', 257), "Member must have length less than or equal to 256" },
        { "PrincipalOrgID", "o-123456789", "Member must satisfy regular expression pattern: o-[a-z0-9]{10,32}" },
    };

    [Theory]
    [MemberData(nameof(BrokenMembers))]
    [Parity("lambda:AddPermission", Evidence.Documented, "the service model, lambda/2015-03-31")]
    public async Task A_member_that_breaks_its_pattern_is_refused(string member, string value, string constraint)
    {
        var name = await functions.CreateAsync("echo");

        var answer = await AddAsync(name, "s", $$""" "Principal":"s3.amazonaws.com","{{member}}":"{{value}}" """);

        var spelled = char.ToLowerInvariant(member[0]) + member[1..];
        Assert.Equal(
            (400, $"1 validation error detected: Value '{value}' at '{spelled}' failed to satisfy constraint: {constraint}"),
            (answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    private Task<HttpAnswer> AddAsync(string name, string sid, string members = """ "Principal":"s3.amazonaws.com" """, string query = "") =>
        functions.CallAsync("POST", $"/{name}/policy{query}", $$"""{"StatementId":"{{sid}}","Action":"lambda:InvokeFunction",{{members}}}""");
}
