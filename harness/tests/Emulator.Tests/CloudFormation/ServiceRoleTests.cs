using TaskTracker.Emulation.Tests.Iam;

namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class ServiceRoleTests(IamCalls iam) : IClassFixture<IamCalls>
{
    private const string Guide = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html";
    private const string Template = """{"Resources":{"Group":{"Type":"AWS::Logs::LogGroup","Properties":{"LogGroupName":"NAME"}}}}""";

    [Fact]
    [Parity("cloudformation:CreateStack", Evidence.Documented, Guide)]
    [Parity("cloudformation:DeleteStack", Evidence.Documented, Guide + ": the stack's role is used again")]
    public async Task A_stack_with_a_role_is_made_and_deleted_by_it_and_not_by_its_caller()
    {
        var role = await RoleAsync("cloudformation.amazonaws.com");
        var (_, http) = await iam.UserAsync(IamCalls.Policy("""{"Effect":"Allow","Action":["cloudformation:*","iam:PassRole"],"Resource":"*"}"""));

        var (_, without) = await CreateAsync(http);
        var (stack, with) = await CreateAsync(http, ("RoleARN", role));
        await http.QueryAsync("cloudformation", "2010-05-15", "DeleteStack", ("StackName", stack));
        var gone = await http.QueryAsync("cloudformation", "2010-05-15", "DescribeStacks", ("StackName", stack));

        Assert.Equal("CREATE_COMPLETE", with);
        Assert.StartsWith("ROLLBACK_", without, StringComparison.Ordinal);
        Assert.Equal(400, gone.Status);
    }

    [Fact]
    [Parity("cloudformation:CreateChangeSet", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html: RoleARN")]
    public async Task A_change_set_is_executed_by_its_role_and_after_that_by_that_of_its_stack()
    {
        var role = await RoleAsync("cloudformation.amazonaws.com");
        var (_, http) = await iam.UserAsync(IamCalls.Policy("""{"Effect":"Allow","Action":["cloudformation:*","iam:PassRole"],"Resource":"*"}"""));
        var stack = iam.NewName("stack");

        var made = await ChangeAsync(http, stack, stack, ("ChangeSetType", "CREATE"), ("RoleARN", role));
        var changed = await ChangeAsync(http, stack, stack + "-2");
        await http.QueryAsync("cloudformation", "2010-05-15", "DeleteStack", ("StackName", stack));
        var gone = await http.QueryAsync("cloudformation", "2010-05-15", "DescribeStacks", ("StackName", stack));

        Assert.Equal(("CREATE_COMPLETE", "UPDATE_COMPLETE"), (made, changed));
        Assert.Equal(400, gone.Status);
    }

    [Fact]
    [Parity("cloudformation:CreateStack", Evidence.Documented, Guide + ": iam:PassRole")]
    public async Task A_role_is_handed_to_CloudFormation_by_whom_may_pass_it()
    {
        var role = await RoleAsync("cloudformation.amazonaws.com");
        var (_, http) = await iam.UserAsync(IamCalls.Allow("cloudformation:*"));

        var answer = await SendAsync(http, iam.NewName("stack"), ("RoleARN", role));

        Assert.Equal(403, answer.Status);
        Assert.Contains($"is not authorized to perform: iam:PassRole on resource: {role}", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("cloudformation:CreateStack", Evidence.Unverified, "the text as users quote it")]
    public async Task A_role_that_does_not_trust_CloudFormation_cannot_be_assumed()
    {
        var role = await RoleAsync("lambda.amazonaws.com");

        var answer = await SendAsync(iam.Root, iam.NewName("stack"), ("RoleARN", role));

        Assert.Contains($"<Code>ValidationError</Code><Message>Role {role} is invalid or cannot be assumed</Message>", answer.Body, StringComparison.Ordinal);
    }

    private static Task<HttpAnswer> SendAsync(SignedHttp http, string stack, params (string, string)[] more) => http.QueryAsync("cloudformation", "2010-05-15", "CreateStack",
        [("StackName", stack), ("TemplateBody", Template.Replace("NAME", stack, StringComparison.Ordinal)), .. more]);

    private async Task<string> RoleAsync(string service)
    {
        var trust = IamCalls.Policy($$"""{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}""");
        return IamCalls.Arn("role/" + await iam.RoleAsync(IamCalls.Allow("logs:*"), trust));
    }

    /// <summary>A change set, executed; the status that the stack has then.</summary>
    private static async Task<string> ChangeAsync(SignedHttp http, string stack, string group, params (string, string)[] more)
    {
        Task<HttpAnswer> CallAsync(string action, params (string, string)[] parameters) =>
            http.QueryAsync("cloudformation", "2010-05-15", action, [("StackName", stack), .. parameters]);
        var name = "c" + group;
        var drawn = await CallAsync("CreateChangeSet", [("ChangeSetName", name), ("TemplateBody", Template.Replace("NAME", group, StringComparison.Ordinal)), .. more]);
        Assert.True(drawn.Status == 200, drawn.Body);
        await CallAsync("ExecuteChangeSet", ("ChangeSetName", name));
        return IamCalls.Elements(await CallAsync("DescribeStacks"))["StackStatus"].Single();
    }

    private async Task<(string Stack, string Status)> CreateAsync(SignedHttp http, params (string, string)[] more)
    {
        var stack = iam.NewName("stack");
        var created = await SendAsync(http, stack, more);
        Assert.True(created.Status == 200, created.Body);
        var found = await http.QueryAsync("cloudformation", "2010-05-15", "DescribeStacks", ("StackName", stack));
        return (stack, IamCalls.Elements(found)["StackStatus"].Single());
    }
}
