using System.Diagnostics;
using TaskTracker.Deployment.Iam;
using TaskTracker.Deployment.Wire;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Deployment.Tests.Iam;

public sealed class AuditTests : IDisposable
{
    private const string Role = "arn:aws:iam::111122223333:role/R";
    private const string Table = "arn:aws:dynamodb:us-east-1:111122223333:table/Tasks";
    private const string Stream = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/F:log-stream:2026/01/01/[$LATEST]0";

    private const string Before = """
        Resources:
          Tasks: { Type: AWS::DynamoDB::Table, Properties: { TableName: Tasks } }
          F: { Type: AWS::Serverless::Function, Properties: { Role: !GetAtt R.Arn } }
          R:
            Type: AWS::IAM::Role
            Properties:
              Policies:
                - PolicyName: P
                  PolicyDocument:
                    Statement:
                      - Effect: Allow
                        Action: ['dynamodb:*', s3:GetObject]
                        Resource: '*'
                      - Effect: Allow
                        Action: sns:Publish
                        Resource: '*'
                      - Effect: Allow
                        Action:
                          - logs:CreateLogStream
                          - logs:PutLogEvents
                        Resource: '*'

          Other: { Type: AWS::S3::Bucket }
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    /// <summary>Why, a statement, what was used as <c>action on resource</c>, what is found.</summary>
    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "all of it was used", $$"""{"Action":"dynamodb:PutItem","Resource":"{{Table}}"}""", $"dynamodb:PutItem on {Table}", "" },
        { "one of two actions", $$"""{"Action":["dynamodb:PutItem","dynamodb:Scan"],"Resource":"{{Table}}"}""", $"dynamodb:PutItem on {Table}", "unused" },
        { "more actions than were used", $$"""{"Action":"dynamodb:*","Resource":"{{Table}}"}""", $"dynamodb:PutItem on {Table}", "wildcard" },
        { "every table", """{"Action":"dynamodb:PutItem","Resource":"arn:aws:dynamodb:*:*:table/*"}""", $"dynamodb:PutItem on {Table}", "broader" },
        { "everything", """{"Action":"dynamodb:PutItem","Resource":"*"}""", $"dynamodb:PutItem on {Table}", "broader" },
        { "what has no resource needs the star", """{"Action":"dynamodb:ListTables","Resource":"*"}""", "dynamodb:ListTables on *", "" },
        { "streams come and go", """{"Action":"logs:PutLogEvents","Resource":"arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/F:*"}""", $"logs:PutLogEvents on {Stream}", "" },
        { "other groups' streams", """{"Action":"logs:PutLogEvents","Resource":"arn:aws:logs:*:*:log-group:*"}""", $"logs:PutLogEvents on {Stream}", "broader" },
        { "one of two tables", $$"""{"Action":"dynamodb:PutItem","Resource":["{{Table}}","arn:aws:dynamodb:us-east-1:111122223333:table/Other"]}""", $"dynamodb:PutItem on {Table}", "unused" },
        { "more objects than are kept apart", """{"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}""", "s3:GetObject on (others)", "" },
        { "objects of one bucket", """{"Action":"s3:GetObject","Resource":"arn:aws:s3:::*"}""", "s3:GetObject on arn:aws:s3:::b/k", "broader" },
        { "nothing", $$"""{"Action":"dynamodb:PutItem","Resource":"{{Table}}"}""", "", "unused" },
        { "names of actions ignore case", $$"""{"Action":"dynamodb:putitem","Resource":"{{Table}}"}""", $"dynamodb:PutItem on {Table}", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_grant_is_held_against_its_use(string why, string statement, string uses, string found)
    {
        var (findings, _) = RoleAudit.Of("F", Granted(statement), Used(uses));

        Assert.True(found == string.Join(',', findings.Select(f => f.Rule)), $"{why}: {string.Join('\n', findings)}");
    }

    [Fact]
    public void What_was_denied_is_told_and_what_others_used_is_not_ours()
    {
        var (findings, _) = RoleAudit.Of("F", Granted($$"""{"Action":"dynamodb:PutItem","Resource":"{{Table}}"}"""),
        [
            new RecordedAccess(Role, "dynamodb:PutItem", Table, 1, 0), new RecordedAccess(Role, "dynamodb:Scan", Table, 0, 2), new RecordedAccess("another", "dynamodb:Scan", Table, 0, 2),
        ]);

        Assert.Equal("F: denied: dynamodb:Scan on " + Table + " was denied 2 times", string.Join('\n', findings.Select(f => $"{f.Function}: {f.Rule}: {f.Message}")));
    }

    [Fact]
    public void The_patch_leaves_what_was_used_and_can_be_applied()
    {
        File.WriteAllText(_file, Before + "\n");
        var granted = new GrantedPolicies(Role, Principal.RoleSession("a", "111122223333", Role), [new PolicyText("P", PolicyKind.IdentityInline, """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["dynamodb:*","s3:GetObject"],"Resource":"*"},
              {"Effect":"Allow","Action":"sns:Publish","Resource":"*"},
              {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}
            """)]);
        var (_, used) = RoleAudit.Of("F", granted, Used($"dynamodb:PutItem on {Table}", $"logs:PutLogEvents on {Stream}"));

        var patch = TemplatePatch.Of(_file, "functions/template.yaml", new Dictionary<string, IReadOnlyList<UsedStatement>> { ["F"] = used });

        Assert.Equal("""
            Resources:
              Tasks: { Type: AWS::DynamoDB::Table, Properties: { TableName: Tasks } }
              F: { Type: AWS::Serverless::Function, Properties: { Role: !GetAtt R.Arn } }
              R:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: P
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            Action: dynamodb:PutItem
                            Resource: !GetAtt Tasks.Arn
                          - Effect: Allow
                            Action:
                              - logs:PutLogEvents
                            Resource: !Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/F:*'

              Other: { Type: AWS::S3::Bucket }

            """, Applied(Before + "\n", patch));
    }

    /// <summary>As git applies it.</summary>
    private static string Applied(string before, string patch)
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-patch-");
        var template = Path.Combine(folder.CreateSubdirectory("functions").FullName, "template.yaml");
        File.WriteAllText(template, before);
        File.WriteAllText(Path.Combine(folder.FullName, "it.patch"), patch);
        using var git = Process.Start(new ProcessStartInfo("git", ["apply", "it.patch"]) { WorkingDirectory = folder.FullName });
        git?.WaitForExit();
        var after = File.ReadAllText(template);
        folder.Delete(recursive: true);
        return after;
    }

    private static GrantedPolicies Granted(string statement) => new(
        Role, Principal.RoleSession("a", "111122223333", Role),
        [new PolicyText("P", PolicyKind.IdentityInline, $$"""{"Version":"2012-10-17","Statement":[{{statement.Replace("{\"Action", "{\"Effect\":\"Allow\",\"Action", StringComparison.Ordinal)}}]}""")]);

    private static IReadOnlyList<RecordedAccess> Used(params string[] uses) =>
        [.. uses.Where(u => u.Length > 0).Select(u => u.Split(" on ")).Select(u => new RecordedAccess(Role, u[0], u[1], 1, 0))];
}
