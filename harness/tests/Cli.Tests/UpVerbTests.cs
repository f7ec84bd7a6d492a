using System.Security.Cryptography;
using System.Text.Json;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Tests;

public sealed class UpVerbTests : IDisposable
{
    private readonly Folder _checkout = Folder.WholeCheckout();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _checkout.Dispose();

    /// <summary>How it ends, and with which exit code; 137 is that of a process that was killed.</summary>
    [Theory]
    [InlineData("TERM", 0)]
    [InlineData("INT", 0)]
    [InlineData("KILL", 137)]
    public async Task However_it_ends_no_process_is_left_behind(string signal, int exitCode)
    {
        await using var up = CliProcess.Start(_checkout.Path, "up", "--port", "0");
        await up.ReadyAsync();
        await CallAsync();
        var below = Descendants.Of(up.Id);

        var result = await up.StopAsync(signal);

        await Descendants.EndedAsync(below, Cancellation);
        Assert.NotEmpty(below);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(signal == "KILL", _checkout.Has(".tasktracker/embedded.json"));
    }

    [Fact]
    public async Task After_a_kill_the_next_one_works()
    {
        await using var first = CliProcess.Start(_checkout.Path, "up", "--port", "0");
        var endpoint = await first.ReadyAsync();
        await first.StopAsync("KILL");

        await using var next = CliProcess.Start(_checkout.Path, "up", "--port", $"{endpoint.Port}");

        Assert.Equal(endpoint, await next.ReadyAsync());
        await CallAsync();
    }

    [Fact]
    public async Task What_is_saved_while_it_starts_is_taken_too()
    {
        await using var up = CliProcess.Start(_checkout.Path, "up", "--port", "0");
        await up.RemarkAsync(_ => true);

        _checkout.Write("frontend/new.html", "<!doctype html><title>New</title>");

        await up.ReadyAsync();
        await up.RemarkAsync(line => line.EndsWith("reload to see it", StringComparison.Ordinal));
    }

    /// <summary>Why, what is changed in the template, what is told.</summary>
    [Theory]
    [InlineData("YAML that never ends", "Resources:\n", "Resources: 'x\n", "template.yaml, line ")]
    [InlineData("a type that does not exist", "Type: AWS::DynamoDB::Table", "Type: AWS::DynamoDB::Tabel", "AWS::DynamoDB::Tabel")]
    public async Task A_mistake_in_the_template_is_told_and_ends_it(string why, string right, string wrong, string told)
    {
        _checkout.Write("functions/template.yaml", _checkout.Read("functions/template.yaml").Replace(right, wrong, StringComparison.Ordinal));

        var result = await CliProcess.RunAsync(_checkout.Path, "up", "--port", "0");

        Assert.Equal((why, 6), (why, result.ExitCode));
        Assert.Contains(told, result.Remarks, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Remarks, StringComparison.Ordinal);
        Assert.False(_checkout.Has(".tasktracker/embedded.json"));
    }

    [Fact]
    public async Task A_package_whose_sources_have_not_changed_is_not_built_again()
    {
        await CliProcess.RunAsync(_checkout.Path, "package");

        var again = await CliProcess.RunAsync(_checkout.Path, "package");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains("unchanged since it was built", again.Results, StringComparison.Ordinal);
        Assert.Equal("", again.Remarks.Trim());
    }

    [Fact]
    public async Task A_script_reads_what_the_package_is()
    {
        var result = await CliProcess.RunAsync(_checkout.Path, "package", "--json");

        using var package = JsonDocument.Parse(result.Results);
        var zip = await File.ReadAllBytesAsync(package.RootElement.GetProperty("zip").GetString() ?? "", Cancellation);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zip)), package.RootElement.GetProperty("manifest").GetProperty("sha256").GetString());
        Assert.Equal(JsonValueKind.False, package.RootElement.GetProperty("wasBuilt").ValueKind);
    }

    [Fact]
    public async Task What_was_deployed_to_an_emulator_can_be_destroyed_again()
    {
        await using var emulator = CliProcess.Start(_checkout.Path, "emulator", "--port", "0");
        var endpoint = await emulator.ReadyAsync();

        var deployed = await CliProcess.RunAsync(_checkout.Path, "deploy", "--endpoint", $"{endpoint}");
        var destroyed = await CliProcess.RunAsync(_checkout.Path, "destroy");
        var status = await CliProcess.RunAsync(_checkout.Path, "status", "--endpoint", $"{endpoint}");

        Assert.Equal((0, 0, 1), (deployed.ExitCode, destroyed.ExitCode, status.ExitCode));
        Assert.Contains("tasktracker is not there", status.Results, StringComparison.Ordinal);
        Assert.False(_checkout.Has(".tasktracker/embedded.json"));
    }

    /// <summary>So that there is a process to be left behind.</summary>
    private async Task CallAsync()
    {
        var record = DeploymentRecord.Read(Path.Combine(_checkout.Path, ".tasktracker", "embedded.json"));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{record?.ApiUrl}/tasks"), Cancellation);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
