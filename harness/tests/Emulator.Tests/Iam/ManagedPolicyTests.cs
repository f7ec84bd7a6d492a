namespace TaskTracker.Emulation.Tests.Iam;

public sealed class ManagedPolicyTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Api = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";
    private const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

    [Theory]
    [InlineData("User")]
    [InlineData("Group")]
    [InlineData("Role")]
    [Parity("iam:AttachUserPolicy", Evidence.Recorded, "iam/test_user_attach_policy: both refusals")]
    [Parity("iam:AttachGroupPolicy", Evidence.Documented, Api + "AttachGroupPolicy.html")]
    [Parity("iam:AttachRolePolicy", Evidence.Recorded, "iam/test_role_attach_policy: both refusals")]
    [Parity("iam:DetachUserPolicy", Evidence.Documented, Api + "DetachUserPolicy.html")]
    [Parity("iam:DetachGroupPolicy", Evidence.Documented, Api + "DetachGroupPolicy.html")]
    [Parity("iam:DetachRolePolicy", Evidence.Documented, Api + "DetachRolePolicy.html")]
    [Parity("iam:ListAttachedUserPolicies", Evidence.Documented, Api + "ListAttachedUserPolicies.html")]
    [Parity("iam:ListAttachedGroupPolicies", Evidence.Documented, Api + "ListAttachedGroupPolicies.html")]
    [Parity("iam:ListAttachedRolePolicies", Evidence.Documented, Api + "ListAttachedRolePolicies.html")]
    public async Task Managed_policies_are_attached_and_detached(string kind)
    {
        var name = await NewAsync(kind);
        (string, string) who = ($"{kind}Name", name);

        var noArn = await iam.AskAsync($"Attach{kind}Policy", who, ("PolicyArn", "longpolicynamebutnoarn"));
        var unknown = await iam.AskAsync($"Attach{kind}Policy", who, ("PolicyArn", IamCalls.Arn("policy/none")));
        await iam.CallAsync($"Attach{kind}Policy", who, ("PolicyArn", Administrator));
        var attached = await iam.CallAsync($"ListAttached{kind}Policies", who);
        var early = await iam.AskAsync($"Delete{kind}", who);
        await iam.CallAsync($"Detach{kind}Policy", who, ("PolicyArn", Administrator));
        var again = await iam.AskAsync($"Detach{kind}Policy", who, ("PolicyArn", Administrator));

        Assert.Contains("<Code>ValidationError</Code><Message>Invalid ARN:  Could not be parsed!</Message>", noArn.Body, StringComparison.Ordinal);
        Assert.Contains($"<Message>Policy {IamCalls.Arn("policy/none")} does not exist or is not attachable.</Message>", unknown.Body, StringComparison.Ordinal);
        Assert.Contains($"<PolicyName>AdministratorAccess</PolicyName><PolicyArn>{Administrator}</PolicyArn>", attached.Body, StringComparison.Ordinal);
        Assert.Contains("Cannot delete entity, must detach all policies first.", early.Body, StringComparison.Ordinal);
        Assert.Contains($"Policy {Administrator} was not found.", again.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:CreatePolicy", Evidence.Documented, Api + "CreatePolicy.html")]
    [Parity("iam:CreatePolicyVersion", Evidence.Documented, Api + "CreatePolicyVersion.html")]
    [Parity("iam:SetDefaultPolicyVersion", Evidence.Documented, Api + "SetDefaultPolicyVersion.html")]
    public async Task The_default_version_of_a_policy_decides()
    {
        var (name, http) = await iam.UserAsync();
        var arn = await PolicyAsync(IamCalls.Allow("iam:ListRoles"));
        await iam.CallAsync("AttachUserPolicy", ("UserName", name), ("PolicyArn", arn));
        Task<HttpAnswer> ListRolesAsync() => http.QueryAsync("iam", "2010-05-08", "ListRoles");

        var first = await ListRolesAsync();
        await iam.CallAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", IamCalls.Allow("iam:ListUsers")), ("SetAsDefault", "true"));
        var second = await ListRolesAsync();
        await iam.CallAsync("SetDefaultPolicyVersion", ("PolicyArn", arn), ("VersionId", "v1"));
        var back = await ListRolesAsync();

        Assert.Equal((200, 403, 200), (first.Status, second.Status, back.Status));
    }

    [Fact]
    [Parity("iam:ListPolicyVersions", Evidence.Documented, Api + "ListPolicyVersions.html")]
    [Parity("iam:GetPolicyVersion", Evidence.Documented, Api + "GetPolicyVersion.html")]
    [Parity("iam:DeletePolicyVersion", Evidence.Documented, Api + "DeletePolicyVersion.html")]
    [Parity("iam:GetPolicy", Evidence.Documented, Api + "GetPolicy.html")]
    [Parity("iam:DeletePolicy", Evidence.Recorded, "iam/test_delete_non_existent_policy: what is said of one that is not there")]
    public async Task A_policy_keeps_five_versions_and_goes_with_its_last()
    {
        var arn = await PolicyAsync(IamCalls.Allow("s3:*"));
        for (var i = 2; i <= 5; i++) await iam.CallAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", IamCalls.Allow("s3:*")));

        var sixth = await iam.AskAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", IamCalls.Allow("s3:*")));
        var listed = IamCalls.Elements(await iam.CallAsync("ListPolicyVersions", ("PolicyArn", arn)))["VersionId"].ToList();
        var defaultOne = await iam.AskAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v1"));
        var withVersions = await iam.AskAsync("DeletePolicy", ("PolicyArn", arn));
        for (var i = 2; i <= 5; i++) await iam.CallAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", $"v{i}"));
        await iam.CallAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", IamCalls.Allow("s3:*")));
        var document = await iam.CallAsync("GetPolicyVersion", ("PolicyArn", arn), ("VersionId", "v6"));
        await iam.CallAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v6"));
        await iam.CallAsync("DeletePolicy", ("PolicyArn", arn));
        var gone = await iam.AskAsync("GetPolicy", ("PolicyArn", arn));

        Assert.Equal(["v5", "v4", "v3", "v2", "v1"], listed);
        Assert.Contains("<Code>LimitExceeded</Code>", sixth.Body, StringComparison.Ordinal);
        Assert.Contains("Cannot delete the default version of a policy.", defaultOne.Body, StringComparison.Ordinal);
        Assert.Contains("This policy has more than one version.", withVersions.Body, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(IamCalls.Allow("s3:*")), document.Body, StringComparison.Ordinal);
        Assert.Contains($"<Code>NoSuchEntity</Code><Message>Policy {arn} was not found.</Message>", gone.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:ListPolicies", Evidence.Documented, Api + "ListPolicies.html")]
    [Parity("iam:ListEntitiesForPolicy", Evidence.Documented, Api + "ListEntitiesForPolicy.html")]
    [Parity("iam:DeletePolicy", Evidence.Documented, Api + "DeletePolicy.html")]
    public async Task Policies_say_who_has_them()
    {
        var arn = await PolicyAsync(IamCalls.Allow("s3:*"));
        var role = await iam.RoleAsync();
        await iam.CallAsync("AttachRolePolicy", ("RoleName", role), ("PolicyArn", arn));

        var attached = await iam.CallAsync("ListPolicies", ("Scope", "Local"), ("OnlyAttached", "true"));
        var ofAws = await iam.CallAsync("ListPolicies", ("Scope", "AWS"), ("PathPrefix", "/service-role/"));
        var entities = await iam.CallAsync("ListEntitiesForPolicy", ("PolicyArn", arn));
        var inUse = await iam.AskAsync("DeletePolicy", ("PolicyArn", arn));

        Assert.Contains($"<Arn>{arn}</Arn><Path>/</Path><DefaultVersionId>v1</DefaultVersionId><AttachmentCount>1</AttachmentCount>", attached.Body, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", ofAws.Body, StringComparison.Ordinal);
        Assert.Contains($"<PolicyRoles><member><RoleName>{role}</RoleName>", entities.Body, StringComparison.Ordinal);
        Assert.Contains("<Code>DeleteConflict</Code><Message>Cannot delete a policy attached to entities.</Message>", inUse.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:CreatePolicyVersion", Evidence.Unverified, "that AWS's own policies cannot be changed is documented; the text is ours")]
    public async Task A_policy_of_AWS_is_not_changed()
    {
        var answer = await iam.AskAsync("CreatePolicyVersion", ("PolicyArn", Administrator), ("PolicyDocument", IamCalls.Allow("s3:*")));

        Assert.Contains("<Code>AccessDenied</Code>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:TagPolicy", Evidence.Documented, Api + "TagPolicy.html")]
    [Parity("iam:UntagPolicy", Evidence.Documented, Api + "UntagPolicy.html")]
    [Parity("iam:ListPolicyTags", Evidence.Documented, Api + "ListPolicyTags.html")]
    public async Task A_policy_has_tags()
    {
        var arn = await PolicyAsync(IamCalls.Allow("s3:*"));
        await iam.CallAsync("TagPolicy", ("PolicyArn", arn), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"), ("Tags.member.2.Key", "b"), ("Tags.member.2.Value", "2"));
        await iam.CallAsync("UntagPolicy", ("PolicyArn", arn), ("TagKeys.member.1", "b"));

        var tags = await iam.CallAsync("ListPolicyTags", ("PolicyArn", arn));

        Assert.Contains("<Tags><member><Key>a</Key><Value>1</Value></member></Tags>", tags.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User")]
    [InlineData("Role")]
    [Parity("iam:PutUserPermissionsBoundary", Evidence.Documented, Api + "PutUserPermissionsBoundary.html")]
    [Parity("iam:DeleteUserPermissionsBoundary", Evidence.Documented, Api + "DeleteUserPermissionsBoundary.html")]
    [Parity("iam:PutRolePermissionsBoundary", Evidence.Documented, Api + "PutRolePermissionsBoundary.html")]
    [Parity("iam:DeleteRolePermissionsBoundary", Evidence.Documented, Api + "DeleteRolePermissionsBoundary.html")]
    [Parity("iam/enforcement", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html: permissions boundaries")]
    public async Task A_boundary_limits_whatever_else_is_allowed(string kind)
    {
        var arn = await PolicyAsync(IamCalls.Allow("s3:*"));
        var (name, http) = kind == "User" ? await iam.UserAsync(IamCalls.Allow("*")) : await SessionAsync(IamCalls.Allow("*"));
        (string, string) who = ($"{kind}Name", name);

        await iam.CallAsync($"Put{kind}PermissionsBoundary", who, ("PermissionsBoundary", arn));
        var bounded = await http.QueryAsync("iam", "2010-05-08", "ListRoles");
        var shown = await iam.CallAsync($"Get{kind}", who);
        await iam.CallAsync($"Delete{kind}PermissionsBoundary", who);
        var free = await http.QueryAsync("iam", "2010-05-08", "ListRoles");

        Assert.Equal((403, 200), (bounded.Status, free.Status));
        Assert.Contains("because no permissions boundary allows the iam:ListRoles action", bounded.Body, StringComparison.Ordinal);
        Assert.Contains($"<PermissionsBoundaryArn>{arn}</PermissionsBoundaryArn>", shown.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:GetAccountAuthorizationDetails", Evidence.Documented, Api + "GetAccountAuthorizationDetails.html")]
    public async Task The_whole_account_is_told_at_once()
    {
        var (user, _) = await iam.UserAsync(IamCalls.Allow("s3:*"));
        var role = await iam.RoleAsync();
        var arn = await PolicyAsync(IamCalls.Allow("sqs:*"));
        await iam.CallAsync("AttachRolePolicy", ("RoleName", role), ("PolicyArn", arn));

        var all = await iam.CallAsync("GetAccountAuthorizationDetails", ("MaxItems", "1000"));
        var users = await iam.CallAsync("GetAccountAuthorizationDetails", ("Filter.member.1", "User"));

        Assert.Contains($"<UserName>{user}</UserName>", all.Body, StringComparison.Ordinal);
        Assert.Contains($"<PolicyName>p</PolicyName><PolicyDocument>{Uri.EscapeDataString(IamCalls.Allow("s3:*"))}</PolicyDocument>", all.Body, StringComparison.Ordinal);
        Assert.Contains("<PolicyVersionList><member><Document>", all.Body, StringComparison.Ordinal);
        Assert.Contains("<RoleDetailList />", users.Body, StringComparison.Ordinal);
    }

    private async Task<string> PolicyAsync(string document)
    {
        var created = await iam.CallAsync("CreatePolicy", ("PolicyName", iam.NewName("policy")), ("PolicyDocument", document));
        return IamCalls.Elements(created)["Arn"].Single();
    }

    private async Task<(string Name, SignedHttp Http)> SessionAsync(string policy)
    {
        var role = await iam.RoleAsync(policy);
        return (role, await iam.AssumeAsync(role));
    }

    private async Task<string> NewAsync(string kind)
    {
        var name = iam.NewName("attached");
        (string, string)[] trust = kind == "Role" ? [("AssumeRolePolicyDocument", IamCalls.Trust)] : [];
        await iam.CallAsync($"Create{kind}", [($"{kind}Name", name), .. trust]);
        return name;
    }
}
