using TaskTracker.Emulation.Tests.Journal;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>An emulator that is killed while a service has been asked and has not answered: what it leaves on the disk is taken over by another.</summary>
public sealed class InterruptedTests : IDisposable
{
    private static readonly (string, string) Named = ("Capabilities.member.1", "CAPABILITY_NAMED_IAM");

    private readonly DataFolder _data = new();
    private readonly DataFolder _afterTheKill = new();

    [Fact]
    public async Task A_resource_that_was_asked_for_is_known_and_goes_with_its_stack()
    {
        await using var first = new LoneStacks(_data.Path) { IsStuck = _ => true };
        var creation = first.CallAsync("CreateStack", ("StackName", "cut"), ("TemplateBody", "Resources:\n  Group: { Type: AWS::Logs::LogGroup }\n"));
        await first.UntilAskedAsync(_ => true);
        Kill();

        await using var second = new LoneStacks(_afterTheKill.Path);
        var status = await second.StatusAsync("cut");
        var known = PhysicalIds(await second.CallAsync("DescribeStackResources", ("StackName", "cut"))).Single();
        await second.CallAsync("DeleteStack", ("StackName", "cut"));

        Assert.Equal("CREATE_FAILED", status);
        Assert.Contains($"\"logGroupName\":\"{known}\"", first.Asked[0].Text, StringComparison.Ordinal);
        Assert.Contains(second.Asked, a => a.Text.Contains("DeleteLogGroup", StringComparison.Ordinal) && a.Text.Contains(known, StringComparison.Ordinal));
        await first.DisposeAsync();
        await creation;
    }

    [Theory]
    [InlineData("before the new one is there", "CreateRole")]
    [InlineData("when the new one is there and the old one is not gone", "DeleteRole")]
    public async Task A_replacement_that_was_cut_short_leaves_neither_resource_unknown(string when, string stuckAt)
    {
        Assert.NotEmpty(when);
        await using var first = new LoneStacks(_data.Path);
        await first.CallAsync("CreateStack", ("StackName", "moved"), ("TemplateBody", StackTests.Roles("R", "Path: /one/")), Named);
        first.IsStuck = a => a.Parameter("Action") == stuckAt;
        var update = first.CallAsync("UpdateStack", ("StackName", "moved"), ("TemplateBody", StackTests.Roles("R", "Path: /two/")), Named);
        await first.UntilAskedAsync(first.IsStuck);
        await first.UntilAskedAsync(a => a.Parameter("Path") == "/two/");
        var names = first.Asked.Where(a => a.Parameter("Action") == "CreateRole").Select(a => a.Parameter("RoleName")).ToList();
        Kill();

        await using var second = new LoneStacks(_afterTheKill.Path);
        var status = await second.StatusAsync("moved");
        await second.CallAsync("UpdateStack", ("StackName", "moved"), ("TemplateBody", StackTests.Roles("R", "Path: /two/")), Named);
        var updated = await second.StatusAsync("moved");
        var current = PhysicalIds(await second.CallAsync("DescribeStackResources", ("StackName", "moved"))).Single();
        var removed = second.Asked.Where(a => a.Parameter("Action") == "DeleteRole").Select(a => a.Parameter("RoleName"));

        Assert.Equal(("UPDATE_FAILED", "UPDATE_COMPLETE", 2), (status, updated, names.Count));
        Assert.Equal(names.Where(n => n != current).Order(), removed.Order());
        await first.DisposeAsync();
        await update;
    }

    [Fact]
    public async Task An_update_that_fails_after_one_that_was_cut_short_goes_back_before_both()
    {
        await using var first = new LoneStacks(_data.Path);
        await first.CallAsync("CreateStack", ("StackName", "twice"), ("TemplateBody", StackTests.Roles("R", "Path: /one/")), Named);
        var original = PhysicalIds(await first.CallAsync("DescribeStackResources", ("StackName", "twice"))).Single();
        first.IsStuck = a => a.Parameter("RoleName") == "stuck";
        var half = StackTests.Roles("R", "Path: /two/") + StackTests.Role("Other", "RoleName: stuck", "R");
        var update = first.CallAsync("UpdateStack", ("StackName", "twice"), ("TemplateBody", half), Named);
        await first.UntilAskedAsync(first.IsStuck);
        Kill();

        await using var second = new LoneStacks(_afterTheKill.Path) { IsRefused = a => a.Parameter("RoleName") == "refused" };
        var wanted = StackTests.Roles("R", "Path: /three/") + StackTests.Role("Other", "RoleName: refused", "R");
        await second.CallAsync("UpdateStack", ("StackName", "twice"), ("TemplateBody", wanted), Named);
        var template = await second.CallAsync("GetTemplate", ("StackName", "twice"));

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", await second.StatusAsync("twice"));
        Assert.Equal([original], PhysicalIds(await second.CallAsync("DescribeStackResources", ("StackName", "twice"))));
        Assert.DoesNotContain(second.Asked, a => a.Parameter("Action") == "DeleteRole" && a.Parameter("RoleName") == original);
        Assert.Contains("Path: /one/", template, StringComparison.Ordinal);
        await first.DisposeAsync();
        await update;
    }

    [Fact]
    public async Task A_change_that_was_cut_short_is_made_again()
    {
        await using var first = new LoneStacks(_data.Path);
        await first.CallAsync("CreateStack", ("StackName", "changed"), ("TemplateBody", StackTests.Roles("R", "Description: one")), Named);
        first.IsStuck = a => a.Parameter("Description") == "two";
        var update = first.CallAsync("UpdateStack", ("StackName", "changed"), ("TemplateBody", StackTests.Roles("R", "Description: two")), Named);
        await first.UntilAskedAsync(first.IsStuck);
        Kill();

        await using var second = new LoneStacks(_afterTheKill.Path);
        await second.CallAsync("UpdateStack", ("StackName", "changed"), ("TemplateBody", StackTests.Roles("R", "Description: two")), Named);

        Assert.Equal("UPDATE_COMPLETE", await second.StatusAsync("changed"));
        Assert.Equal("two", second.Asked.Single(a => a.Parameter("Action") == "UpdateRole").Parameter("Description"));
        await first.DisposeAsync();
        await update;
    }

    public void Dispose()
    {
        _data.Dispose();
        _afterTheKill.Dispose();
    }

    /// <summary>Takes what is on the disk, as a kill would leave it.</summary>
    private void Kill()
    {
        foreach (var file in Directory.GetFiles(_data.Path, "state.db*")) File.Copy(file, Path.Combine(_afterTheKill.Path, Path.GetFileName(file)));
    }

    private static IEnumerable<string> PhysicalIds(string body) => body.Split("<PhysicalResourceId>").Skip(1).Select(part => part.Split('<')[0]);
}
