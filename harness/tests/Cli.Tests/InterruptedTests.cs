namespace TaskTracker.Cli.Tests;

/// <summary>Deployments and deletions that end in the middle, at a target that goes on running.</summary>
public sealed class InterruptedTests : IAsyncLifetime
{
    private readonly Folder _checkout = Folder.WholeCheckout();
    private CliProcess? _emulator;
    private string _endpoint = "";

    public async ValueTask InitializeAsync()
    {
        _emulator = CliProcess.Start(_checkout.Path, "emulator", "--port", "0");
        _endpoint = (await _emulator.ReadyAsync()).GetLeftPart(UriPartial.Authority);
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
        _checkout.Dispose();
    }

    /// <summary>The line after which it ends, and how.</summary>
    [Theory]
    [InlineData("package ", "INT")]
    [InlineData("stack tasktracker: ", "KILL")]
    [InlineData("CREATE_COMPLETE ", "INT")]
    [InlineData("CREATE_COMPLETE ", "KILL")]
    [InlineData("CREATE_COMPLETE    tasktracker ", "INT")]
    [InlineData("CREATE_COMPLETE    tasktracker ", "KILL")]
    public async Task A_deployment_that_ends_in_the_middle_is_completed_by_the_next(string line, string signal)
    {
        await using var deploy = CliProcess.Start(_checkout.Path, "deploy", "--endpoint", _endpoint);
        await deploy.RemarkAsync(said => said.StartsWith(line, StringComparison.Ordinal));
        var ended = await deploy.StopAsync(signal);

        var next = await CliProcess.RunAsync(_checkout.Path, "deploy", "--endpoint", _endpoint);
        var status = await CliProcess.RunAsync(_checkout.Path, "status");
        var destroyed = await CliProcess.RunAsync(_checkout.Path, "destroy");

        if (signal == "INT") AssertTold(ended);
        Assert.True(next.ExitCode == 0, next.Remarks);
        Assert.True(status.ExitCode == 0, status.Results);
        Assert.True(destroyed.ExitCode == 0, destroyed.Remarks);
        await AssertNothingIsLeftAsync();
    }

    [Theory]
    [InlineData("bucket ", "INT")]
    [InlineData("bucket ", "KILL")]
    public async Task A_deletion_that_ends_in_the_middle_is_completed_by_the_next(string line, string signal)
    {
        var deployed = await CliProcess.RunAsync(_checkout.Path, "deploy", "--endpoint", _endpoint);
        await using var destroy = CliProcess.Start(_checkout.Path, "destroy");
        await destroy.RemarkAsync(said => said.StartsWith(line, StringComparison.Ordinal));
        var ended = await destroy.StopAsync(signal);

        var next = await CliProcess.RunAsync(_checkout.Path, "destroy", "--endpoint", _endpoint);

        Assert.True(deployed.ExitCode == 0, deployed.Remarks);
        if (signal == "INT") AssertTold(ended);
        Assert.True(next.ExitCode == 0, next.Remarks);
        await AssertNothingIsLeftAsync();
    }

    /// <summary>One that was over before the signal has nothing to tell.</summary>
    private static void AssertTold(CliResult ended)
    {
        if (ended.ExitCode == 0) return;
        Assert.Equal(130, ended.ExitCode);
        Assert.Contains("interrupted.", ended.Remarks, StringComparison.Ordinal);
        Assert.True(
            ended.Remarks.Contains("Nothing was ", StringComparison.Ordinal) || ended.Remarks.Contains("'tasktracker deploy --target embedded' completes it", StringComparison.Ordinal)
                || ended.Remarks.Contains("'tasktracker destroy --target embedded --stack tasktracker' removes the rest.", StringComparison.Ordinal),
            ended.Remarks);
    }

    private async Task AssertNothingIsLeftAsync()
    {
        var status = await CliProcess.RunAsync(_checkout.Path, "status", "--endpoint", _endpoint);
        var again = await CliProcess.RunAsync(_checkout.Path, "destroy", "--endpoint", _endpoint);

        Assert.Contains("tasktracker is not there", status.Results, StringComparison.Ordinal);
        Assert.Contains("there was no stack tasktracker", again.Results, StringComparison.Ordinal);
        Assert.False(_checkout.Has(".tasktracker/embedded.json"));
    }
}
