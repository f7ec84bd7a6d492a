using TaskTracker.Deployment.Iam;
using TaskTracker.Policies.Catalogue;
using TaskTracker.Policies.Linting;

namespace TaskTracker.Deployment.Tests.Iam;

public sealed class LintTests : IDisposable
{
    private const string Table = "arn:aws:dynamodb:us-east-1:111122223333:table/Tasks";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    /// <summary>Why, the statements of one policy, and the rules that they break, each with its line.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "what names one action and one table is right", $"- {{ Effect: Allow, Action: dynamodb:PutItem, Resource: '{Table}' }}", "" },
        { "names of actions ignore case", $"- {{ Effect: Allow, Action: DynamoDB:putitem, Resource: '{Table}' }}", "" },
        { "a misspelled action grants nothing", $"- {{ Effect: Allow, Action: dynamodb:PutItm, Resource: '{Table}' }}", "unknown-action@2" },
        { "a pattern without a match grants nothing", $"- {{ Effect: Deny, Action: 'dynamodb:Putt*', Resource: '{Table}' }}", "unknown-action@2" },
        { "a service that does not exist", $"- {{ Effect: Allow, Action: dynamo:PutItem, Resource: '{Table}' }}", "unknown-service@2" },
        { "actions of a service that is not listed are taken as they are", "- { Effect: Allow, Action: polly:Speak, Resource: 'arn:aws:polly:::x' }", "" },
        { "lines are those of the words", $"- Effect: Allow\n  Action:\n  - dynamodb:GetItem\n  - dynamodb:GetItm\n  Resource: '{Table}'", "unknown-action@5" },
        { "objects are no bucket", "- { Effect: Allow, Action: s3:ListBucket, Resource: 'arn:aws:s3:::b/*' }", "resource-mismatch@2" },
        { "a bucket is no object", "- { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b' }", "resource-mismatch@2" },
        { "every object of a bucket", "- { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::b/*' }", "" },
        { "a group is no stream", "- { Effect: Allow, Action: logs:PutLogEvents, Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda/F' }", "resource-mismatch@2" },
        { "what ends in :* covers a group's streams", "- { Effect: Allow, Action: logs:PutLogEvents, Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda/F:*' }", "" },
        { "a list of tables is of no table", $"- {{ Effect: Allow, Action: dynamodb:ListTables, Resource: '{Table}' }}", "resource-mismatch@2" },
        { "it needs the star", "- { Effect: Allow, Action: dynamodb:ListTables, Resource: '*' }", "" },
        { "an index is queried, not written", $"- {{ Effect: Allow, Action: [dynamodb:Query, dynamodb:PutItem], Resource: '{Table}/index/i' }}", "resource-mismatch@2" },
        { "an alias of a function is invoked", "- { Effect: Allow, Action: lambda:InvokeFunction, Resource: 'arn:aws:lambda:*:1:function:f:*' }", "" },
        { "a variable may be any text", "- { Effect: Allow, Action: s3:GetObject, Resource: '${aws:PrincipalTag/home}' }", "" },
        { "a pattern of actions", $"- {{ Effect: Allow, Action: 'dynamodb:*', Resource: '{Table}' }}", "wildcard-action@2" },
        { "a pattern in a Deny is caution", $"- {{ Effect: Deny, Action: 'dynamodb:*', Resource: '*' }}", "" },
        { "every resource of what has resources", "- { Effect: Allow, Action: dynamodb:GetItem, Resource: '*' }", "wildcard-resource@2" },
        { "a condition narrows it", "- { Effect: Allow, Action: dynamodb:GetItem, Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/a': b } } }", "" },
        { "everything but", $"- {{ Effect: Allow, NotAction: iam:GetUser, Resource: '{Table}' }}", "allow-all-but@2" },
        { "everything but, everywhere", "- { Effect: Allow, NotAction: iam:GetUser, Resource: '*' }", "allow-all-but@2,privilege-escalation@2,privilege-escalation@2" },
        { "a Deny of all that is allowed", $"- {{ Effect: Allow, Action: dynamodb:GetItem, Resource: '{Table}' }}\n- {{ Effect: Deny, Action: 'dynamodb:*', Resource: '*' }}", "unreachable-statement@2" },
        { "a Deny of a part", $"- {{ Effect: Allow, Action: dynamodb:GetItem, Resource: '{Table}' }}\n- {{ Effect: Deny, Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:*:*:table/x' }}", "" },
        { "said twice", $"- {{ Effect: Allow, Action: dynamodb:GetItem, Resource: '{Table}' }}\n- {{ Effect: Allow, Action: dynamodb:GetItem, Resource: '{Table}' }}", "unreachable-statement@3" },
        { "said by a later one", $"- {{ Effect: Allow, Action: dynamodb:GetItem, Resource: '{Table}' }}\n- {{ Effect: Allow, Action: dynamodb:GetItem, Resource: 'arn:aws:dynamodb:*:*:table/*' }}", "unreachable-statement@2" },
        { "said twice in one statement", $"- {{ Effect: Allow, Action: [dynamodb:GetItem, 'dynamodb:GetItem'], Resource: '{Table}' }}", "unreachable-statement@2" },
        { "only under a condition", $"- {{ Effect: Allow, Action: dynamodb:GetItem, Resource: '{Table}' }}\n- {{ Effect: Deny, Action: '*', Resource: '*', Condition: {{ Bool: {{ 'aws:SecureTransport': false }} }} }}", "" },
        { "whoever writes policies has every permission", "- { Effect: Allow, Action: iam:PutRolePolicy, Resource: 'arn:aws:iam::1:role/r' }", "privilege-escalation@2" },
        { "permissions of several statements add up", "- { Effect: Allow, Action: iam:PassRole, Resource: 'arn:aws:iam::1:role/r' }\n- { Effect: Allow, Action: cloudformation:CreateStack, Resource: 'arn:aws:cloudformation:*:*:stack/s/*' }", "privilege-escalation@2" },
        { "to pass a role is not enough", "- { Effect: Allow, Action: iam:PassRole, Resource: 'arn:aws:iam::1:role/r' }", "" },
        { "a Deny takes it back", "- { Effect: Allow, Action: iam:PutRolePolicy, Resource: 'arn:aws:iam::1:role/r' }\n- { Effect: Deny, NotAction: s3:GetObject, Resource: '*' }", "" },
        { "any role that trusts the account", "- { Effect: Allow, Action: sts:AssumeRole, Resource: '*' }", "privilege-escalation@2,wildcard-resource@2" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_policy_is_held_to_the_rules(string why, string statements, string broken)
    {
        File.WriteAllText(_file, $"Statement:\n{statements}\n");

        var findings = PolicyLint.Check(TemplatePolicies.Read(_file));

        Assert.True(broken == string.Join(',', findings.Select(f => $"{f.Rule}@{f.Line}")), $"{why}: {string.Join('\n', findings)}");
    }

    [Fact]
    public void A_template_is_read_with_what_its_functions_stand_for()
    {
        File.WriteAllText(_file, """
            Resources:
              Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Sub '${Prefix}Tasks' } }
              Logs: { Type: AWS::Logs::LogGroup }
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: sts:AssumeRole }] }
                  Policies:
                    - PolicyName: P
                      PolicyDocument:
                        Statement:
                          - { Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Logs.Arn }
                          - { Effect: Allow, Action: dynamodb:PutItem, Resource: { 'Fn::GetAtt': [Table, Arn] } }
                          - { Effect: Allow, Action: logs:PutLogEvents, Resource: !If [Some, !GetAtt Logs.Arn, !Ref AWS::NoValue] }
                          - { Effect: Allow, Action: s3:GetObject, Resource: !Join ['', ['arn:aws:s3:::', !Ref Name, '/*']] }
            """);

        var policies = TemplatePolicies.Read(_file);

        Assert.Equal("open-principal@7,resource-mismatch@12", string.Join(',', PolicyLint.Check(policies).Select(f => $"{f.Rule}@{f.Line}")));
        Assert.Equal("arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Prefix}Tasks", policies[1].Statements[1].Resources[0].Text);
    }

    [Fact]
    public void The_products_own_template_has_nothing_to_be_said_against_it()
    {
        var template = Workspace.Find(AppContext.BaseDirectory)?.Template ?? "";

        Assert.Empty(PolicyLint.Check(TemplatePolicies.Read(template)));
    }

    [Fact]
    public void A_statement_without_an_effect_is_told_with_its_line()
    {
        File.WriteAllText(_file, "Statement:\n- Action: s3:GetObject\n");

        var problem = Assert.Throws<TemplateProblem>(() => TemplatePolicies.Read(_file));

        Assert.Contains("line 2: a statement's Effect is Allow or Deny", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_says_what_an_action_does_and_on_what()
    {
        var putItem = ActionCatalogue.Known.Find("dynamodb:PutItem");

        Assert.Equal(AccessLevel.Write, putItem?.Level);
        Assert.Equal("table", Assert.Single(putItem?.Types ?? []).Name);
        Assert.Null(ActionCatalogue.Known.Find("dynamodb:PutItm"));
    }
}
