using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Iam;

/// <summary>The commands that a person types, with the client that they type them into.</summary>
public sealed class AwsCliTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"*"}]}""";

    /// <summary>Both generations, where both are installed: Debian's package is the second.</summary>
    public static TheoryData<string> Clients => [.. new[] { "/usr/bin/aws", "aws" }];

    [Theory]
    [MemberData(nameof(Clients))]
    [Parity("iam/cli", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/iam/")]
    public async Task A_role_is_made_read_and_simulated_with_the_AWS_CLI(string client)
    {
        Assert.SkipUnless(IsInstalled(client), $"There is no {client} on this machine.");
        var role = "Cli" + Guid.NewGuid().ToString("N")[..8];

        var created = await AwsAsync(client, "create-role", "--role-name", role, "--assume-role-policy-document", Trust);
        await AwsAsync(client, "put-role-policy", "--role-name", role, "--policy-name", "p", "--policy-document", Policy);
        var read = await AwsAsync(client, "get-role-policy", "--role-name", role, "--policy-name", "p");
        var arn = $"{created["Role"]?["Arn"]}";
        var simulated = await AwsAsync(client, "simulate-principal-policy", "--policy-source-arn", arn, "--action-names", "dynamodb:PutItem", "dynamodb:GetItem");

        Assert.Equal("dynamodb:PutItem", $"{read["PolicyDocument"]?["Statement"]?[0]?["Action"]}");
        Assert.Equal(["allowed", "implicitDeny"], simulated["EvaluationResults"]?.AsArray().Select(r => $"{r?["EvalDecision"]}"));
        Assert.Equal(39, (int?)simulated["EvaluationResults"]?[0]?["MatchedStatements"]?[0]?["StartPosition"]?["Column"]);
    }

    private static bool IsInstalled(string client) => client.StartsWith('/')
        ? File.Exists(client)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(p => p != "/usr/bin").Any(p => File.Exists(Path.Combine(p, client)));

    private async Task<JsonNode> AwsAsync(string client, params string[] arguments)
    {
        var start = new ProcessStartInfo(client, ["iam", .. arguments, "--output", "json", "--endpoint-url", emulator.Endpoint.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_PAGER"] = "";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{client} did not start.");
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonNode.Parse(output.Length == 0 ? "{}" : output) ?? new JsonObject();
    }
}
