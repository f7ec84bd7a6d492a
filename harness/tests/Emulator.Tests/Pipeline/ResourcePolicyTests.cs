using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using TaskTracker.Emulation.Tests.Iam;

namespace TaskTracker.Emulation.Tests.Pipeline;

public sealed class ResourcePolicyTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Logic = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html";
    private const string Keys = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html";

    [Fact]
    [Parity("iam/resource-policies", Evidence.Documented, Logic)]
    public async Task A_buckets_policy_lets_in_whom_it_names_and_denies_whom_it_denies_even_the_root()
    {
        var bucket = await BucketAsync();
        var (ann, byAnn) = await iam.UserAsync();
        var (_, byBob) = await iam.UserAsync(IamCalls.Allow("s3:*"));
        await PutPolicyAsync(bucket,
            $$"""{"Effect":"Allow","Principal":{"AWS":"{{IamCalls.Arn("user/" + ann)}}"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::{{bucket}}/*"}""",
            $$"""{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{bucket}}/secret"}""");

        var open = await GetAsync(byAnn, bucket, "open");
        var secret = await GetAsync(byAnn, bucket, "secret");
        var despiteOwn = await GetAsync(byBob, bucket, "secret");
        var root = await GetAsync(iam.Root, bucket, "secret");

        Assert.Equal((200, 403, 403, 403), (open.Status, secret.Status, despiteOwn.Status, root.Status));
        Assert.Contains($"s3:GetObject on resource: \"arn:aws:s3:::{bucket}/secret\" with an explicit deny in a resource-based policy", despiteOwn.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("named by the policy", "public/page", "", 200)]
    [InlineData("not named by it", "private/page", "", 403)]
    [InlineData("named, but for another network", "elsewhere/page", "", 403)]
    [InlineData("named for a referer that is sent", "linked/page", "https://example.com/a", 200)]
    [InlineData("named for a referer that is not sent", "linked/page", "", 403)]
    [Parity("s3:GetObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html")]
    [Parity("s3/website", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html")]
    public async Task A_stranger_reads_what_the_policy_gives_everybody_and_nothing_else(string why, string key, string referer, int status)
    {
        var bucket = await PublicBucketAsync(key);

        var direct = await AnonymousAsync($"/{bucket}/{key}", referer);
        var website = await AnonymousAsync($"/_aws/s3-website/{bucket}/{key}", referer);

        Assert.True(status == direct && status == website, $"{why}: {direct}, as a website {website}");
    }

    [Fact]
    [Parity("s3:PutPublicAccessBlock", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html: RestrictPublicBuckets")]
    public async Task A_restricted_bucket_admits_no_stranger_whatever_its_policy_says()
    {
        var bucket = await PublicBucketAsync("public/page");
        await S3Async("PUT", $"/{bucket}?publicAccessBlock", "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>");

        var direct = await AnonymousAsync($"/{bucket}/public/page", "");

        Assert.Equal(403, direct);
    }

    [Fact]
    [Parity("s3:GetObject", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html: without s3:ListBucket a missing object is a 403")]
    public async Task Only_who_may_list_a_bucket_is_told_that_an_object_is_missing()
    {
        var bucket = await BucketAsync();
        var (_, reader) = await iam.UserAsync(IamCalls.Allow("s3:GetObject"));
        var (_, lister) = await iam.UserAsync(IamCalls.Allow("s3:*"));

        var unknown = await GetAsync(reader, bucket, "missing");
        var told = await GetAsync(lister, bucket, "missing");

        Assert.Equal((403, 404), (unknown.Status, told.Status));
        Assert.Contains($"is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::{bucket}\"", unknown.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the header that a policy wants", "s3:x-amz-acl", "private", "x-amz-acl: private", 200)]
    [InlineData("another value of it", "s3:x-amz-acl", "private", "x-amz-acl: bucket-owner-full-control", 403)]
    [InlineData("without the header", "s3:x-amz-acl", "private", "", 403)]
    [InlineData("a storage class", "s3:x-amz-storage-class", "STANDARD", "x-amz-storage-class: STANDARD", 200)]
    [InlineData("signed in a header", "s3:authType", "REST-HEADER", "", 200)]
    [InlineData("not signed in the query", "s3:authType", "REST-QUERY-STRING", "", 403)]
    [InlineData("by a signature of version 4", "s3:signatureversion", "AWS4-HMAC-SHA256", "", 200)]
    [InlineData("in this account", "s3:ResourceAccount", "000000000000", "", 200)]
    [InlineData("in another account", "s3:ResourceAccount", "111122223333", "", 403)]
    [Parity("iam/condition-keys", Evidence.Documented, Keys)]
    public async Task An_object_is_put_as_a_policy_wants_it(string why, string key, string value, string header, int status)
    {
        var bucket = await BucketAsync();
        var (_, http) = await iam.UserAsync(IamCalls.Policy(
            $$"""{"Effect":"Allow","Action":"s3:PutObject","Resource":"*","Condition":{"StringEquals":{"{{key}}":"{{value}}"} } }"""));

        var answer = await http.SendAsync("s3", "PUT", $"/{bucket}/key", "content", header.Length == 0 ? [] : [(header.Split(": ")[0], header.Split(": ")[1])]);

        Assert.True(answer.Status == status, $"{why}: {answer.Status} {answer.Body}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Parity("s3:DeleteObjects", Evidence.Documented, "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: each key is deleted or is among the errors")]
    public async Task Of_many_keys_those_are_deleted_that_the_caller_may_delete(bool isQuiet)
    {
        var bucket = await BucketAsync();
        var (_, http) = await iam.UserAsync(IamCalls.Policy(
            """{"Effect":"Allow","Action":"s3:*","Resource":"*"}""", $$"""{"Effect":"Deny","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::{{bucket}}/kept/*"}"""));
        foreach (var key in (string[])["a", "kept/b", "c"]) await http.SendAsync("s3", "PUT", $"/{bucket}/{key}", "content");
        var body = $"<Delete><Quiet>{(isQuiet ? "true" : "false")}</Quiet><Object><Key>a</Key></Object><Object><Key>kept/b</Key></Object><Object><Key>c</Key></Object></Delete>";
        var checksum = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

        var answer = await http.SendAsync("s3", "POST", $"/{bucket}?delete", body, ("x-amz-checksum-sha256", checksum));
        var left = IamCalls.Elements(await http.SendAsync("s3", "GET", $"/{bucket}?list-type=2"));

        var result = XDocument.Parse(answer.Body).Root;
        var told = result?.Elements().Select(e => $"{e.Name.LocalName} {string.Join(" ", e.Elements().Select(v => v.Value))}") ?? [];
        Assert.Equal(200, answer.Status);
        Assert.Equal(isQuiet ? ["Error kept/b AccessDenied Access Denied"] : ["Deleted a", "Deleted c", "Error kept/b AccessDenied Access Denied"], told);
        Assert.Equal(["kept/b", "open", "secret"], left["Key"]);
    }

    [Theory]
    [InlineData("through CloudFormation", """{"ForAnyValue:StringEquals":{"aws:CalledVia":"cloudformation.amazonaws.com"},"Bool":{"aws:ViaAWSService":"true"}}""", true, false)]
    [InlineData("first and last", """{"StringEquals":{"aws:CalledViaFirst":"cloudformation.amazonaws.com","aws:CalledViaLast":"cloudformation.amazonaws.com"}}""", true, false)]
    [InlineData("by itself", """{"Bool":{"aws:ViaAWSService":"false"}}""", false, true)]
    [Parity("iam/condition-keys", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia")]
    public async Task A_policy_tells_what_a_service_does_for_its_caller_from_what_the_caller_does(string why, string condition, bool viaStack, bool directly)
    {
        var (_, http) = await iam.UserAsync(IamCalls.Policy(
            """{"Effect":"Allow","Action":"cloudformation:*","Resource":"*"}""", $$"""{"Effect":"Allow","Action":"logs:*","Resource":"*","Condition":{{condition}} }"""));
        var name = iam.NewName("via");
        var template = $$"""{"Resources":{"G":{"Type":"AWS::Logs::LogGroup","Properties":{"LogGroupName":"/{{name}}/stack"} } } }""";

        await http.QueryAsync("cloudformation", "2010-05-15", "CreateStack", ("StackName", name), ("TemplateBody", template));
        var status = "CREATE_IN_PROGRESS";
        while (status == "CREATE_IN_PROGRESS") status = IamCalls.Elements(await http.QueryAsync("cloudformation", "2010-05-15", "DescribeStacks", ("StackName", name)))["StackStatus"].First();
        var own = await http.JsonAsync("logs", "Logs_20140328.CreateLogGroup", $$"""{"logGroupName":"/{{name}}/own"}""", "1.1");

        Assert.True((viaStack, directly) == (status == "CREATE_COMPLETE", own.Status == 200), $"{why}: {status}, {own.Status} {own.Body}");
    }

    [Fact]
    [Parity("iam/condition-keys", Evidence.Documented, Keys)]
    public async Task A_listing_is_allowed_for_the_prefix_that_a_policy_names()
    {
        var bucket = await BucketAsync();
        var (_, http) = await iam.UserAsync(IamCalls.Policy(
            """{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringLike":{"s3:prefix":"home/${aws:username}/*"},"NumericLessThanEquals":{"s3:max-keys":"10"}}}"""));
        var (_, plain) = await iam.UserAsync();
        var name = IamCalls.Elements(await http.QueryAsync("sts", "2011-06-15", "GetCallerIdentity"))["Arn"].Single().Split('/')[^1];

        var own = await http.SendAsync("s3", "GET", $"/{bucket}?list-type=2&max-keys=10&prefix=home%2F{name}%2F");
        var other = await http.SendAsync("s3", "GET", $"/{bucket}?list-type=2&max-keys=10&prefix=home%2Fsomebody%2F");
        var many = await http.SendAsync("s3", "GET", $"/{bucket}?list-type=2&max-keys=11&prefix=home%2F{name}%2F");
        var whole = await http.SendAsync("s3", "GET", $"/{bucket}?list-type=2&max-keys=10");
        var nothing = await plain.SendAsync("s3", "GET", $"/{bucket}?list-type=2");

        Assert.Equal((200, 403, 403, 403, 403), (own.Status, other.Status, many.Status, whole.Status, nothing.Status));
    }

    [Fact]
    [Parity("iam/condition-keys", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html")]
    public async Task Tags_of_request_resource_and_principal_decide()
    {
        var (_, http) = await iam.UserAsync(IamCalls.Policy(
            """{"Effect":"Allow","Action":"iam:CreateRole","Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/team":"${aws:PrincipalTag/team}"},"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}}}""",
            """{"Effect":"Allow","Action":"iam:GetRole","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"a"}}}"""));
        var name = IamCalls.Elements(await http.QueryAsync("sts", "2011-06-15", "GetCallerIdentity"))["Arn"].Single().Split('/')[^1];
        await iam.CallAsync("TagUser", ("UserName", name), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"));
        Task<HttpAnswer> CreateAsync(string role, params (string, string)[] tags) =>
            http.QueryAsync("iam", "2010-05-08", "CreateRole", [("RoleName", role), ("AssumeRolePolicyDocument", IamCalls.Trust), .. tags]);

        var own = await CreateAsync("mine", ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"));
        var foreign = await CreateAsync("theirs", ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "b"));
        var further = await CreateAsync("more", ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"), ("Tags.member.2.Key", "x"), ("Tags.member.2.Value", "x"));
        var read = await http.QueryAsync("iam", "2010-05-08", "GetRole", ("RoleName", "mine"));
        var untagged = await http.QueryAsync("iam", "2010-05-08", "GetRole", ("RoleName", await iam.RoleAsync()));

        Assert.Equal((200, 403, 403, 200, 403), (own.Status, foreign.Status, further.Status, read.Status, untagged.Status));
    }

    [Fact]
    [Parity("lambda:CreateFunction", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html")]
    public async Task A_functions_role_must_be_passed()
    {
        var role = await iam.RoleAsync();
        var (_, without) = await iam.UserAsync(IamCalls.Allow("lambda:*"));
        var (_, elsewhere) = await iam.UserAsync(IamCalls.Policy("""{"Effect":"Allow","Action":"lambda:*","Resource":"*"},{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"ecs.amazonaws.com"}}}"""));
        var (_, with) = await iam.UserAsync(IamCalls.Policy("""{"Effect":"Allow","Action":"lambda:*","Resource":"*"},{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}}"""));
        var body = FunctionOf(role);
        Task<HttpAnswer> CreateAsync(SignedHttp http) => http.SendAsync("lambda", "POST", "/2015-03-31/functions", body);

        var refused = await CreateAsync(without);
        var toOthers = await CreateAsync(elsewhere);
        var passed = await CreateAsync(with);

        Assert.Equal((403, 403, 400), (refused.Status, toOthers.Status, passed.Status));
        Assert.Contains($"is not authorized to perform: iam:PassRole on resource: {IamCalls.Arn("role/" + role)} because no identity-based policy allows the iam:PassRole action",
            refused.Body, StringComparison.Ordinal);
        Assert.Contains("Could not unzip", passed.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:CreateFunction", Evidence.Recorded, "lambda_/test_lambda_api: The role defined for the function cannot be assumed by Lambda.")]
    public async Task A_role_that_does_not_trust_Lambda_is_no_functions_role()
    {
        var role = await iam.RoleAsync(trust: IamCalls.Policy("""{"Effect":"Allow","Principal":{"Service":"ecs.amazonaws.com"},"Action":"sts:AssumeRole"}"""));

        var answer = await iam.Root.SendAsync("lambda", "POST", "/2015-03-31/functions",
            FunctionOf(role));

        Assert.Equal((400, "InvalidParameterValueException"), (answer.Status, answer.Headers["x-amzn-ErrorType"]));
        Assert.Contains("The role defined for the function cannot be assumed by Lambda.", answer.Body, StringComparison.Ordinal);
    }

    private static string FunctionOf(string role) =>
        $$"""{"FunctionName":"f","Runtime":"provided.al2023","Handler":"h","Role":"{{IamCalls.Arn("role/" + role)}}","Code":{"ZipFile":"AA==" } }""";

    private static Task<HttpAnswer> GetAsync(SignedHttp http, string bucket, string key) => http.SendAsync("s3", "GET", $"/{bucket}/{key}");

    private async Task<int> AnonymousAsync(string path, string referer)
    {
        using var http = new HttpClient { BaseAddress = iam.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (referer.Length > 0) request.Headers.Referrer = new Uri(referer);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private async Task<string> BucketAsync()
    {
        var bucket = iam.NewName("bucket");
        await S3Async("PUT", $"/{bucket}");
        foreach (var key in (string[])["open", "secret"]) await S3Async("PUT", $"/{bucket}/{key}", "x");
        return bucket;
    }

    private async Task<string> PublicBucketAsync(string key)
    {
        var bucket = await BucketAsync();
        await S3Async("PUT", $"/{bucket}/{key}", "x");
        await S3Async("PUT", $"/{bucket}?website", "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>");
        await S3Async("DELETE", $"/{bucket}?publicAccessBlock");
        string Statement(string path, string condition) =>
            $$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{bucket}}/{{path}}/*"{{condition}}}""";
        await PutPolicyAsync(bucket, Statement("public", ""), Statement("elsewhere", ""","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"""),
            Statement("linked", ""","Condition":{"StringLike":{"aws:Referer":"https://example.com/*"}}"""));
        return bucket;
    }

    private Task PutPolicyAsync(string bucket, params string[] statements) => S3Async("PUT", $"/{bucket}?policy", IamCalls.Policy(string.Join(",", statements)));

    private async Task S3Async(string method, string path, string body = "")
    {
        var answer = await iam.Root.SendAsync("s3", method, path, body);
        Assert.True(answer.Status is 200 or 204, $"{method} {path}: {answer.Body}");
    }
}
