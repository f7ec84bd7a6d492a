namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class ChangeSetTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly StackClient _stacks = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation:DescribeChangeSet", Evidence.Recorded, "test_change_sets TestCaptureUpdateProcess: members of Add, Modify, Remove, replacement, policy action, before and after")]
    public async Task A_change_set_shows_what_would_be_added_changed_replaced_and_removed()
    {
        var before = StackTests.Roles("Changed", "Description: one") + StackTests.Role("Replaced", "RoleName: old-name") + StackTests.Role("Gone")
            + StackTests.Role("Dependent", "Description: !Sub 'of ${Replaced.Arn}'") + StackTests.Role("Same");
        await _stacks.DeployAsync("diffed", before);
        var after = StackTests.Roles("Changed", "Description: two") + StackTests.Role("Replaced", "RoleName: new-name") + StackTests.Role("Added")
            + StackTests.Role("Dependent", "Description: !Sub 'of ${Replaced.Arn}'") + StackTests.Role("Same");
        await _stacks.CallAsync("CreateChangeSet", Draw("diffed", "diff", after));

        var plain = await _stacks.SendAsync("DescribeChangeSet", ("StackName", "diffed"), ("ChangeSetName", "diff"));
        var valued = await _stacks.SendAsync("DescribeChangeSet", ("StackName", "diffed"), ("ChangeSetName", "diff"), ("IncludePropertyValues", "true"));

        Assert.Equal(StackClient.Golden("changes.xml"), StackClient.Normalize(plain.Body));
        Assert.Equal(StackClient.Golden("changes-with-values.xml"), StackClient.Normalize(valued.Body));
    }

    [Fact]
    [Parity("cloudformation/change sets", Evidence.Recorded, "test_changesets TestChangeSetDiff test_dynamic_change: a parameter is named as the cause")]
    public async Task A_parameter_that_changes_is_named_as_the_cause()
    {
        var template = "Parameters:\n  D: { Type: String }\n" + StackTests.Roles("R", "Description: !Ref D");
        await _stacks.DeployAsync("caused", template, "CREATE", ("Parameters.member.1.ParameterKey", "D"), ("Parameters.member.1.ParameterValue", "one"));

        await _stacks.CallAsync("CreateChangeSet",
            [.. Draw("caused", "cause", template), ("Parameters.member.1.ParameterKey", "D"), ("Parameters.member.1.ParameterValue", "two")]);
        var described = await _stacks.CallAsync("DescribeChangeSet", ("StackName", "caused"), ("ChangeSetName", "cause"));

        Assert.Equal(["ParameterReference", "DirectModification"], described.Descendants("ChangeSource").Select(e => e.Value));
        Assert.Equal(["Static", "Dynamic"], described.Descendants("Evaluation").Select(e => e.Value));
        Assert.Equal("D", described.Descendants("CausingEntity").Single().Value);
    }

    [Fact]
    [Parity("cloudformation/change sets", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html: Dynamic and Conditional")]
    public async Task What_asks_for_an_attribute_of_a_resource_that_changes_may_change_with_it()
    {
        static string Template(string description, string type) => StackTests.Roles("Asked", $"Description: {description}")
            + $"  Replaced:\n    Type: {type}\n    Properties: {{ LogGroupName: !Sub 'of-${{Asked.RoleId}}' }}\n"
            + StackTests.Role("InPlace", "Description: !GetAtt Asked.Arn") + StackTests.Role("ById", "Description: !Ref Asked");
        await _stacks.DeployAsync("asking", Template("one", "AWS::Logs::LogGroup"));

        await _stacks.CallAsync("CreateChangeSet", Draw("asking", "ask", Template("two", "AWS::Logs::LogGroup")));
        var described = await _stacks.CallAsync("DescribeChangeSet", ("StackName", "asking"), ("ChangeSetName", "ask"));
        var changes = described.Descendants("ResourceChange").Select(c => string.Join(' ', new[]
        {
            c.Element("LogicalResourceId"), c.Element("Replacement"), c.Descendants("RequiresRecreation").Single(), c.Descendants("Evaluation").Single(),
            c.Descendants("ChangeSource").Single(), c.Descendants("CausingEntity").FirstOrDefault(),
        }.Select(e => e?.Value))).ToList();
        await _stacks.CallAsync("ExecuteChangeSet", ("StackName", "asking"), ("ChangeSetName", "ask"));

        Assert.Equal(
            [
                "Asked False Never Static DirectModification ",
                "InPlace False Never Dynamic ResourceAttribute Asked.Arn",
                "Replaced Conditional Always Dynamic ResourceAttribute Asked.RoleId",
            ],
            changes);
        Assert.DoesNotContain("InPlace UPDATE_IN_PROGRESS", await _stacks.EventsAsync("asking"));
    }

    [Fact]
    [Parity("cloudformation/change sets", Evidence.Recorded, "test_changesets test_empty_changeset")]
    public async Task A_change_set_without_changes_has_failed_and_cannot_be_executed()
    {
        await _stacks.DeployAsync("still", StackTests.Roles("R"));

        var set = await _stacks.CallAsync("CreateChangeSet", Draw("still", "none", StackTests.Roles("R")));
        var described = await _stacks.CallAsync("DescribeChangeSet", ("StackName", "still"), ("ChangeSetName", "none"));
        var refusal = await _stacks.RefusalAsync("ExecuteChangeSet", ("StackName", "still"), ("ChangeSetName", "none"));
        var update = await _stacks.RefusalAsync("UpdateStack", StackTests.Create("still", StackTests.Roles("R")));

        Assert.Equal(("FAILED", "UNAVAILABLE"), (described.Element("Status")?.Value, described.Element("ExecutionStatus")?.Value));
        Assert.Equal(
            "The submitted information didn't contain changes. Submit different information to create a change set.", described.Element("StatusReason")?.Value);
        Assert.Equal((400, "InvalidChangeSetStatus", $"ChangeSet [{set.Element("Id")?.Value}] cannot be executed in its current status of [FAILED]"), refusal);
        Assert.Equal((400, "ValidationError", "No updates are to be performed."), update);
    }

    [Fact]
    [Parity("cloudformation:CreateChangeSet", Evidence.Documented, "https://github.com/aws/aws-cli/issues/6216: an answer of AWS")]
    public async Task A_stack_whose_creation_was_rolled_back_has_no_change_sets_to_update_it()
    {
        await _stacks.DeployAsync("holds", StackTests.Roles("R", "RoleName: held-before"));
        var status = await _stacks.DeployAsync("rolled", StackTests.Roles("R", "RoleName: held-before"));

        var refusal = await _stacks.RefusalAsync("CreateChangeSet", Draw("rolled", "one", StackTests.Roles("R")));

        Assert.Equal(("ROLLBACK_COMPLETE", 400, "ValidationError"), (status, refusal.Status, refusal.Code));
        Assert.Matches("^Stack:arn:aws:cloudformation:us-east-1:000000000000:stack/rolled/.{36} is in ROLLBACK_COMPLETE state and can not be updated.$", refusal.Message);
    }

    [Fact]
    [Parity("cloudformation:DeleteChangeSet", Evidence.Recorded, "test_changesets test_deleted_changeset, test_delete_change_set_exception")]
    [Parity("cloudformation:ListChangeSets", Evidence.Recorded, "test_changesets test_create_change_set_update_without_parameters")]
    public async Task Change_sets_are_listed_until_they_are_deleted_or_executed()
    {
        var set = await _stacks.CallAsync("CreateChangeSet", Draw("listed", "one", StackTests.Roles("R"), "CREATE"));
        var id = set.Element("Id")?.Value ?? "";

        var listed = await _stacks.CallAsync("ListChangeSets", ("StackName", "listed"));
        await _stacks.CallAsync("DeleteChangeSet", ("StackName", "listed"), ("ChangeSetName", "one"));
        var gone = await _stacks.RefusalAsync("DescribeChangeSet", ("ChangeSetName", id));
        var nameless = await _stacks.RefusalAsync("DeleteChangeSet", ("ChangeSetName", "one"));
        var stackless = await _stacks.RefusalAsync("DeleteChangeSet", ("ChangeSetName", "one"), ("StackName", "nostack"));

        Assert.Equal(["one"], listed.Descendants("ChangeSetName").Select(e => e.Value));
        Assert.Equal((404, "ChangeSetNotFound", $"ChangeSet [{id}] does not exist"), gone);
        Assert.Equal("StackName must be specified if ChangeSetName is not specified as an ARN.", nameless.Message);
        Assert.Equal("Stack [nostack] does not exist", stackless.Message);
    }

    [Fact]
    [Parity("cloudformation/change sets", Evidence.Recorded, "test_changesets test_name_conflicts, test_create_while_in_review")]
    public async Task A_stack_in_review_may_be_created_otherwise_and_its_change_set_is_obsolete_then()
    {
        var set = await _stacks.CallAsync("CreateChangeSet", Draw("reviewed", "one", StackTests.Roles("R"), "CREATE"));
        var review = await _stacks.StackAsync("reviewed");

        var created = await _stacks.CallAsync("CreateStack", StackTests.Create("reviewed", StackTests.Roles("R")));
        var described = await _stacks.CallAsync("DescribeChangeSet", ("ChangeSetName", set.Element("Id")?.Value ?? ""));
        var again = await _stacks.RefusalAsync("CreateChangeSet", Draw("reviewed", "two", StackTests.Roles("R"), "CREATE"));

        Assert.Equal(("REVIEW_IN_PROGRESS", "User Initiated"), (review.Element("StackStatus")?.Value, review.Element("StackStatusReason")?.Value));
        Assert.Equal(set.Element("StackId")?.Value, created.Value);
        Assert.Equal("OBSOLETE", described.Element("ExecutionStatus")?.Value);
        Assert.Equal("Stack [reviewed] already exists and cannot be created again with the changeSet [two].", again.Message);
    }

    [Theory]
    [InlineData("a role with a name", "RoleName: x", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM")]
    [InlineData("a role without one", "", "CAPABILITY_AUTO_EXPAND", "CAPABILITY_IAM")]
    [Parity("cloudformation/capabilities", Evidence.Recorded, "test_template_engine test_capabilities_requirements: the text, with a blank before the colon")]
    public async Task Roles_need_an_acknowledgement(string why, string property, string given, string needed)
    {
        Assert.NotEmpty(why);

        var refusal = await _stacks.RefusalAsync(
            "CreateStack", ("StackName", "unsaid"), ("TemplateBody", StackTests.Roles("R", property)), ("Capabilities.member.1", given));

        Assert.Equal((400, "InsufficientCapabilitiesException", $"Requires capabilities : [{needed}]"), refusal);
    }

    [Fact]
    public async Task What_is_wrong_behind_a_transform_fails_the_change_set()
    {
        var template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  F: { Type: AWS::Serverless::Function, Properties: { Foo: bar } }\n";

        await _stacks.CallAsync("CreateChangeSet", Draw("transformed", "one", template, "CREATE"));
        var described = await _stacks.CallAsync("DescribeChangeSet", ("StackName", "transformed"), ("ChangeSetName", "one"));

        Assert.Equal("FAILED", described.Element("Status")?.Value);
        Assert.StartsWith("Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. Number of errors found: ",
            described.Element("StatusReason")?.Value);
        Assert.Contains(
            "property Foo not defined for resource of type AWS::Serverless::Function (line 3, column 55)", described.Element("StatusReason")?.Value);
    }

    [Theory]
    [InlineData("topics to tell", "NotificationARNs.member.1", "arn:aws:sns:us-east-1:000000000000:x")]
    [InlineData("types that are allowed", "ResourceTypes.member.1", "AWS::*")]
    public async Task A_parameter_that_would_change_the_outcome_is_refused_by_name(string why, string name, string value)
    {
        Assert.NotEmpty(why);

        var refusal = await _stacks.RefusalAsync("CreateChangeSet", [.. Draw("refused", "one", StackTests.Roles("R"), "CREATE"), (name, value)]);

        Assert.Equal($"The parameter {name.Split('.')[0]} is not supported here.", refusal.Message);
    }

    public void Dispose() => _stacks.Dispose();

    private static (string, string)[] Draw(string stack, string name, string template, string type = "UPDATE") =>
        [("StackName", stack), ("ChangeSetName", name), ("ChangeSetType", type), ("TemplateBody", template), ("Capabilities.member.1", "CAPABILITY_NAMED_IAM")];
}
