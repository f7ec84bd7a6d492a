using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>What can be seen and done while an operation is under way: its services answer when the test says so.</summary>
public sealed class UnderWayTests : IAsyncDisposable
{
    private static readonly (string, string) Named = ("Capabilities.member.1", "CAPABILITY_NAMED_IAM");

    private readonly LoneStacks _stacks = new();

    [Fact]
    public async Task A_stack_that_is_being_made_can_be_deleted()
    {
        _stacks.IsStuck = _ => true;
        var creation = _stacks.CallAsync("CreateStack", ("StackName", "stuck"), ("TemplateBody", StackTests.Roles("R", "RoleName: stuck-role")), Named);
        await _stacks.UntilAskedAsync(_ => true);
        var during = await _stacks.StatusAsync("stuck");

        _stacks.IsStuck = _ => false;
        await _stacks.CallAsync("DeleteStack", ("StackName", "stuck"));
        await creation;
        var refusal = await Assert.ThrowsAsync<AwsError>(() => _stacks.CallAsync("DescribeStacks", ("StackName", "stuck")));

        Assert.Equal("CREATE_IN_PROGRESS", during);
        Assert.Equal("Stack with id stuck does not exist", refusal.Message);
    }

    [Fact]
    public async Task What_was_asked_for_when_a_creation_is_stopped_is_removed_too()
    {
        _stacks.IsStuck = _ => true;
        var creation = _stacks.CallAsync("CreateStack", ("StackName", "unsure"), ("TemplateBody", StackTests.Roles("R")), Named);
        await _stacks.UntilAskedAsync(_ => true);
        var name = _stacks.Asked[0].Parameter("RoleName");

        _stacks.IsStuck = _ => false;
        await _stacks.CallAsync("DeleteStack", ("StackName", "unsure"));
        await creation;

        Assert.Contains(_stacks.Asked, a => a.Parameter("Action") == "DeleteRole" && a.Parameter("RoleName") == name);
    }

    [Fact]
    public async Task A_stack_that_is_being_made_cannot_be_updated()
    {
        _stacks.IsStuck = _ => true;
        var creation = _stacks.CallAsync("CreateStack", ("StackName", "busy"), ("TemplateBody", StackTests.Roles("R")), Named);
        await _stacks.UntilAskedAsync(_ => true);

        var refusal = await Assert.ThrowsAsync<AwsError>(() =>
            _stacks.CallAsync("UpdateStack", ("StackName", "busy"), ("TemplateBody", StackTests.Roles("R", "Description: x")), Named));
        await _stacks.DisposeAsync();
        await creation;

        Assert.Matches(
            "^Stack:arn:aws:cloudformation:us-east-1:000000000000:stack/busy/.{36} is in CREATE_IN_PROGRESS state and can not be updated.$", refusal.Message);
    }

    [Fact]
    [Parity("cloudformation:CancelUpdateStack", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html")]
    public async Task An_update_can_be_called_off_and_is_rolled_back()
    {
        await _stacks.CallAsync("CreateStack", ("StackName", "called"), ("TemplateBody", StackTests.Roles("R", "Description: one")), Named);
        _stacks.IsStuck = a => a.Parameter("Description") == "two";
        var update = _stacks.CallAsync("UpdateStack", ("StackName", "called"), ("TemplateBody", StackTests.Roles("R", "Description: two")), Named);
        await _stacks.UntilAskedAsync(a => a.Parameter("Description") == "two");

        await _stacks.CallAsync("CancelUpdateStack", ("StackName", "called"));
        await update;
        var events = await _stacks.CallAsync("DescribeStackEvents", ("StackName", "called"));
        var refusal = await Assert.ThrowsAsync<AwsError>(() => _stacks.CallAsync("CancelUpdateStack", ("StackName", "called")));

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", await _stacks.StatusAsync("called"));
        Assert.Contains("<ResourceStatus>UPDATE_ROLLBACK_IN_PROGRESS</ResourceStatus><ResourceStatusReason>User Initiated<", events, StringComparison.Ordinal);
        Assert.Equal("one", _stacks.Asked.Last(a => a.Parameter("Action") == "UpdateRole").Parameter("Description"));
        Assert.Equal("CancelUpdateStack cannot be called from current stack status", refusal.Message);
    }

    [Theory]
    [InlineData("that is done now", false, "one")]
    [InlineData("that is skipped", true, "two")]
    [Parity("cloudformation:ContinueUpdateRollback", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html")]
    public async Task A_rollback_that_failed_goes_on_with_a_resource(string why, bool isSkipped, string description)
    {
        Assert.NotEmpty(why);
        await _stacks.CallAsync("CreateStack", ("StackName", "failed"), ("TemplateBody", StackTests.Roles("R", "Description: one")), Named);
        var refusesToGoBack = true;
        _stacks.IsRefused = a => a.Parameter("RoleName") == "new" || (refusesToGoBack && a.Parameter("Action") == "UpdateRole" && a.Parameter("Description") == "one");
        var wanted = StackTests.Roles("R", "Description: two") + StackTests.Role("New", "RoleName: new", "R");
        await _stacks.CallAsync("UpdateStack", ("StackName", "failed"), ("TemplateBody", wanted), Named);
        var failed = await _stacks.StatusAsync("failed");

        refusesToGoBack = isSkipped;
        await _stacks.CallAsync("ContinueUpdateRollback", [("StackName", "failed"), .. isSkipped ? [("ResourcesToSkip.member.1", "R")] : Array.Empty<(string, string)>()]);
        var refusal = await Assert.ThrowsAsync<AwsError>(() => _stacks.CallAsync("ContinueUpdateRollback", ("StackName", "failed")));
        var resources = await _stacks.CallAsync("ListStackResources", ("StackName", "failed"));

        Assert.Equal("UPDATE_ROLLBACK_FAILED", failed);
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", await _stacks.StatusAsync("failed"));
        Assert.Equal(description, _stacks.Asked.Last(a => a.Parameter("Action") == "UpdateRole" && !_stacks.IsRefused(a)).Parameter("Description"));
        Assert.Contains("<ResourceStatus>UPDATE_COMPLETE</ResourceStatus>", resources, StringComparison.Ordinal);
        Assert.DoesNotContain(">New<", resources, StringComparison.Ordinal);
        Assert.EndsWith("is in UPDATE_ROLLBACK_COMPLETE state and can not be rolled back.", refusal.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _stacks.DisposeAsync();
}
