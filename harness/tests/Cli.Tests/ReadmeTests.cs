using System.Diagnostics;
using System.Text.Json;

namespace TaskTracker.Cli.Tests;

/// <summary>What the README tells to type, typed.</summary>
public sealed class ReadmeTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_AWS_CLI_deploys_the_template_as_the_README_says()
    {
        Assert.SkipUnless(await HasAwsCliAsync(), "There is no AWS CLI that reads AWS_ENDPOINT_URL, 1.29 or 2.13 and later.");
        var typed = Block(product.Checkout.Read("README.md"), "aws cloudformation package");
        Assert.Contains("aws cloudformation deploy", typed, StringComparison.Ordinal);

        var result = await TypeAsync(typed);
        var outputs = await TypeAsync("aws cloudformation describe-stacks --stack-name mine --query Stacks[0].Outputs --output json");

        Assert.True(result.ExitCode == 0, result.Output);
        var api = JsonDocument.Parse(outputs.Output).RootElement.EnumerateArray().First(o => o.GetProperty("OutputKey").GetString() == "ApiId").GetProperty("OutputValue").GetString();
        using var http = new HttpClient();
        using var task = new StringContent("""{"Title":"Typed from the README"}""");
        using var created = await http.PostAsync(new Uri($"{product.Record.Endpoint}/_aws/execute-api/{api}/prod/tasks"), task, Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.Created, created.StatusCode);
    }

    /// <summary>The code block that holds a text.</summary>
    private static string Block(string page, string text) =>
        page.Split("```").Where((_, index) => index % 2 == 1).First(block => block.Contains(text, StringComparison.Ordinal))[2..];

    private static async Task<bool> HasAwsCliAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "aws --version"]) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null) return false;
        var said = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode == 0 && Version.TryParse(said.Split(' ')[0].Split('/')[^1], out var version) && version >= (version.Major == 1 ? new Version(1, 29) : new Version(2, 13));
    }

    /// <summary>In a shell that has what the README told to export before; only the port is another.</summary>
    private async Task<(int ExitCode, string Output)> TypeAsync(string commands)
    {
        var script = $"""
            export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_ENDPOINT_URL={product.Record.Endpoint} AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
            {commands.Replace("http://localhost:4566", product.Record.Endpoint, StringComparison.Ordinal)}
            """;
        var start = new ProcessStartInfo("sh", ["-e", "-c", script]) { WorkingDirectory = product.Checkout.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start) ?? throw new InvalidOperationException("The shell was not started.");
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(Cancellation), shell.StandardError.ReadToEndAsync(Cancellation));
        await shell.WaitForExitAsync(Cancellation);
        return (shell.ExitCode, shell.ExitCode == 0 ? await output : await output + await errors);
    }
}
