namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class BadInputTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string One = "1 validation error detected: ";

    private readonly StackClient _stacks = new(emulator.Endpoint);

    [Theory]
    [InlineData("a role that is too short", "DeleteStack", "RoleARN", "short", One + "Value 'short' at 'roleARN' failed to satisfy constraint: Member must have length greater than or equal to 20")]
    [InlineData("a token with a blank", "DeleteStack", "ClientRequestToken", "a b", One + "Value 'a b' at 'clientRequestToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*")]
    [InlineData("a mode that there is not", "DeleteStack", "DeletionMode", "GENTLY", One + "Value 'GENTLY' at 'deletionMode' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, FORCE_DELETE_STACK]")]
    [InlineData("a stage that there is not", "GetTemplate", "TemplateStage", "Raw", One + "Value 'Raw' at 'templateStage' failed to satisfy constraint: Member must satisfy enum value set: [Original, Processed]")]
    [InlineData("an empty template", "CreateStack", "TemplateBody", "", One + "Value '' at 'templateBody' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("what becomes of it after a failure", "CreateStack", "OnFailure", "SHRUG", One + "Value 'SHRUG' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]")]
    [InlineData("a protection that is not said", "UpdateTerminationProtection", "StackName", "x", One + "Value null at 'enableTerminationProtection' failed to satisfy constraint: Member must not be null")]
    [InlineData("a stack policy", "CreateStack", "StackPolicyBody", "{}", "The parameter StackPolicyBody is not supported here.")]
    [Parity("cloudformation/validation", Evidence.Documented, "botocore's model, cloudformation/2010-05-15: lengths, patterns and values; the form of the text as other operations have it")]
    public async Task A_parameter_is_held_to_the_service_model(string why, string action, string name, string value, string message)
    {
        Assert.NotEmpty(why);

        var refusal = await _stacks.RefusalAsync(action, name == "StackName" ? [(name, value)] : [("StackName", "x"), (name, value)]);

        Assert.Equal((400, "ValidationError", message), refusal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var refusal = await _stacks.RefusalAsync("DeleteStack", ("StackName", "x"), ("RoleARN", "short"), ("ClientRequestToken", "-"));

        Assert.Equal(
            "2 validation errors detected: Value '-' at 'clientRequestToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*; "
            + "Value 'short' at 'roleARN' failed to satisfy constraint: Member must have length greater than or equal to 20", refusal.Message);
    }

    [Theory]
    [InlineData("a stack's status", "ListStacks", "StackStatusFilter.member.1", "BROKEN", "Value '[BROKEN]' at 'stackStatusFilter' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [")]
    [InlineData("a change set's type", "CreateChangeSet", "ChangeSetType", "MAYBE", "Value 'MAYBE' at 'changeSetType' failed to satisfy constraint: Member must satisfy enum value set: [CREATE, UPDATE, IMPORT]")]
    public async Task A_word_that_the_model_has_not_is_refused_as(string what, string action, string name, string value, string message)
    {
        Assert.NotEmpty(what);

        var refusal = await _stacks.RefusalAsync(action, action == "ListStacks" ? [(name, value)] : [("StackName", "x"), ("ChangeSetName", "c"), (name, value)]);

        Assert.StartsWith(One + message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("with another value", "b")]
    [InlineData("with the same value", "a")]
    [Parity("cloudformation/tags", Evidence.Documented, "https://github.com/elastic/cloud-on-k8s/issues/9232, https://github.com/cilium/cilium/issues/44695: the text")]
    public async Task A_tag_that_comes_twice_is_refused(string why, string second)
    {
        Assert.NotEmpty(why);

        var refusal = await _stacks.RefusalAsync("CreateStack", [
            .. StackTests.Create("twice", StackTests.Roles("R")), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "a"), ("Tags.member.2.Key", "k"), ("Tags.member.2.Value", second)]);

        Assert.Equal((400, "ValidationError", "Tags contain duplicate keys; tag keys must be unique"), refusal);
    }

    [Theory]
    [InlineData("a control character", "a\u0001", "a\uFFFD")]
    [InlineData("no character at all", "a\uFFFF", "a\uFFFD")]
    [InlineData("a pair", "a\U0001F600", "a\U0001F600")]
    [InlineData("what looks like a reference", "a&#x1;", "a&#x1;")]
    public async Task A_refusal_says_what_was_sent_with_a_sign_for_what_XML_cannot_say(string why, string name, string shown)
    {
        Assert.NotEmpty(why);

        var refusal = await _stacks.RefusalAsync("DescribeStacks", ("StackName", name));

        Assert.Equal(
            (400, "ValidationError", One + $"Value '{shown}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*"),
            refusal);
    }

    [Theory]
    [InlineData("CREATE_COMPLETE", "filtered-stays")]
    [InlineData("DELETE_COMPLETE", "filtered-goes")]
    public async Task Stacks_are_listed_by_their_status(string status, string stack)
    {
        await _stacks.DeployAsync("filtered-stays", StackTests.Roles("R"));
        await _stacks.DeployAsync("filtered-goes", StackTests.Roles("R"));
        await _stacks.CallAsync("DeleteStack", ("StackName", "filtered-goes"));

        var listed = await _stacks.CallAsync("ListStacks", ("StackStatusFilter.member.1", status));
        await _stacks.CallAsync("DeleteStack", ("StackName", "filtered-stays"));

        Assert.Contains(stack, listed.Descendants("StackName").Select(e => e.Value));
        Assert.All(listed.Descendants("StackStatus"), s => Assert.Equal(status, s.Value));
    }

    public void Dispose() => _stacks.Dispose();
}
