using TaskTracker.Emulation.Tests.Iam;

namespace TaskTracker.Emulation.Tests.Sts;

public sealed class AssumeRoleTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Compared = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_compare-resource-policies.html";
    private const string Words = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html";
    private const string Api = "https://docs.aws.amazon.com/STS/latest/APIReference/API_";

    private const string OnlyLambda = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    [Fact]
    [Parity("sts:AssumeRole", Evidence.Documented, Compared)]
    public async Task A_role_is_assumed_by_whom_its_trust_policy_names_without_further_permission()
    {
        var (ann, byAnn) = await iam.UserAsync();
        var (_, byBob) = await iam.UserAsync(IamCalls.Allow("sts:AssumeRole"));
        var role = await iam.RoleAsync(trust: TrustOf(IamCalls.Arn("user/" + ann)));

        var named = await IamCalls.TryAssumeAsync(byAnn, role);
        var stranger = await IamCalls.TryAssumeAsync(byBob, role);

        Assert.Equal((200, 403), (named.Status, stranger.Status));
        Assert.Contains($"is not authorized to perform: sts:AssumeRole on resource: {IamCalls.Arn("role/" + role)} because no role trust policy allows the sts:AssumeRole action",
            stranger.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("sts:AssumeRole", Evidence.Documented, Compared)]
    public async Task A_role_that_trusts_the_account_is_assumed_by_whom_the_account_lets()
    {
        var (_, bare) = await iam.UserAsync();
        var (_, allowed) = await iam.UserAsync(IamCalls.Allow("sts:AssumeRole"));
        var role = await iam.RoleAsync(trust: TrustOf(IamCalls.Arn("root")));

        var without = await IamCalls.TryAssumeAsync(bare, role);
        var with = await IamCalls.TryAssumeAsync(allowed, role);

        Assert.Equal((403, 200), (without.Status, with.Status));
        Assert.Contains("because no identity-based policy allows the sts:AssumeRole action", without.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("sts:AssumeRole", Evidence.Deviates, "AWS refuses the root user every role; here it may assume those that trust its account, since test/test is who everybody is at first")]
    public async Task Not_even_the_root_assumes_a_role_that_trusts_a_service_alone()
    {
        var role = await iam.RoleAsync(trust: OnlyLambda);

        var answer = await IamCalls.TryAssumeAsync(iam.Root, role);

        Assert.Equal(403, answer.Status);
    }

    [Fact]
    [Parity("sts:AssumeRole", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html")]
    public async Task An_external_id_that_the_trust_policy_asks_for_must_be_given()
    {
        var trust = IamCalls.Policy("""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"7"}}}""");
        var role = await iam.RoleAsync(trust: trust);

        var without = await IamCalls.TryAssumeAsync(iam.Root, role);
        var with = await IamCalls.TryAssumeAsync(iam.Root, role, ("ExternalId", "7"));

        Assert.Equal((403, 200), (without.Status, with.Status));
    }

    [Fact]
    [Parity("iam/enforcement", Evidence.Documented, Words + ": session policies")]
    [Parity("sts:AssumeRole", Evidence.Documented, Api + "AssumeRole.html: Policy, PolicyArns")]
    public async Task A_session_policy_limits_what_the_role_may()
    {
        var role = await iam.RoleAsync(IamCalls.Allow("iam:*"));

        using var limited = await iam.AssumeAsync(role, ("Policy", IamCalls.Allow("iam:ListUsers")));
        using var managed = await iam.AssumeAsync(role, ("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
        var denied = await limited.QueryAsync("iam", "2010-05-08", "ListRoles");
        var allowed = await limited.QueryAsync("iam", "2010-05-08", "ListUsers");
        var read = await managed.QueryAsync("iam", "2010-05-08", "ListRoles");
        var write = await managed.QueryAsync("iam", "2010-05-08", "CreateUser", ("UserName", "never"));

        Assert.Equal((403, 200, 200, 403), (denied.Status, allowed.Status, read.Status, write.Status));
        Assert.Contains("because no session policy allows the iam:ListRoles action", denied.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("sts:AssumeRole", Evidence.Documented, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html")]
    public async Task A_sessions_tags_are_its_principals_and_need_a_permission()
    {
        var role = await iam.RoleAsync(IamCalls.Policy("""{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}}"""));
        var untaggable = await iam.RoleAsync(trust: TrustOf("*"));
        (string, string)[] tags = [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a")];

        using var tagged = await iam.AssumeAsync(role, tags);
        using var bare = await iam.AssumeAsync(role);
        var refused = await IamCalls.TryAssumeAsync(iam.Root, untaggable, tags);

        Assert.Equal(200, (await tagged.QueryAsync("iam", "2010-05-08", "ListRoles")).Status);
        Assert.Equal(403, (await bare.QueryAsync("iam", "2010-05-08", "ListRoles")).Status);
        Assert.Contains("is not authorized to perform: sts:TagSession", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("sts:GetSessionToken", Evidence.Documented, Api + "GetSessionToken.html")]
    public async Task A_user_gets_temporary_credentials_that_may_what_it_may()
    {
        var (name, http) = await iam.UserAsync(IamCalls.Allow("iam:ListRoles"));
        using var session = iam.Client(await http.QueryAsync("sts", "2011-06-15", "GetSessionToken", ("DurationSeconds", "900")));

        var identity = await session.QueryAsync("sts", "2011-06-15", "GetCallerIdentity");
        var allowed = await session.QueryAsync("iam", "2010-05-08", "ListRoles");
        var again = await session.QueryAsync("sts", "2011-06-15", "GetSessionToken");

        Assert.Contains($"<Arn>{IamCalls.Arn("user/" + name)}</Arn>", identity.Body, StringComparison.Ordinal);
        Assert.Equal((200, 403), (allowed.Status, again.Status));
    }

    [Theory]
    [InlineData("too short", "60", "Member must have value greater than or equal to 900")]
    [InlineData("longer than any role allows", "50000", "Member must have value less than or equal to 43200")]
    [InlineData("longer than this role allows", "7200", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")]
    [Parity("sts:AssumeRole", Evidence.Documented, Api + "AssumeRole.html: DurationSeconds")]
    public async Task A_session_lasts_as_long_as_its_role_allows(string why, string seconds, string message)
    {
        var role = await iam.RoleAsync();

        var answer = await IamCalls.TryAssumeAsync(iam.Root, role, ("DurationSeconds", seconds));

        Assert.True(answer.Body.Contains(message, StringComparison.Ordinal), $"{why}: {answer.Body}");
    }

    [Theory]
    [InlineData("J", "have length greater than or equal to 2")]
    [InlineData("s23456789012345678901234567890123456789012345678901234567890123456", "have length less than or equal to 64")]
    [InlineData("Jürgen", @"satisfy regular expression pattern: [\w+=,.@-]*")]
    [InlineData("two words", @"satisfy regular expression pattern: [\w+=,.@-]*")]
    [InlineData("ends-in-a-break\n", @"satisfy regular expression pattern: [\w+=,.@-]*")]
    [Parity("sts:AssumeRole", Evidence.Documented, Api + "AssumeRole.html: RoleSessionName")]
    public async Task A_session_is_named_in_letters_of_ascii(string name, string demand)
    {
        var role = await iam.RoleAsync();

        var answer = await iam.Root.QueryAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", IamCalls.Arn("role/" + role)), ("RoleSessionName", name));

        Assert.Equal(400, answer.Status);
        Assert.Contains($"at 'roleSessionName' failed to satisfy constraint: Member must {demand}", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digits of another script", "arn:aws:iam::٠٠٠٠٠٠٠٠٠٠٠٠:role/r")]
    [InlineData("a line break behind it", "arn:aws:iam::000000000000:role/r\n")]
    [Parity("sts:AssumeRole", Evidence.Recorded, "sts/test_assume_role: test_sts_invalid_parameters")]
    public async Task An_arn_that_is_none_is_invalid(string why, string arn)
    {
        var answer = await iam.Root.QueryAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "s-1"));

        Assert.True(answer.Status == 400 && answer.Body.Contains("is invalid", StringComparison.Ordinal), $"{why}: {answer.Body}");
    }

    [Fact]
    [Parity("sts:AssumeRole", Evidence.Documented, Api + "Tag.html; AssumeRole.html: at most 50 tags")]
    public async Task A_sessions_tags_have_their_limits()
    {
        var role = await iam.RoleAsync();

        var large = await IamCalls.TryAssumeAsync(iam.Root, role, ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", new string('v', 257)));
        var many = await IamCalls.TryAssumeAsync(iam.Root, role, [.. Enumerable.Range(1, 51).Select(i => ($"Tags.member.{i}.Key", $"k{i}"))]);

        Assert.Equal((400, 400), (large.Status, many.Status));
        Assert.Contains("at 'tags.1.member.value' failed to satisfy constraint: Member must have length less than or equal to 256", large.Body, StringComparison.Ordinal);
        Assert.Contains("at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50", many.Body, StringComparison.Ordinal);
    }

    private static string TrustOf(string principal) => IamCalls.Policy($$"""{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole"}""");
}
