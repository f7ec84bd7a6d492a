namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class UpdateTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation/updates", Evidence.Recorded, "test_change_set_parameters test_update_parameter_default_value: events of a replacement and its clean-up")]
    public async Task A_replacement_is_made_before_the_old_one_is_removed()
    {
        await _stacks.DeployAsync("moved", StackTests.Roles("R", "RoleName: moved-1") + StackTests.Role("Stays"));

        var status = await _stacks.DeployAsync("moved", StackTests.Roles("R", "RoleName: moved-2") + StackTests.Role("Stays"), "UPDATE");
        var events = await UpdateEventsAsync("moved");

        Assert.Equal("UPDATE_COMPLETE", status);
        Assert.Equal(
            [
                "- UPDATE_IN_PROGRESS User Initiated",
                "R UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.",
                "R UPDATE_IN_PROGRESS Resource creation Initiated",
                "R UPDATE_COMPLETE",
                "- UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                "R DELETE_IN_PROGRESS",
                "R DELETE_COMPLETE",
                "- UPDATE_COMPLETE",
            ],
            events);
        Assert.Equal((404, 200), (await RoleAsync("moved-1"), await RoleAsync("moved-2")));
    }

    [Fact]
    public async Task What_differs_is_changed_in_place_what_is_gone_is_removed_and_the_rest_is_left_alone()
    {
        await _stacks.DeployAsync(
            "mixed", StackTests.Roles("Changed", "Description: one") + StackTests.Role("Gone", "RoleName: gone-role") + StackTests.Role("Same"));

        await _stacks.DeployAsync(
            "mixed", StackTests.Roles("Changed", "Description: two") + StackTests.Role("Same") + StackTests.Role("New", "RoleName: new-role"), "UPDATE");
        var events = await UpdateEventsAsync("mixed");
        var resources = await _stacks.CallAsync("ListStackResources", ("StackName", "mixed"));

        Assert.Equal(
            [
                "- UPDATE_IN_PROGRESS User Initiated",
                "Changed UPDATE_IN_PROGRESS", "Changed UPDATE_COMPLETE",
                "New CREATE_IN_PROGRESS", "New CREATE_IN_PROGRESS Resource creation Initiated", "New CREATE_COMPLETE",
                "- UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                "Gone DELETE_IN_PROGRESS", "Gone DELETE_COMPLETE",
                "- UPDATE_COMPLETE",
            ],
            events);
        Assert.Equal(["Changed", "New", "Same"], resources.Descendants("LogicalResourceId").Select(e => e.Value));
        Assert.Equal((404, 200), (await RoleAsync("gone-role"), await RoleAsync("new-role")));
    }

    [Fact]
    public async Task An_update_that_fails_brings_everything_back()
    {
        await _stacks.DeployAsync("holder", StackTests.Roles("Taken", "RoleName: held"));
        await _stacks.DeployAsync("back", StackTests.Roles("Changed", "Description: one") + StackTests.Role("Moved", "RoleName: back-1")
            + StackTests.Role("Gone", "RoleName: back-gone"));

        var wanted = StackTests.Roles("Changed", "Description: two") + StackTests.Role("Moved", "RoleName: back-2", "Changed")
            + StackTests.Role("New", "RoleName: held", "Moved");
        var status = await _stacks.DeployAsync("back", wanted, "UPDATE");
        var events = await UpdateEventsAsync("back");
        var role = await _http.QueryAsync("iam", "2010-05-08", "GetRole", ("RoleName", await PhysicalAsync("back", "Changed")));

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", status);
        Assert.Contains("- UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [New].", events);
        Assert.Equal(
            [
                "Changed UPDATE_IN_PROGRESS", "Changed UPDATE_COMPLETE", "Moved UPDATE_IN_PROGRESS", "Moved UPDATE_COMPLETE",
                "- UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "New DELETE_COMPLETE", "Moved DELETE_IN_PROGRESS", "Moved DELETE_COMPLETE", "- UPDATE_ROLLBACK_COMPLETE",
            ],
            events.SkipWhile(e => !e.StartsWith("- UPDATE_ROLLBACK_IN_PROGRESS", StringComparison.Ordinal)).Skip(1));
        Assert.Contains("<Description>one</Description>", role.Body, StringComparison.Ordinal);
        Assert.Equal((200, 404, 200), (await RoleAsync("back-1"), await RoleAsync("back-2"), await RoleAsync("back-gone")));
    }

    [Theory]
    [InlineData("Retain", "DELETE_SKIPPED", 200)]
    [InlineData("RetainExceptOnCreate", "DELETE_COMPLETE", 404)]
    [Parity("cloudformation/updates", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html: RetainExceptOnCreate")]
    public async Task What_an_update_has_added_when_it_fails_follows_its_policy(string policy, string status, int found)
    {
        var (stack, name) = ("added" + policy, "kept-" + policy);
        await _stacks.DeployAsync(stack, StackTests.Roles("Stays"));
        var kept = StackTests.Role("Kept", "RoleName: " + name).Replace("AWS::IAM::Role\n", $"AWS::IAM::Role\n    DeletionPolicy: {policy}\n", StringComparison.Ordinal);
        var never = StackTests.Role("Never", "RoleName: " + name, "Kept").Replace("AWS::IAM::Role\n", $"AWS::IAM::Role\n    DeletionPolicy: {policy}\n", StringComparison.Ordinal);

        var outcome = await _stacks.DeployAsync(stack, StackTests.Roles("Stays") + kept + never, "UPDATE");
        var events = await UpdateEventsAsync(stack);
        await _stacks.CallAsync("DeleteStack", ("StackName", stack));

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", outcome);
        Assert.Equal(status, events.Last(e => e.StartsWith("Kept ", StringComparison.Ordinal)).Split(' ')[1]);
        Assert.Equal("DELETE_COMPLETE", events.Last(e => e.StartsWith("Never ", StringComparison.Ordinal)).Split(' ')[1]);
        Assert.Equal(found, await RoleAsync(name));
    }

    [Fact]
    [Parity("cloudformation/updates", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html")]
    public async Task A_named_resource_cannot_be_replaced_under_its_name()
    {
        await _stacks.DeployAsync("named", StackTests.Roles("R", "RoleName: custom"));

        var status = await _stacks.DeployAsync("named", StackTests.Roles("R", "RoleName: custom") + "      Path: /other/\n", "UPDATE");

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", status);
        Assert.Contains(
            "R UPDATE_FAILED CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename custom and update the stack again.",
            await UpdateEventsAsync("named"));
    }

    [Fact]
    public async Task The_template_and_parameters_that_a_stack_has_serve_its_next_update()
    {
        var template = "Parameters:\n  A: { Type: String }\n  B: { Type: String }\n" + StackTests.Roles("R", "Description: !Sub '${A}${B}'");
        await _stacks.DeployAsync("kept", template, "CREATE", Given(("A", "a1"), ("B", "b1")));

        await _stacks.CallAsync("UpdateStack", [
            ("StackName", "kept"), ("UsePreviousTemplate", "true"), ("Capabilities.member.1", "CAPABILITY_IAM"), .. Given(("A", "a2")),
            ("Parameters.member.2.ParameterKey", "B"), ("Parameters.member.2.UsePreviousValue", "true")]);
        var stack = await _stacks.StackAsync("kept");

        Assert.Equal("UPDATE_COMPLETE", stack.Element("StackStatus")?.Value);
        Assert.Equal(["a2", "b1"], stack.Descendants("ParameterValue").Select(e => e.Value));
    }

    [Fact]
    public async Task What_metadata_refers_to_is_there_first()
    {
        var template = StackTests.Roles("R") + "    Metadata: { Other: !GetAtt Z.Arn }\n" + StackTests.Role("Z", "RoleName: told-of");

        var status = await _stacks.DeployAsync("told", template);
        var resource = await _stacks.CallAsync("DescribeStackResource", ("StackName", "told"), ("LogicalResourceId", "R"));

        Assert.Equal("CREATE_COMPLETE", status);
        Assert.Equal("""{"Other":"arn:aws:iam::000000000000:role/told-of"}""", resource.Descendants("Metadata").Single().Value);
    }

    [Fact]
    public async Task Outputs_alone_are_a_change_too()
    {
        await _stacks.DeployAsync("outputs", StackTests.Roles("R"));

        var status = await _stacks.DeployAsync("outputs", StackTests.Roles("R") + "Outputs:\n  O: { Value: x }\n", "UPDATE");

        Assert.Equal("UPDATE_COMPLETE", status);
        Assert.Equal("x", (await _stacks.StackAsync("outputs")).Descendants("OutputValue").Single().Value);
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }

    private static (string, string)[] Given(params (string Name, string Value)[] parameters) =>
        [.. parameters.SelectMany((p, i) => new[] { ($"Parameters.member.{i + 1}.ParameterKey", p.Name), ($"Parameters.member.{i + 1}.ParameterValue", p.Value) })];

    private async Task<List<string>> UpdateEventsAsync(string stack) =>
        [.. (await _stacks.EventsAsync(stack)).SkipWhile(e => e != "- UPDATE_IN_PROGRESS User Initiated")];

    private async Task<int> RoleAsync(string name) => (await _http.QueryAsync("iam", "2010-05-08", "GetRole", ("RoleName", name))).Status;

    private async Task<string> PhysicalAsync(string stack, string logicalId) =>
        (await _stacks.CallAsync("DescribeStackResource", ("StackName", stack), ("LogicalResourceId", logicalId)))
            .Descendants("PhysicalResourceId").Single().Value;
}
