using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Tests.Journal;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>An operation that cannot write down how it goes on, since the disk is full.</summary>
public sealed class UnwrittenTests : IAsyncLifetime
{
    private static readonly (string, string) Named = ("Capabilities.member.1", "CAPABILITY_NAMED_IAM");

    private readonly DataFolder _data = new();
    private bool _isMounted;

    private string Ballast => Path.Combine(_data.Path, "ballast");

    public async ValueTask InitializeAsync() => _isMounted = await _data.MountAsync("size=1m");

    [Fact]
    public async Task A_stack_is_not_stranded_by_it()
    {
        Assert.SkipUnless(_isMounted, "Mounting a small disk needs root.");
        await using var stacks = new LoneStacks(_data.Path);
        await stacks.CallAsync("CreateStack", ("StackName", "full"), ("TemplateBody", StackTests.Roles("R", "Description: one")), Named);
        stacks.IsStuck = a => a.Parameter("Description") == "two";
        var update = stacks.CallAsync("UpdateStack", ("StackName", "full"), ("TemplateBody", StackTests.Roles("R", "Description: two")), Named);
        await stacks.UntilAskedAsync(stacks.IsStuck);

        Fill();
        stacks.Release();
        Exception? refusal;
        while ((refusal = await Record.ExceptionAsync(() => stacks.CallAsync("CancelUpdateStack", ("StackName", "full")))) is null)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
        var during = await stacks.StatusAsync("full");
        File.Delete(Ballast);
        await update;
        var after = await stacks.StatusAsync("full");
        await stacks.CallAsync("UpdateStack", ("StackName", "full"), ("TemplateBody", StackTests.Roles("R", "Description: two")), Named);

        Assert.Equal("CancelUpdateStack cannot be called from current stack status", Assert.IsType<AwsError>(refusal).Message);
        Assert.Equal(("UPDATE_IN_PROGRESS", "UPDATE_FAILED"), (during, after));
        Assert.Equal("UPDATE_COMPLETE", await stacks.StatusAsync("full"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted) await _data.UnmountAsync();
        _data.Dispose();
    }

    private void Fill()
    {
        using var file = new FileStream(Ballast, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        var block = new byte[4096];
        while (Record.Exception(() => file.Write(block)) is not IOException)
        {
        }
    }
}
