namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class IdentityStackTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Types = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_IAM.html";

    private const string Template = """
        Parameters:
          Action: {Type: String, Default: 's3:GetObject'}
          Group: {Type: String, Default: first}
        Resources:
          Limit:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              ManagedPolicyName: limit
              PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: !Ref Action, Resource: '*'}]}
              Roles: [!Ref Worker]
          Worker:
            Type: AWS::IAM::Role
            Properties:
              RoleName: worker
              AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]}
              ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']
              PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess'
              Tags: [{Key: team, Value: a}]
          Extra:
            Type: AWS::IAM::Policy
            Properties:
              PolicyName: extra
              PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: !Ref Action, Resource: '*'}]}
              Roles: [!Ref Worker]
              Users: [!Ref Person]
          First: {Type: AWS::IAM::Group, Properties: {GroupName: first, ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']}}
          Second: {Type: AWS::IAM::Group, Properties: {GroupName: second}}
          Person:
            Type: AWS::IAM::User
            DependsOn: [First, Second]
            Properties: {UserName: person, Groups: [!Ref Group]}
          Key: {Type: AWS::IAM::AccessKey, Properties: {UserName: !Ref Person}}
        Outputs:
          Policy: {Value: !Ref Limit}
          Secret: {Value: !GetAtt Key.SecretAccessKey}
          Person: {Value: !GetAtt Person.Arn}
        """;

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation/identities", Evidence.Documented, Types)]
    public async Task Users_groups_roles_and_policies_come_change_and_go_with_their_stack()
    {
        var created = await _stacks.DeployAsync("people", Template);
        var role = await IamAsync("GetRole", ("RoleName", "worker"));
        var attached = await IamAsync("ListAttachedRolePolicies", ("RoleName", "worker"));
        var inline = await IamAsync("GetUserPolicy", ("UserName", "person"), ("PolicyName", "extra"));
        var outputs = (await _stacks.StackAsync("people")).Descendants("OutputValue").Select(e => e.Value).ToList();

        var updated = await _stacks.DeployAsync("people", Template, "UPDATE",
            ("Parameters.member.1.ParameterKey", "Action"), ("Parameters.member.1.ParameterValue", "sqs:SendMessage"),
            ("Parameters.member.2.ParameterKey", "Group"), ("Parameters.member.2.ParameterValue", "second"));
        var versions = await IamAsync("ListPolicyVersions", ("PolicyArn", "arn:aws:iam::000000000000:policy/limit"));
        var groups = await IamAsync("ListGroupsForUser", ("UserName", "person"));

        Assert.Equal(("CREATE_COMPLETE", "UPDATE_COMPLETE"), (created, updated));
        Assert.Contains("<PermissionsBoundaryArn>arn:aws:iam::aws:policy/PowerUserAccess</PermissionsBoundaryArn>", role, StringComparison.Ordinal);
        Assert.Contains("<Tags><member><Key>team</Key><Value>a</Value></member></Tags>", role, StringComparison.Ordinal);
        Assert.Contains("AWSLambdaBasicExecutionRole", attached, StringComparison.Ordinal);
        Assert.Contains("policy/limit", attached, StringComparison.Ordinal);
        Assert.Contains("s3%3AGetObject", inline, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::000000000000:policy/limit", outputs);
        Assert.Contains("arn:aws:iam::000000000000:user/person", outputs);
        Assert.Contains("<VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion>", versions, StringComparison.Ordinal);
        Assert.Contains("<GroupName>second</GroupName>", groups, StringComparison.Ordinal);
        Assert.DoesNotContain("<GroupName>first</GroupName>", groups, StringComparison.Ordinal);

        await _stacks.CallAsync("DeleteStack", ("StackName", "people"));
        var rest = await IamAsync("GetAccountAuthorizationDetails");

        Assert.DoesNotContain("<UserName>person</UserName>", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("policy/limit", rest, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }

    private async Task<string> IamAsync(string action, params (string Name, string Value)[] parameters)
    {
        var answer = await _http.QueryAsync("iam", "2010-05-08", action, parameters);
        Assert.True(answer.Status == 200, $"{action}: {answer.Body}");
        return answer.Body;
    }
}
