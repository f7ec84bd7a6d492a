using System.Diagnostics;
using System.Text.Json;
using TaskTracker.Conformance.Api;
using TaskTracker.Conformance.Stack;

namespace TaskTracker.Conformance.Aws;

/// <summary>The template and the package as the README has them, in the hands of the AWS CLI.</summary>
public sealed class AwsCliTests(StackUnderTest stack)
{
    private const string Name = "cli-tasktracker";

    [Fact]
    [Parity("product/AWS CLI", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/")]
    public async Task The_AWS_CLI_packages_and_deploys_the_same_template()
    {
        Assert.SkipUnless(stack.OwnsItsTarget, "It deploys a stack, and removes none.");
        var version = await VersionAsync();
        Assert.SkipUnless(KnowsEndpoints(version), $"It needs an AWS CLI that reads AWS_ENDPOINT_URL, 1.29 or 2.13 and later; here: {version ?? "none on the PATH"}.");
        var packaged = Path.Combine(Path.GetTempPath(), $"tasktracker-packaged-{Guid.NewGuid():N}.yaml");
        var record = stack.Deployed.Record;

        var package = await RunAsync(
            "cloudformation", "package", "--template-file", Checkout.Plan.Template, "--s3-bucket", $"tasktracker-artifacts-{record.Account}-{record.Region}",
            "--output-template-file", packaged);
        var deploy = await RunAsync(
            "cloudformation", "deploy", "--template-file", packaged, "--stack-name", Name, "--capabilities", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND",
            "--parameter-overrides", $"ApiFlavour={record.ApiFlavour}", "NamePrefix=cli-");
        var outputs = await RunAsync("cloudformation", "describe-stacks", "--stack-name", Name, "--query", "Stacks[0].Outputs");
        File.Delete(packaged);

        Assert.True(package.ExitCode == 0, package.Output);
        Assert.True(deploy.ExitCode == 0, deploy.Output);
        Assert.Equal(201, (await CreateTaskAsync(JsonDocument.Parse(outputs.Output).RootElement)).Status);
    }

    private async Task<ApiAnswer> CreateTaskAsync(JsonElement outputs)
    {
        var api = outputs.EnumerateArray().First(o => o.GetProperty("OutputKey").GetString() == "ApiId").GetProperty("OutputValue").GetString();
        using var tasks = new TaskApi(new StackRecord(stack.Deployed.Record with { ApiUrl = $"{stack.Deployed.Record.Endpoint}/_aws/execute-api/{api}/prod" }));

        return await tasks.PostAsync(TaskApi.Body(("Title", "From the command line")));
    }

    /// <summary>Such as <c>aws-cli/1.45.11</c>; <c>null</c> where there is none.</summary>
    private async Task<string?> VersionAsync()
    {
        try
        {
            return (await RunAsync("--version")).Output.Split(' ')[0];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static bool KnowsEndpoints(string? version) =>
        Version.TryParse(version?.Split('/')[^1], out var number) && (number.Major == 1 ? number >= new Version(1, 29) : number >= new Version(2, 13));

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("aws", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        (string Name, string Value)[] settings =
        [
            ("AWS_ENDPOINT_URL", stack.Deployed.Record.Endpoint), ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_DEFAULT_REGION", stack.Deployed.Record.Region), ("AWS_DEFAULT_OUTPUT", "json"), ("AWS_CONFIG_FILE", "/dev/null"), ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        ];
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The AWS CLI was not started.");
        var cancellation = TestContext.Current.CancellationToken;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);

        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await errors);
    }
}
