namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class StackTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Api = "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/";

    private readonly StackClient _stacks = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation:CreateChangeSet", Evidence.Recorded, "api/test_stacks test_list_events_after_deployment")]
    [Parity("cloudformation:ExecuteChangeSet", Evidence.Recorded, "api/test_stacks test_list_events_after_deployment")]
    [Parity("cloudformation:DescribeStackEvents", Evidence.Recorded, "api/test_stacks test_list_events_after_deployment: members, order, ids")]
    public async Task A_new_stack_tells_of_each_step_in_AWSs_order()
    {
        await _stacks.DeployAsync("told", Roles("Writer"));

        var answer = await _stacks.SendAsync("DescribeStackEvents", ("StackName", "told"));

        Assert.Equal(StackClient.Golden("events-of-a-new-stack.xml"), StackClient.Normalize(answer.Body));
    }

    [Fact]
    [Parity("cloudformation:DescribeStacks", Evidence.Recorded, "api/test_stacks test_stack_lifecycle: field sets")]
    public async Task A_stack_shows_what_it_was_made_with_and_hides_what_is_secret()
    {
        var template = """
            Description: Shown
            Parameters:
              Secret: { Type: String, NoEcho: true }
              Plain: { Type: String, Default: plain }
            """ + "\n" + Roles("Role") + "Outputs:\n  Arn: { Value: !GetAtt Role.Arn, Description: Its ARN, Export: { Name: shown-arn } }\n";
        await _stacks.DeployAsync(
            "shown", template, "CREATE", ("Parameters.member.1.ParameterKey", "Secret"), ("Parameters.member.1.ParameterValue", "hush"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "blue"));

        var answer = await _stacks.SendAsync("DescribeStacks", ("StackName", "shown"));

        Assert.Equal(StackClient.Golden("stack.xml"), StackClient.Normalize(answer.Body));
    }

    [Fact]
    [Parity("cloudformation:CreateStack", Evidence.Recorded, "api/test_stacks test_name_conflicts")]
    public async Task A_name_is_free_again_when_its_stack_is_deleted()
    {
        var first = await _stacks.CallAsync("CreateStack", Create("again", Roles("R")));
        var refusal = await _stacks.RefusalAsync("CreateStack", Create("again", Roles("R")));
        await _stacks.CallAsync("DeleteStack", ("StackName", "again"));
        var second = await _stacks.CallAsync("CreateStack", Create("again", Roles("R")));

        Assert.Equal((400, "AlreadyExistsException", "Stack [again] already exists"), refusal);
        Assert.NotEqual(first.Value, second.Value);
        Assert.Equal("DELETE_COMPLETE", await _stacks.StatusAsync(first.Value));
        Assert.Equal("CREATE_COMPLETE", await _stacks.StatusAsync("again"));
    }

    [Fact]
    [Parity("cloudformation/rollback", Evidence.Recorded, "api/test_stacks test_blocked_stack_deletion: order of events; the text names every resource that failed")]
    public async Task A_stack_that_cannot_be_made_leaves_nothing_behind()
    {
        await _stacks.DeployAsync("owner", Roles("Taken", "RoleName: taken"));

        var status = await _stacks.DeployAsync("loser", Roles("First") + Role("Second", "RoleName: taken", "First"));
        var events = await _stacks.EventsAsync("loser");

        Assert.Equal("ROLLBACK_COMPLETE", status);
        Assert.Collection(
            events,
            e => Assert.Equal("- REVIEW_IN_PROGRESS User Initiated", e),
            e => Assert.Equal("- CREATE_IN_PROGRESS User Initiated", e),
            e => Assert.Equal("First CREATE_IN_PROGRESS", e),
            e => Assert.Equal("First CREATE_IN_PROGRESS Resource creation Initiated", e),
            e => Assert.Equal("First CREATE_COMPLETE", e),
            e => Assert.Equal("Second CREATE_IN_PROGRESS", e),
            e => Assert.Matches("""^Second CREATE_FAILED Resource handler returned message: "Role with name taken already exists. \(Service: Iam, Status Code: 409, Request ID: .{36}\)" \(RequestToken: .{36}, HandlerErrorCode: AlreadyExists\)$""", e),
            e => Assert.Equal("- ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Second]. Rollback requested by user.", e),
            e => Assert.Equal("Second DELETE_COMPLETE", e),
            e => Assert.Equal("First DELETE_IN_PROGRESS", e),
            e => Assert.Equal("First DELETE_COMPLETE", e),
            e => Assert.Equal("- ROLLBACK_COMPLETE", e));
    }

    [Fact]
    public async Task A_value_of_the_wrong_form_is_refused_with_the_resources_name()
    {
        var refusal = await _stacks.RefusalAsync(
            "CreateChangeSet", [.. Create("wrong", Roles("R", "MaxSessionDuration: soon")), ("ChangeSetName", "one"), ("ChangeSetType", "CREATE")]);

        Assert.Equal(
            "Properties validation failed for resource R with message:\n[#/MaxSessionDuration: expected type: Integer, found: String]", refusal.Message);
    }

    [Theory]
    [InlineData("keeps what was made", "DO_NOTHING", "CREATE_FAILED")]
    [InlineData("removes the stack itself", "DELETE", "DELETE_COMPLETE")]
    public async Task What_becomes_of_a_failed_stack_is_the_callers_choice(string why, string onFailure, string status)
    {
        Assert.NotEmpty(why);
        var template = Roles("First") + Role("Second", "RoleName: '***'", "First");

        var created = await _stacks.CallAsync(
            "CreateStack", [.. Create("choice" + onFailure.Replace("_", "", StringComparison.Ordinal), template), ("OnFailure", onFailure)]);

        Assert.Equal(status, await _stacks.StatusAsync(created.Value));
    }

    [Fact]
    [Parity("cloudformation:DeleteStack", Evidence.Recorded, "engine/test_policies test_deletion_policy_with_retain")]
    public async Task Deletion_goes_against_the_order_of_creation_and_leaves_what_is_to_stay()
    {
        var template = Roles("Base") + Role("Kept", "RoleName: kept") + Role("Top", "Description: !Sub 'of ${Base}'");
        await _stacks.DeployAsync("gone",
            template.Replace("Kept:\n    Type: AWS::IAM::Role", "Kept:\n    Type: AWS::IAM::Role\n    DeletionPolicy: Retain", StringComparison.Ordinal));
        var id = (await _stacks.StackAsync("gone")).Element("StackId")?.Value ?? "";

        await _stacks.CallAsync("DeleteStack", ("StackName", "gone"));
        var events = (await _stacks.EventsAsync(id)).SkipWhile(e => e != "- DELETE_IN_PROGRESS User Initiated").ToList();

        Assert.Contains("Kept DELETE_SKIPPED", events);
        Assert.True(events.IndexOf("Top DELETE_COMPLETE") < events.IndexOf("Base DELETE_IN_PROGRESS"));
        Assert.Equal("- DELETE_COMPLETE", events[^1]);
    }

    [Theory]
    [InlineData("DescribeStacks says with id", "DescribeStacks", "Stack with id nope does not exist")]
    [InlineData("events say it in brackets", "DescribeStackEvents", "Stack [nope] does not exist")]
    [InlineData("an update says it in brackets", "UpdateStack", "Stack [nope] does not exist")]
    [InlineData("a template's stack", "GetTemplate", "Stack with id nope does not exist")]
    [Parity("cloudformation:UpdateStack", Evidence.Unverified, "text of a missing stack, as DescribeStackEvents has it")]
    [Parity("cloudformation:GetTemplate", Evidence.Recorded, "api/test_templates test_get_template_missing_resources")]
    public async Task A_stack_that_is_not_there_is_refused_in_the_operations_own_words(string why, string action, string message)
    {
        Assert.NotEmpty(why);

        var refusal = await _stacks.RefusalAsync(action, ("StackName", "nope"));

        Assert.Equal((400, "ValidationError", message), refusal);
    }

    [Fact]
    [Parity("cloudformation:DescribeStackResources", Evidence.Recorded, "api/test_stacks test_stack_update_resources: members, alphabetical")]
    [Parity("cloudformation:DescribeStackResource", Evidence.Documented, Api + "API_DescribeStackResource.html")]
    [Parity("cloudformation:ListStackResources", Evidence.Documented, Api + "API_ListStackResources.html")]
    [Parity("cloudformation:ListStacks", Evidence.Recorded, "test_list_stacks test_listing_stacks")]
    public async Task Resources_are_shown_in_three_ways()
    {
        await _stacks.DeployAsync("ways", Roles("B", "RoleName: way-b") + Role("A", "RoleName: way-a"));

        var described = await _stacks.CallAsync("DescribeStackResources", ("StackName", "ways"));
        var one = await _stacks.CallAsync("DescribeStackResource", ("StackName", "ways"), ("LogicalResourceId", "B"));
        var listed = await _stacks.CallAsync("ListStackResources", ("StackName", "ways"));
        var stacks = await _stacks.CallAsync("ListStacks", ("StackStatusFilter.member.1", "CREATE_COMPLETE"));

        Assert.Equal(["way-a", "way-b"], described.Descendants("PhysicalResourceId").Select(e => e.Value));
        Assert.Equal("way-b", one.Descendants("PhysicalResourceId").Single().Value);
        Assert.Equal(["A", "B"], listed.Descendants("LogicalResourceId").Select(e => e.Value));
        Assert.Contains("ways", stacks.Descendants("StackName").Select(e => e.Value));
    }

    [Fact]
    [Parity("cloudformation:GetTemplateSummary", Evidence.Recorded, "api/test_templates test_get_template_summary")]
    [Parity("cloudformation:ValidateTemplate", Evidence.Recorded, "api/test_templates test_validate_template")]
    public async Task A_template_tells_what_it_needs_before_it_is_used()
    {
        var template = "Description: D\nParameters:\n  P: { Type: String, AllowedValues: [a, b], Default: a, Description: Why }\n"
            + Roles("R", "RoleName: !Ref P");

        var summary = await _stacks.SendAsync("GetTemplateSummary", ("TemplateBody", template));
        var valid = await _stacks.SendAsync("ValidateTemplate", ("TemplateBody", template));

        Assert.Equal(StackClient.Golden("summary.xml"), StackClient.Normalize(summary.Body));
        Assert.Equal(StackClient.Golden("validated.xml"), StackClient.Normalize(valid.Body));
    }

    public void Dispose() => _stacks.Dispose();

    internal static (string, string)[] Create(string stack, string template) =>
        [("StackName", stack), ("TemplateBody", template), ("Capabilities.member.1", "CAPABILITY_NAMED_IAM")];

    internal static string Roles(string id, string properties = "") => "Resources:\n" + Role(id, properties);

    internal static string Role(string id, string property = "", string dependsOn = "") =>
        $"  {id}:\n    Type: AWS::IAM::Role\n" + (dependsOn.Length > 0 ? $"    DependsOn: {dependsOn}\n" : "")
        + "    Properties:\n      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' } }\n" + (property.Length > 0 ? $"      {property}\n" : "");
}
