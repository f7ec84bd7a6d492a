using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>Requests that come at the same time: one of them is first, and the others see what it has done.</summary>
public sealed class SimultaneousTests : IAsyncDisposable
{
    private static readonly (string, string) Named = ("Capabilities.member.1", "CAPABILITY_NAMED_IAM");

    private readonly LoneStacks _stacks = new();

    [Fact]
    [Parity("cloudformation:ExecuteChangeSet", Evidence.Documented, "botocore's model, cloudformation/2010-05-15: InvalidChangeSetStatus")]
    public async Task A_change_set_is_executed_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var stack = $"once-{round}";
            await _stacks.CallAsync(
                "CreateChangeSet", ("StackName", stack), ("ChangeSetName", "set"), ("ChangeSetType", "CREATE"), ("TemplateBody", StackTests.Roles("R", $"RoleName: {stack}")), Named);

            var refusals = await AllAsync(8, _ => _stacks.CallAsync("ExecuteChangeSet", ("StackName", stack), ("ChangeSetName", "set")));

            Assert.Equal(Enumerable.Repeat("InvalidChangeSetStatus", 7), refusals);
            Assert.Single(_stacks.Asked, a => a.Parameter("Action") == "CreateRole" && a.Parameter("RoleName") == stack);
        }
    }

    [Fact]
    public async Task A_name_is_exported_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var export = $"name-{round}";
            var template = StackTests.Roles("R") + $"Outputs:\n  N: {{ Value: x, Export: {{ Name: {export} }} }}\n";

            await AllAsync(8, n => _stacks.CallAsync("CreateStack", ("StackName", $"{export}-{n}"), ("TemplateBody", template), Named));
            var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => _stacks.StatusAsync($"{export}-{n}")));

            Assert.Single(statuses, "CREATE_COMPLETE");
        }
    }

    [Fact]
    public async Task A_stack_that_is_deleted_as_soon_as_it_is_seen_leaves_nothing()
    {
        for (var round = 0; round < 50; round++)
        {
            var stack = $"brief-{round}";
            var creation = Task.Run(async () => await Record.ExceptionAsync(
                () => _stacks.CallAsync("CreateStack", ("StackName", stack), ("TemplateBody", StackTests.Roles("R", $"RoleName: {stack}")), Named)));
            while (await Record.ExceptionAsync(() => _stacks.StatusAsync(stack)) is not null && !creation.IsCompleted) await Task.Yield();
            await _stacks.CallAsync("DeleteStack", ("StackName", stack));
            await creation;
            var actions = _stacks.Asked.Where(a => a.Parameter("RoleName") == stack).Select(a => a.Parameter("Action")).ToList();

            Assert.NotNull(await Record.ExceptionAsync(() => _stacks.StatusAsync(stack)));
            Assert.True(actions.LastIndexOf("DeleteRole") >= actions.LastIndexOf("CreateRole"), string.Join(' ', actions));
        }
    }

    [Fact]
    public async Task An_export_that_goes_while_a_stack_is_made_with_it_fails_that_stack()
    {
        await _stacks.CallAsync("CreateStack", ("StackName", "lender"), ("TemplateBody", StackTests.Roles("R") + "Outputs:\n  N: { Value: x, Export: { Name: lent } }\n"), Named);
        _stacks.IsStuck = a => a.Parameter("RoleName") == "borrower";
        var creation = _stacks.CallAsync("CreateStack", ("StackName", "borrower"), ("TemplateBody", StackTests.Roles("R", "RoleName: borrower") + "      Description: !ImportValue lent\n"), Named);
        await _stacks.UntilAskedAsync(_stacks.IsStuck);

        await _stacks.CallAsync("DeleteStack", ("StackName", "lender"));
        _stacks.Release();
        await creation;
        var events = await _stacks.CallAsync("DescribeStackEvents", ("StackName", "borrower"));

        Assert.Equal("ROLLBACK_COMPLETE", await _stacks.StatusAsync("borrower"));
        Assert.Contains("No export named lent found.", events, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _stacks.DisposeAsync();

    /// <summary>Makes as many calls at once.</summary>
    /// <returns>The codes of those that were refused.</returns>
    private static async Task<IEnumerable<string>> AllAsync(int count, Func<int, Task> call)
    {
        var problems = await Task.WhenAll(Enumerable.Range(0, count).Select(n => Task.Run(async () => await Record.ExceptionAsync(() => call(n)))));
        return problems.OfType<Exception>().Select(p => p is AwsError refusal ? refusal.Code : p.ToString());
    }
}
