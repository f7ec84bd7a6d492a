using System.Xml.Linq;

namespace TaskTracker.Emulation.Tests.Iam;

public sealed class SimulationTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Recording = "iam/test_simulate_principle_policy: decision, statement with its place, organisations, the same below the resource";
    private const string Api = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
    private const string Table = "arn:aws:dynamodb:us-east-1:000000000000:table/Tasks";

    [Fact]
    [Parity("iam:SimulatePrincipalPolicy", Evidence.Recorded, Recording)]
    public async Task A_roles_policies_are_simulated_with_the_statement_that_decides()
    {
        var role = await iam.RoleAsync(IamCalls.Allow("dynamodb:PutItem", Table));

        var answer = await iam.CallAsync("SimulatePrincipalPolicy", ("PolicySourceArn", IamCalls.Arn("role/" + role)),
            ("ActionNames.member.1", "dynamodb:PutItem"), ("ActionNames.member.2", "dynamodb:GetItem"), ("ResourceArns.member.1", Table));

        const string Statement = "<MatchedStatements><member><SourcePolicyId>p</SourcePolicyId><SourcePolicyType>IAM Policy</SourcePolicyType>"
            + "<StartPosition><Line>1</Line><Column>39</Column></StartPosition><EndPosition><Line>1</Line><Column>149</Column></EndPosition></member></MatchedStatements>";
        Assert.Contains(
            $"<IsTruncated>false</IsTruncated><EvaluationResults><member><EvalActionName>dynamodb:PutItem</EvalActionName><EvalResourceName>{Table}</EvalResourceName>"
            + $"<EvalDecision>allowed</EvalDecision>{Statement}<MissingContextValues />"
            + "<OrganizationsDecisionDetail><AllowedByOrganizations>true</AllowedByOrganizations></OrganizationsDecisionDetail><EvalDecisionDetails />"
            + $"<ResourceSpecificResults><member><EvalResourceName>{Table}</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision>{Statement}",
            answer.Body, StringComparison.Ordinal);
        Assert.Contains("<EvalActionName>dynamodb:GetItem</EvalActionName>" + $"<EvalResourceName>{Table}</EvalResourceName><EvalDecision>implicitDeny</EvalDecision><MatchedStatements />",
            answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:SimulatePrincipalPolicy", Evidence.Documented, Api + "SimulatePrincipalPolicy.html")]
    public async Task A_users_groups_and_managed_policies_count_and_more_can_be_given()
    {
        var (user, _) = await iam.UserAsync();
        await iam.CallAsync("CreateGroup", ("GroupName", "readers"));
        await iam.CallAsync("AttachGroupPolicy", ("GroupName", "readers"), ("PolicyArn", "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"));
        await iam.CallAsync("AddUserToGroup", ("GroupName", "readers"), ("UserName", user));

        var answer = await iam.CallAsync("SimulatePrincipalPolicy", ("PolicySourceArn", IamCalls.Arn("user/" + user)),
            ("PolicyInputList.member.1", IamCalls.Allow("sqs:*")),
            ("ActionNames.member.1", "dynamodb:GetItem"), ("ActionNames.member.2", "sqs:SendMessage"), ("ActionNames.member.3", "sns:Publish"));

        Assert.Equal(["allowed", "allowed", "implicitDeny"], IamCalls.Elements(answer)["EvalDecision"]);
        Assert.Equal(["AmazonDynamoDBReadOnlyAccess", "PolicyInputList.1"], IamCalls.Elements(answer)["SourcePolicyId"]);
    }

    [Theory]
    [InlineData("an explicit denial beside an allowance", """{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}""", "explicitDeny")]
    [InlineData("a condition on a key that was given", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"home/"}}}""", "allowed")]
    [InlineData("a condition on a list that was given", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}}}""", "allowed")]
    [InlineData("a condition on a key that was not", """{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}""", "implicitDeny")]
    [Parity("iam:SimulateCustomPolicy", Evidence.Documented, Api + "SimulateCustomPolicy.html")]
    public async Task Policies_given_as_texts_decide_like_stored_ones(string why, string statements, string decision)
    {
        var answer = await iam.CallAsync("SimulateCustomPolicy", ("PolicyInputList.member.1", IamCalls.Policy(statements)), ("ActionNames.member.1", "s3:ListBucket"),
            ("ContextEntries.member.1.ContextKeyName", "s3:prefix"), ("ContextEntries.member.1.ContextKeyType", "string"), ("ContextEntries.member.1.ContextKeyValues.member.1", "home/"),
            ("ContextEntries.member.2.ContextKeyName", "aws:TagKeys"), ("ContextEntries.member.2.ContextKeyType", "stringList"), ("ContextEntries.member.2.ContextKeyValues.member.1", "a"),
            ("ContextEntries.member.2.ContextKeyValues.member.2", "b"));

        Assert.True(IamCalls.Elements(answer)["EvalDecision"].Single() == decision, $"{why}: {answer.Body}");
    }

    [Fact]
    [Parity("iam:SimulateCustomPolicy", Evidence.Documented, Api + "EvaluationResult.html: with resources the missing keys stand below them alone")]
    public async Task Keys_that_policies_read_and_the_request_lacks_are_told()
    {
        var policy = IamCalls.Policy("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"home/"}}}""");
        async Task<XElement> AskAsync(params (string, string)[] resource) => XDocument.Parse((await iam.CallAsync(
            "SimulateCustomPolicy", [("PolicyInputList.member.1", policy), ("ActionNames.member.1", "s3:ListBucket"), .. resource])).Body).Root!;

        var onAll = await AskAsync();
        var onOne = await AskAsync(("ResourceArns.member.1", "arn:aws:s3:::home"));

        static IEnumerable<string> Missing(XElement answer) => answer.Descendants().Where(e => e.Name.LocalName == "MissingContextValues").Select(e => e.Value);
        Assert.Equal(["s3:prefix"], Missing(onAll));
        Assert.Equal(["", "s3:prefix"], Missing(onOne));
    }

    [Fact]
    [Parity("iam:SimulateCustomPolicy", Evidence.Documented, Api + "SimulateCustomPolicy.html: PermissionsBoundaryPolicyInputList")]
    public async Task A_boundary_is_told_apart()
    {
        var answer = await iam.CallAsync("SimulateCustomPolicy", ("PolicyInputList.member.1", IamCalls.Allow("*")), ("ActionNames.member.1", "s3:GetObject"),
            ("ActionNames.member.2", "dynamodb:GetItem"), ("PermissionsBoundaryPolicyInputList.member.1", IamCalls.Allow("s3:*")));

        Assert.Equal(["allowed", "implicitDeny"], IamCalls.Elements(answer)["EvalDecision"]);
        Assert.Equal(["true", "false"], IamCalls.Elements(answer)["AllowedByPermissionsBoundary"]);
    }

    [Fact]
    [Parity("iam:SimulateCustomPolicy", Evidence.Documented, Api + "SimulateCustomPolicy.html: ResourcePolicy, CallerArn")]
    public async Task A_resources_policy_lets_the_caller_in_whom_it_names()
    {
        const string Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:user/ann"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}""";
        (string, string)[] request = [("PolicyInputList.member.1", IamCalls.Allow("sqs:*")), ("ActionNames.member.1", "s3:GetObject"), ("ResourceArns.member.1", "arn:aws:s3:::b/k"), ("ResourcePolicy", Policy)];

        var ann = await iam.CallAsync("SimulateCustomPolicy", [.. request, ("CallerArn", IamCalls.Arn("user/ann"))]);
        var bob = await iam.CallAsync("SimulateCustomPolicy", [.. request, ("CallerArn", IamCalls.Arn("user/bob"))]);
        var nobody = await iam.AskAsync("SimulateCustomPolicy", request);

        Assert.Equal(("allowed", "implicitDeny"), (IamCalls.Elements(ann)["EvalDecision"].Single(), IamCalls.Elements(bob)["EvalDecision"].Single()));
        Assert.Contains("<Code>InvalidInput</Code><Message>CallerArn is required", nobody.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:SimulateCustomPolicy", Evidence.Documented, Api + "SimulateCustomPolicy.html: MaxItems, Marker")]
    public async Task Many_results_come_in_pages()
    {
        (string, string)[] request = [("PolicyInputList.member.1", IamCalls.Allow("s3:*")), ("ActionNames.member.1", "s3:GetObject"), ("ActionNames.member.2", "sqs:SendMessage"), ("MaxItems", "1")];

        var first = IamCalls.Elements(await iam.CallAsync("SimulateCustomPolicy", request));
        var second = IamCalls.Elements(await iam.CallAsync("SimulateCustomPolicy", [.. request, ("Marker", first["Marker"].Single())]));

        Assert.Equal(("true", "s3:GetObject"), (first["IsTruncated"].Single(), first["EvalActionName"].Single()));
        Assert.Equal(("false", "sqs:SendMessage"), (second["IsTruncated"].Single(), second["EvalActionName"].Single()));
    }

    [Theory]
    [InlineData("a wildcard in an action", "ActionNames.member.1", "s3:*", "Invalid Action Name: s3:*")]
    [InlineData("a malformed policy", "PolicyInputList.member.1", "{", "PolicyInputList.1: ")]
    [InlineData("a resource that is no ARN", "ResourceArns.member.1", "b", "Invalid Resource Arn: b")]
    [InlineData("a role as the caller", "CallerArn", "arn:aws:iam::000000000000:role/r", "Invalid Caller Arn")]
    [InlineData("a scenario without its resources", "ResourceHandlingOption", "EC2-VPC-EBS", "EC2-VPC-EBS needs a resource of the kind instance")]
    [Parity("iam:SimulateCustomPolicy", Evidence.Unverified, "InvalidInput is documented, the texts are ours")]
    public async Task What_cannot_be_simulated_is_invalid_input(string why, string parameter, string value, string message)
    {
        (string Name, string Value)[] usual = [("PolicyInputList.member.1", IamCalls.Allow("s3:*")), ("ActionNames.member.1", "s3:GetObject")];

        var answer = await iam.AskAsync("SimulateCustomPolicy", [.. usual.Where(p => p.Name != parameter), (parameter, value)]);

        Assert.True(answer.Status == 400, why);
        Assert.Contains($"<Code>InvalidInput</Code><Message>{message}", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:GetContextKeysForCustomPolicy", Evidence.Documented, Api + "GetContextKeysForCustomPolicy.html")]
    [Parity("iam:GetContextKeysForPrincipalPolicy", Evidence.Documented, Api + "GetContextKeysForPrincipalPolicy.html")]
    public async Task The_keys_that_policies_read_are_listed_once()
    {
        var policy = IamCalls.Policy("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}","Condition":{"StringLike":{"s3:prefix":"${aws:username}/*"}}}""");
        var (user, _) = await iam.UserAsync(policy);

        var custom = await iam.CallAsync("GetContextKeysForCustomPolicy", ("PolicyInputList.member.1", policy));
        var principal = await iam.CallAsync("GetContextKeysForPrincipalPolicy", ("PolicySourceArn", IamCalls.Arn("user/" + user)));

        Assert.Equal(["aws:username", "s3:prefix"], IamCalls.Elements(custom)["member"]);
        Assert.Equal(["aws:username", "s3:prefix"], IamCalls.Elements(principal)["member"]);
    }

    [Fact]
    [Parity("iam:SimulatePrincipalPolicy", Evidence.Documented, Api + "SimulatePrincipalPolicy.html: Errors")]
    public async Task Nobody_is_simulated_who_is_not_there()
    {
        var answer = await iam.AskAsync("SimulatePrincipalPolicy", ("PolicySourceArn", IamCalls.Arn("role/ghost")), ("ActionNames.member.1", "s3:GetObject"));

        Assert.Equal(404, answer.Status);
        Assert.Contains("<Code>NoSuchEntity</Code>", answer.Body, StringComparison.Ordinal);
    }
}
