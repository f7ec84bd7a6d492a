namespace TaskTracker.Emulation.Tests.Iam;

public sealed class UserTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Api = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_";

    [Fact]
    [Parity("iam:CreateUser", Evidence.Documented, Api + "CreateUser.html")]
    [Parity("iam:CreateAccessKey", Evidence.Documented, Api + "CreateAccessKey.html")]
    [Parity("iam:GetUser", Evidence.Documented, Api + "GetUser.html: without a name, the caller")]
    [Parity("iam:PutUserPolicy", Evidence.Documented, Api + "PutUserPolicy.html")]
    public async Task A_users_key_signs_and_its_policies_decide()
    {
        var (name, http) = await iam.UserAsync(IamCalls.Allow("iam:GetUser"));

        var itself = await http.QueryAsync("iam", "2010-05-08", "GetUser");
        var identity = await http.QueryAsync("sts", "2011-06-15", "GetCallerIdentity");
        var other = await http.QueryAsync("iam", "2010-05-08", "ListUsers");

        Assert.Contains($"<UserName>{name}</UserName>", itself.Body, StringComparison.Ordinal);
        Assert.Contains($"<Arn>{IamCalls.Arn("user/" + name)}</Arn><UserId>AIDA", identity.Body, StringComparison.Ordinal);
        Assert.Equal(403, other.Status);
        Assert.Contains($"User: {IamCalls.Arn("user/" + name)} is not authorized to perform: iam:ListUsers on resource: {IamCalls.Arn("user/")} "
            + "because no identity-based policy allows the iam:ListUsers action", other.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:UpdateAccessKey", Evidence.Documented, Api + "UpdateAccessKey.html")]
    [Parity("iam:ListAccessKeys", Evidence.Documented, Api + "ListAccessKeys.html: secrets are not shown again")]
    [Parity("iam:DeleteAccessKey", Evidence.Documented, Api + "DeleteAccessKey.html")]
    public async Task A_key_that_is_inactive_or_gone_is_unknown()
    {
        var (name, http) = await iam.UserAsync(IamCalls.Allow("*"));
        var listed = await iam.CallAsync("ListAccessKeys", ("UserName", name));
        var id = IamCalls.Elements(listed)["AccessKeyId"].Single();

        await iam.CallAsync("UpdateAccessKey", ("UserName", name), ("AccessKeyId", id), ("Status", "Inactive"));
        var inactive = await http.QueryAsync("iam", "2010-05-08", "ListUsers");
        await iam.CallAsync("UpdateAccessKey", ("UserName", name), ("AccessKeyId", id), ("Status", "Active"));
        var active = await http.QueryAsync("iam", "2010-05-08", "ListUsers");
        await iam.CallAsync("DeleteAccessKey", ("UserName", name), ("AccessKeyId", id));
        var gone = await http.QueryAsync("iam", "2010-05-08", "ListUsers");

        Assert.DoesNotContain("Secret", listed.Body, StringComparison.Ordinal);
        Assert.Equal((403, 200, 403), (inactive.Status, active.Status, gone.Status));
        Assert.Contains("<Code>InvalidClientTokenId</Code>", gone.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:CreateAccessKey", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: two keys per user")]
    public async Task A_third_key_is_one_too_many()
    {
        var (name, _) = await iam.UserAsync();
        await iam.CallAsync("CreateAccessKey", ("UserName", name));

        var third = await iam.AskAsync("CreateAccessKey", ("UserName", name));

        Assert.Equal(409, third.Status);
        Assert.Contains("<Code>LimitExceeded</Code><Message>Cannot exceed quota for AccessKeysPerUser: 2</Message>", third.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:ListUsers", Evidence.Documented, Api + "ListUsers.html")]
    [Parity("iam:UpdateUser", Evidence.Documented, Api + "UpdateUser.html: the key moves along")]
    public async Task A_user_that_is_renamed_and_moved_keeps_its_key_and_its_policies()
    {
        var (name, http) = await iam.UserAsync(IamCalls.Allow("iam:*"));

        await iam.CallAsync("UpdateUser", ("UserName", name), ("NewUserName", name + "-moved"), ("NewPath", "/team/"));
        var listed = await http.QueryAsync("iam", "2010-05-08", "ListUsers", ("PathPrefix", "/team/"));
        var before = await iam.AskAsync("GetUser", ("UserName", name));

        Assert.Contains($"<Arn>{IamCalls.Arn($"user/team/{name}-moved")}</Arn>", listed.Body, StringComparison.Ordinal);
        Assert.Contains($"<Code>NoSuchEntity</Code><Message>The user with name {name} cannot be found.</Message>", before.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:DeleteUser", Evidence.Documented, Api + "DeleteUser.html: what must be removed first")]
    [Parity("iam:GetUserPolicy", Evidence.Documented, Api + "GetUserPolicy.html")]
    [Parity("iam:ListUserPolicies", Evidence.Documented, Api + "ListUserPolicies.html")]
    [Parity("iam:DeleteUserPolicy", Evidence.Documented, Api + "DeleteUserPolicy.html")]
    public async Task A_user_is_deleted_once_it_has_nothing_left()
    {
        var (name, http) = await iam.UserAsync(IamCalls.Allow("s3:*"));
        var policy = await iam.CallAsync("GetUserPolicy", ("UserName", name), ("PolicyName", "p"));
        var key = IamCalls.Elements(await iam.CallAsync("ListAccessKeys", ("UserName", name)))["AccessKeyId"].Single();

        var withPolicy = await iam.AskAsync("DeleteUser", ("UserName", name));
        await iam.CallAsync("DeleteUserPolicy", ("UserName", name), ("PolicyName", "p"));
        var withKey = await iam.AskAsync("DeleteUser", ("UserName", name));
        await iam.CallAsync("DeleteAccessKey", ("UserName", name), ("AccessKeyId", key));
        var policies = await iam.CallAsync("ListUserPolicies", ("UserName", name));
        await iam.CallAsync("DeleteUser", ("UserName", name));

        Assert.Contains(Uri.EscapeDataString(IamCalls.Allow("s3:*")), policy.Body, StringComparison.Ordinal);
        Assert.Contains("Cannot delete entity, must delete policies first.", withPolicy.Body, StringComparison.Ordinal);
        Assert.Contains("Cannot delete entity, must delete access keys first.", withKey.Body, StringComparison.Ordinal);
        Assert.Contains("<PolicyNames />", policies.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:CreateGroup", Evidence.Documented, Api + "CreateGroup.html")]
    [Parity("iam:GetGroup", Evidence.Documented, Api + "GetGroup.html")]
    [Parity("iam:ListGroups", Evidence.Documented, Api + "ListGroups.html")]
    [Parity("iam:AddUserToGroup", Evidence.Documented, Api + "AddUserToGroup.html")]
    [Parity("iam:RemoveUserFromGroup", Evidence.Documented, Api + "RemoveUserFromGroup.html")]
    [Parity("iam:ListGroupsForUser", Evidence.Documented, Api + "ListGroupsForUser.html")]
    [Parity("iam:PutGroupPolicy", Evidence.Documented, Api + "PutGroupPolicy.html")]
    [Parity("iam:DeleteGroup", Evidence.Documented, Api + "DeleteGroup.html")]
    public async Task Members_of_a_group_may_what_the_group_may()
    {
        var (name, http) = await iam.UserAsync();
        var group = iam.NewName("group");
        await iam.CallAsync("CreateGroup", ("GroupName", group));
        await iam.CallAsync("PutGroupPolicy", ("GroupName", group), ("PolicyName", "list"), ("PolicyDocument", IamCalls.Allow("iam:ListGroups")));
        await iam.CallAsync("AddUserToGroup", ("GroupName", group), ("UserName", name));

        var inside = await http.QueryAsync("iam", "2010-05-08", "ListGroups");
        var members = await iam.CallAsync("GetGroup", ("GroupName", group));
        var groups = await iam.CallAsync("ListGroupsForUser", ("UserName", name));
        var full = await iam.AskAsync("DeleteGroup", ("GroupName", group));
        await iam.CallAsync("RemoveUserFromGroup", ("GroupName", group), ("UserName", name));
        var outside = await http.QueryAsync("iam", "2010-05-08", "ListGroups");

        Assert.Equal((200, 403, 409), (inside.Status, outside.Status, full.Status));
        Assert.Contains($"<UserName>{name}</UserName>", members.Body, StringComparison.Ordinal);
        Assert.Contains($"<GroupName>{group}</GroupName>", groups.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:GetGroupPolicy", Evidence.Documented, Api + "GetGroupPolicy.html")]
    [Parity("iam:ListGroupPolicies", Evidence.Documented, Api + "ListGroupPolicies.html")]
    [Parity("iam:DeleteGroupPolicy", Evidence.Documented, Api + "DeleteGroupPolicy.html")]
    [Parity("iam:DeleteGroup", Evidence.Documented, Api + "DeleteGroup.html")]
    public async Task A_group_loses_its_policies_and_then_itself()
    {
        var group = iam.NewName("group");
        await iam.CallAsync("CreateGroup", ("GroupName", group), ("Path", "/team/"));
        await iam.CallAsync("PutGroupPolicy", ("GroupName", group), ("PolicyName", "p"), ("PolicyDocument", IamCalls.Allow("s3:*")));
        var policy = await iam.CallAsync("GetGroupPolicy", ("GroupName", group), ("PolicyName", "p"));
        var names = await iam.CallAsync("ListGroupPolicies", ("GroupName", group));
        await iam.CallAsync("DeleteGroupPolicy", ("GroupName", group), ("PolicyName", "p"));
        var missing = await iam.AskAsync("DeleteGroupPolicy", ("GroupName", group), ("PolicyName", "p"));
        await iam.CallAsync("DeleteGroup", ("GroupName", group));

        Assert.Contains("PolicyDocument", policy.Body, StringComparison.Ordinal);
        Assert.Contains("<member>p</member>", names.Body, StringComparison.Ordinal);
        Assert.Contains("The group policy with name p cannot be found.", missing.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User")]
    [InlineData("Role")]
    [Parity("iam:TagUser", Evidence.Documented, Api + "TagUser.html")]
    [Parity("iam:UntagUser", Evidence.Documented, Api + "UntagUser.html")]
    [Parity("iam:ListUserTags", Evidence.Documented, Api + "ListUserTags.html")]
    [Parity("iam:TagRole", Evidence.Documented, Api + "TagRole.html")]
    [Parity("iam:UntagRole", Evidence.Documented, Api + "UntagRole.html")]
    [Parity("iam:ListRoleTags", Evidence.Documented, Api + "ListRoleTags.html")]
    public async Task Tags_come_and_go(string kind)
    {
        var name = kind == "User" ? (await iam.UserAsync()).Name : await iam.RoleAsync();
        await iam.CallAsync($"Tag{kind}", ($"{kind}Name", name), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"), ("Tags.member.2.Key", "old"), ("Tags.member.2.Value", ""));
        await iam.CallAsync($"Untag{kind}", ($"{kind}Name", name), ("TagKeys.member.1", "old"));

        var tags = await iam.CallAsync($"List{kind}Tags", ($"{kind}Name", name));
        var shown = await iam.CallAsync($"Get{kind}", ($"{kind}Name", name));

        Assert.Contains("<Tags><member><Key>team</Key><Value>a</Value></member></Tags>", tags.Body, StringComparison.Ordinal);
        Assert.Contains("<Tags><member><Key>team</Key><Value>a</Value></member></Tags>", shown.Body, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> RefusedTags => new()
    {
        { "no key", "", "v", "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1" },
        { "a long key", new string('k', 129), "v", "at 'tags.2.member.key' failed to satisfy constraint: Member must have length less than or equal to 128" },
        { "a long value", "k", new string('v', 257), "at 'tags.2.member.value' failed to satisfy constraint: Member must have length less than or equal to 256" },
        { "a mark in the key", "a!", "v", @"Value 'a!' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+" },
        { "a line break in the value", "k", "v\n", @"at 'tags.2.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*" },
    };

    [Theory]
    [MemberData(nameof(RefusedTags))]
    [Parity("iam:TagUser", Evidence.Documented, Api + "Tag.html: lengths and patterns")]
    public async Task A_tag_that_IAM_would_not_take_is_refused(string why, string key, string value, string message)
    {
        var (name, _) = await iam.UserAsync();

        var tagged = await iam.AskAsync("TagUser", [("UserName", name), .. Tag(1, "Größe 1/2", "_.:/=+-@ 𝒳"), .. Tag(2, key, value)]);
        var created = await iam.AskAsync("CreateRole", [("RoleName", iam.NewName("role")), ("AssumeRolePolicyDocument", IamCalls.Trust), .. Tag(1, "k1", "v"), .. Tag(2, key, value)]);

        Assert.True((tagged.Status, created.Status) == (400, 400), $"{why}: {tagged.Body} {created.Body}");
        Assert.Contains(message, IamCalls.Elements(tagged)["Message"].Single(), StringComparison.Ordinal);
        Assert.Contains(message, IamCalls.Elements(created)["Message"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:TagUser", Evidence.Documented, Api + "TagUser.html: LimitExceeded")]
    [Parity("iam:TagPolicy", Evidence.Documented, Api + "TagPolicy.html: LimitExceeded")]
    public async Task Fifty_tags_are_the_most_however_they_come()
    {
        var (name, _) = await iam.UserAsync();
        var policy = IamCalls.Elements(await iam.CallAsync("CreatePolicy", ("PolicyName", iam.NewName("policy")), ("PolicyDocument", IamCalls.Allow("s3:*"))))["Arn"].Single();
        (string, string)[] fifty = [.. Enumerable.Range(1, 50).SelectMany(i => Tag(i, $"key-{i}", "v"))];
        await iam.CallAsync("TagUser", [("UserName", name), .. fifty]);
        await iam.CallAsync("TagPolicy", [("PolicyArn", policy), .. fifty]);

        var user = await iam.AskAsync("TagUser", [("UserName", name), .. Tag(1, "one-more", "v")]);
        var managed = await iam.AskAsync("TagPolicy", [("PolicyArn", policy), .. Tag(1, "one-more", "v")]);
        await iam.CallAsync("TagUser", [("UserName", name), .. Tag(1, "key-7", "other")]);

        Assert.Equal((409, 409), (user.Status, managed.Status));
        Assert.Contains("<Code>LimitExceeded</Code>", user.Body, StringComparison.Ordinal);
        Assert.Contains("<Code>LimitExceeded</Code>", managed.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:TagUser", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html: keys are case insensitive and keep their case")]
    public async Task A_key_in_another_case_takes_the_tags_place()
    {
        var (name, _) = await iam.UserAsync();
        await iam.CallAsync("TagUser", [("UserName", name), .. Tag(1, "Department", "foo")]);

        await iam.CallAsync("TagUser", [("UserName", name), .. Tag(1, "department", "bar")]);
        var tags = await iam.CallAsync("ListUserTags", ("UserName", name));
        await iam.CallAsync("UntagUser", ("UserName", name), ("TagKeys.member.1", "DEPARTMENT"));
        var none = await iam.CallAsync("ListUserTags", ("UserName", name));

        Assert.Contains("<Tags><member><Key>department</Key><Value>bar</Value></member></Tags>", tags.Body, StringComparison.Ordinal);
        Assert.Contains("<Tags />", none.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("iam:GetUser", Evidence.Documented, Api + "GetUser.html: without a name, the user whose key signs")]
    [Parity("iam:CreateAccessKey", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_credentials_console.html")]
    [Parity("iam:UpdateAccessKey", Evidence.Documented, Api + "UpdateAccessKey.html: without a name, the user whose key signs")]
    public async Task A_user_that_may_manage_itself_need_not_name_itself()
    {
        var (name, http) = await iam.UserAsync(IamCalls.Allow("iam:*", "arn:aws:iam::*:user/team/${aws:username}"));
        await iam.CallAsync("UpdateUser", ("UserName", name), ("NewPath", "/team/"));
        var (_, stranger) = await iam.UserAsync(IamCalls.Allow("iam:*", IamCalls.Arn("user/team/" + name)));

        var itself = await AskAsync(http, "GetUser");
        var created = await AskAsync(http, "CreateAccessKey");
        (string, string) key = ("AccessKeyId", IamCalls.Elements(created)["AccessKeyId"].Single());
        int[] others =
        [
            (await AskAsync(http, "UpdateAccessKey", key, ("Status", "Inactive"))).Status, (await AskAsync(http, "ListAccessKeys")).Status,
            (await AskAsync(http, "DeleteAccessKey", key)).Status,
        ];
        var denied = await AskAsync(stranger, "GetUser");

        Assert.True((itself.Status, created.Status) == (200, 200), itself.Body + created.Body);
        Assert.Equal([200, 200, 200], others);
        Assert.Equal(403, denied.Status);
    }

    [Fact]
    [Parity("iam:GetUser", Evidence.Unverified, "words as users of AWS quote them")]
    public async Task A_role_is_nobody_to_manage_without_a_name()
    {
        using var session = await iam.AssumeAsync(await iam.RoleAsync(IamCalls.Allow("iam:*")));

        var answer = await AskAsync(session, "ListAccessKeys");

        Assert.Contains("Must specify userName when calling with non-User credentials", answer.Body, StringComparison.Ordinal);
    }

    private static Task<HttpAnswer> AskAsync(SignedHttp http, string action, params (string Name, string Value)[] parameters) => http.QueryAsync("iam", "2010-05-08", action, parameters);

    private static (string, string)[] Tag(int number, string key, string value) => [($"Tags.member.{number}.Key", key), ($"Tags.member.{number}.Value", value)];
}
