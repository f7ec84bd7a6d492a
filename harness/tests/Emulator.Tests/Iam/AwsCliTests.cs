namespace TaskTracker.Emulation.Tests.Iam;

/// <summary>The commands that a person types, with the client that they type them into.</summary>
public sealed class AwsCliTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"*"}]}""";

    [Theory]
    [MemberData(nameof(AwsCli.Clients), MemberType = typeof(AwsCli))]
    [Parity("iam/cli", Evidence.Documented, "https://docs.aws.amazon.com/cli/latest/reference/iam/")]
    public async Task A_role_is_made_read_and_simulated_with_the_AWS_CLI(string client)
    {
        var aws = AwsCli.OrSkip(client, emulator.Endpoint);
        var role = "Cli" + Guid.NewGuid().ToString("N")[..8];

        var created = await aws.JsonAsync("iam", "create-role", "--role-name", role, "--assume-role-policy-document", Trust);
        await aws.JsonAsync("iam", "put-role-policy", "--role-name", role, "--policy-name", "p", "--policy-document", Policy);
        var read = await aws.JsonAsync("iam", "get-role-policy", "--role-name", role, "--policy-name", "p");
        var arn = $"{created["Role"]?["Arn"]}";
        var simulated = await aws.JsonAsync("iam", "simulate-principal-policy", "--policy-source-arn", arn, "--action-names", "dynamodb:PutItem", "dynamodb:GetItem");

        Assert.Equal("dynamodb:PutItem", $"{read["PolicyDocument"]?["Statement"]?[0]?["Action"]}");
        Assert.Equal(["allowed", "implicitDeny"], simulated["EvaluationResults"]?.AsArray().Select(r => $"{r?["EvalDecision"]}"));
        Assert.Equal(39, (int?)simulated["EvaluationResults"]?[0]?["MatchedStatements"]?[0]?["StartPosition"]?["Column"]);
    }
}
