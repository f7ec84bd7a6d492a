namespace TaskTracker.Emulation.Tests.Iam;

public sealed class RoleTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
    private const string Api = "https://docs.aws.amazon.com/IAM/latest/APIReference/";

    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Fact]
    [Parity("iam:CreateRole", Evidence.Recorded, "iam/test_create_describe_role: which members each answer shows")]
    [Parity("iam:GetRole", Evidence.Recorded, "iam/test_create_describe_role: which members each answer shows")]
    public async Task A_role_shows_its_session_limit_when_it_is_read_and_not_when_it_is_made()
    {
        var created = await IamAsync("CreateRole", ("RoleName", "Shown"), ("AssumeRolePolicyDocument", Trust));
        var read = await IamAsync("GetRole", ("RoleName", "Shown"));

        Assert.DoesNotContain("MaxSessionDuration", created.Body, StringComparison.Ordinal);
        Assert.Contains("<MaxSessionDuration>3600</MaxSessionDuration><RoleLastUsed />", read.Body, StringComparison.Ordinal);
        Assert.Contains("<Arn>arn:aws:iam::000000000000:role/Shown</Arn>", read.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:ListRoles", Evidence.Recorded, "iam/test_role_with_tags: a listed role has no last use")]
    public async Task Roles_are_listed_below_a_path()
    {
        await IamAsync("CreateRole", ("RoleName", "Deep"), ("Path", "/team/a/"), ("AssumeRolePolicyDocument", Trust));

        var listed = await IamAsync("ListRoles", ("PathPrefix", "/team/"));

        Assert.Contains("role/team/a/Deep", listed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("RoleLastUsed", listed.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:CreateRole", Evidence.Recorded, "iam/test_create_role_with_malformed_assume_role_policy_document")]
    public async Task A_trust_policy_that_is_no_JSON_is_malformed()
    {
        var answer = await IamAsync("CreateRole", ("RoleName", "Broken"), ("AssumeRolePolicyDocument", "{"));

        Assert.Equal(400, answer.Status);
        Assert.Contains("<Code>MalformedPolicyDocument</Code><Message>This policy contains invalid Json</Message>", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON", "{", "Syntax errors in policy.")]
    [InlineData("no action", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}""", "Policy statement must contain actions.")]
    [InlineData("a principal", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}""",
        "Policy document should not specify a principal.")]
    [Parity("iam:PutRolePolicy", Evidence.Documented, Api + "API_PutRolePolicy.html")]
    public async Task An_inline_policy_that_IAM_would_not_store_is_malformed(string why, string policy, string message)
    {
        await IamAsync("CreateRole", ("RoleName", "Unruly"), ("AssumeRolePolicyDocument", Trust));

        var answer = await IamAsync("PutRolePolicy", ("RoleName", "Unruly"), ("PolicyName", "p"), ("PolicyDocument", policy));

        Assert.True(answer.Status == 400, why);
        Assert.Contains($"<Code>MalformedPolicyDocument</Code><Message>{message}</Message>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:PutRolePolicy", Evidence.Documented, Api + "API_PutRolePolicy.html")]
    [Parity("iam:GetRolePolicy", Evidence.Recorded, "iam/TestIAMPolicyEncoding: documents come back URL-encoded")]
    [Parity("iam:ListRolePolicies", Evidence.Documented, Api + "API_ListRolePolicies.html")]
    public async Task An_inline_policy_comes_back_encoded()
    {
        await IamAsync("CreateRole", ("RoleName", "Writer"), ("AssumeRolePolicyDocument", Trust));
        await IamAsync("PutRolePolicy", ("RoleName", "Writer"), ("PolicyName", "p"), ("PolicyDocument", Policy));

        var policy = await IamAsync("GetRolePolicy", ("RoleName", "Writer"), ("PolicyName", "p"));
        var names = await IamAsync("ListRolePolicies", ("RoleName", "Writer"));

        Assert.Contains(Uri.EscapeDataString(Policy), policy.Body, StringComparison.Ordinal);
        Assert.Contains("<member>p</member>", names.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:DeleteRole", Evidence.Documented, Api + "API_DeleteRole.html")]
    [Parity("iam:DeleteRolePolicy", Evidence.Documented, Api + "API_DeleteRolePolicy.html")]
    public async Task A_role_with_policies_is_not_deleted_until_they_are()
    {
        await IamAsync("CreateRole", ("RoleName", "Leaving"), ("AssumeRolePolicyDocument", Trust));
        await IamAsync("PutRolePolicy", ("RoleName", "Leaving"), ("PolicyName", "p"), ("PolicyDocument", Policy));

        var early = await IamAsync("DeleteRole", ("RoleName", "Leaving"));
        var policy = await IamAsync("DeleteRolePolicy", ("RoleName", "Leaving"), ("PolicyName", "p"));
        var late = await IamAsync("DeleteRole", ("RoleName", "Leaving"));
        var gone = await IamAsync("GetRole", ("RoleName", "Leaving"));

        Assert.Contains("<Code>DeleteConflict</Code>", early.Body, StringComparison.Ordinal);
        Assert.Equal((200, 200, 404), (policy.Status, late.Status, gone.Status));
    }

    [Fact]
    [Parity("iam:UpdateRole", Evidence.Documented, Api + "API_UpdateRole.html")]
    [Parity("iam:UpdateAssumeRolePolicy", Evidence.Documented, Api + "API_UpdateAssumeRolePolicy.html")]
    public async Task A_role_changes_in_place()
    {
        await IamAsync("CreateRole", ("RoleName", "Changing"), ("AssumeRolePolicyDocument", Trust));
        await IamAsync("UpdateRole", ("RoleName", "Changing"), ("Description", "new words"), ("MaxSessionDuration", "7200"));
        await IamAsync("UpdateAssumeRolePolicy", ("RoleName", "Changing"), ("PolicyDocument", Trust.Replace("lambda", "other", StringComparison.Ordinal)));

        var role = await IamAsync("GetRole", ("RoleName", "Changing"));

        Assert.Contains("new words", role.Body, StringComparison.Ordinal);
        Assert.Contains("7200", role.Body, StringComparison.Ordinal);
        Assert.Contains("%22other.amazonaws.com%22", role.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_without_a_row_is_refused_by_name()
    {
        var answer = await IamAsync("CreateSAMLProvider");

        Assert.Equal(400, answer.Status);
        Assert.Contains("Could not find operation CreateSAMLProvider for version 2010-05-08", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_would_be_ignored_is_refused_by_name()
    {
        var answer = await IamAsync("CreateRole", ("RoleName", "Bound"), ("AssumeRolePolicyDocument", Trust), ("Unheard", "x"));

        Assert.Contains("Unheard is not supported here", answer.Body, StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpAnswer> IamAsync(string action, params (string Name, string Value)[] parameters) => _http.QueryAsync("iam", "2010-05-08", action, parameters);
}
