using TaskTracker.Deployment.Iam;

namespace TaskTracker.Deployment.Tests.Iam;

public sealed class ExpectationsTests : IDisposable
{
    private static readonly DeploymentRecord Record = new(
        1, "embedded", "http://localhost:1", "eu-west-1", "111122223333", "stack", "http", "http://localhost:1/api", "http://localhost:1/site", "Tasks",
        new Dictionary<string, string> { ["F"] = "alice-F" }, new Dictionary<string, string> { ["F"] = "alice-R" }, "00", DateTimeOffset.UnixEpoch);

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Each_action_is_expected_on_each_resource_under_the_context()
    {
        File.WriteAllText(_file, """
            F:
              allowed:
                - action: [dynamodb:GetItem, dynamodb:PutItem]
                  resource:
                    - arn:${Partition}:dynamodb:${Region}:${Account}:table/${Table}
                    - arn:aws:logs:*:*:log-group:/aws/lambda/${Function}:*
                  context: { aws:SourceIp: 10.0.0.1, aws:TagKeys: [a, b] }
              denied:
                - { action: iam:PassRole, resource: '*' }
            """);

        var expectations = ExpectationsFile.Read(_file, Record);

        Assert.Equal(5, expectations.Count);
        Assert.Equal(("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/Tasks", true, 3), Told(expectations[0]));
        Assert.Equal("arn:aws:logs:*:*:log-group:/aws/lambda/alice-F:*", expectations[1].Resource);
        Assert.Equal(["a", "b"], expectations[0].Context["AWS:TAGKEYS"]);
        Assert.Equal(("iam:PassRole", "*", false, 9), Told(expectations[4]));
    }

    [Theory]
    [InlineData("no YAML", "F: [", "line 2: While parsing")]
    [InlineData("no function of the template", "\nG: { allowed: [] }", "line 2: there is no function 'G'; there are F")]
    [InlineData("neither allowed nor denied", "F:\n  permitted: []", "line 2: 'permitted' is not known here; there are allowed, denied")]
    [InlineData("nothing in a list", "F: { allowed: [] }", "line 1: 'allowed' is a list")]
    [InlineData("no action", "F:\n  allowed:\n    - resource: '*'", "line 3: an expectation without an action")]
    [InlineData("no resource", "F:\n  allowed:\n    - action: s3:GetObject", "line 3: an expectation without a resource")]
    [InlineData("a word misspelled", "F:\n  denied:\n    - action: s3:GetObject\n      resources: '*'", "line 4: 'resources' is not known here; there are action, resource, context")]
    [InlineData("a pattern of actions", "F:\n  denied:\n    - { action: 's3:*', resource: '*' }", "line 3: 's3:*' is not one action such as dynamodb:PutItem")]
    [InlineData("a placeholder that nobody knows", "F:\n  denied:\n    - action: s3:GetObject\n      resource: ${Tabel}", "line 4: ${Tabel} is not known; there are ${Partition} ${Region}")]
    [InlineData("a context without keys", "F:\n  denied:\n    - { action: s3:GetObject, resource: '*', context: x }", "line 3: 'context' gives values to condition keys")]
    [InlineData("the same function twice", "F: { allowed: [{ action: s3:GetObject, resource: '*' }] }\nF: {}", "line 2")]
    public void A_malformed_file_is_told_with_its_line(string why, string text, string problem)
    {
        File.WriteAllText(_file, text);

        var told = Assert.Throws<TemplateProblem>(() => ExpectationsFile.Read(_file, Record)).Message;

        Assert.True(told.Contains(problem, StringComparison.Ordinal), $"{why}: {told}");
    }

    private static (string, string, bool, int) Told(Expectation e) => (e.Action, e.Resource, e.IsAllowed, e.Line);
}
