using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>Serverless templates in SAM's short form, made for real: role, table, API and permissions of SAM's own.</summary>
public sealed class SamStackTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Template = """
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function: { Runtime: nodejs22.x, Handler: index.handler, Environment: { Variables: { TABLE_NAME: !Ref Tasks } } }
        Resources:
          Tasks:
            Type: AWS::Serverless::SimpleTable
            Properties: { PrimaryKey: { Name: TaskId, Type: String } }
          Get:
            Type: AWS::Serverless::Function
            Properties:
              InlineCode: 'exports.handler = async () => "hello";'
              Policies: [{ DynamoDBReadPolicy: { TableName: !Ref Tasks } }, AmazonS3ReadOnlyAccess]
              Events:
                Http: { Type: HttpApi, Properties: { Path: '/tasks/{TaskId}', Method: get } }
                Rest: { Type: Api, Properties: { Path: '/tasks/{TaskId}', Method: get } }
        Outputs:
          Http: { Value: !Ref ServerlessHttpApi }
          Rest: { Value: !Ref ServerlessRestApi }
          Role: { Value: !Ref GetRole }
          Function: { Value: !Ref Get }

        """;

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation/AWS::Lambda::Alias", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-alias.html")]
    public async Task The_alias_of_a_function_that_is_replaced_is_made_on_the_new_one()
    {
        static string Named(string name) => "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n"
            + $"      FunctionName: {name}\n      Runtime: nodejs22.x\n      Handler: index.handler\n      InlineCode: 'exports.handler = async () => 1;'\n      AutoPublishAlias: live\n";
        await _stacks.DeployAsync("renamed", Named("renamed-1"), "CREATE", ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"));

        var status = await _stacks.DeployAsync("renamed", Named("renamed-2"), "UPDATE", ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"));
        var alias = await _http.SendAsync("lambda", "GET", "/2015-03-31/functions/renamed-2/aliases/live");
        var old = await _http.SendAsync("lambda", "GET", "/2015-03-31/functions/renamed-1");

        Assert.Equal("UPDATE_COMPLETE", status);
        Assert.Equal((200, 404), (alias.Status, old.Status));
    }

    [Fact]
    [Parity("cloudformation/sam", Evidence.Documented, "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html")]
    public async Task Events_and_policies_become_APIs_and_a_role_that_are_there()
    {
        var status = await _stacks.DeployAsync("short", Template, "CREATE", ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"));
        var outputs = (await _stacks.StackAsync("short")).Descendants("member").Where(m => m.Element("OutputKey") is not null)
            .ToDictionary(m => m.Element("OutputKey")?.Value ?? "", m => m.Element("OutputValue")?.Value ?? "");
        var routes = await _http.SendAsync("apigateway", "GET", $"/v2/apis/{outputs["Http"]}/routes");
        var resources = await _http.SendAsync("apigateway", "GET", $"/restapis/{outputs["Rest"]}/resources");
        var stage = await _http.SendAsync("apigateway", "GET", $"/restapis/{outputs["Rest"]}/stages/Prod");
        var policies = await _http.QueryAsync("iam", "2010-05-08", "ListAttachedRolePolicies", ("RoleName", outputs["Role"]));
        var inline = await _http.QueryAsync("iam", "2010-05-08", "GetRolePolicy", ("RoleName", outputs["Role"]), ("PolicyName", "GetRolePolicy0"));
        var permissions = JsonNode.Parse((await _http.SendAsync("lambda", "GET", $"/2015-03-31/functions/{outputs["Function"]}/policy")).Body)?["Policy"]?.ToString();

        Assert.Equal("CREATE_COMPLETE", status);
        Assert.Contains("\"routeKey\":\"GET /tasks/{TaskId}\"", routes.Body, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"/tasks/{TaskId}\"", resources.Body, StringComparison.Ordinal);
        Assert.Equal(200, stage.Status);
        Assert.Contains("AWSLambdaBasicExecutionRole", policies.Body, StringComparison.Ordinal);
        Assert.Contains("AmazonS3ReadOnlyAccess", policies.Body, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("table/short-Tasks-"), inline.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($":{outputs["Http"]}/*/GET/tasks/*", permissions, StringComparison.Ordinal);
        Assert.Contains($":{outputs["Rest"]}/*/GET/tasks/*", permissions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_event_is_another_deployment()
    {
        await _stacks.DeployAsync("grown", Template, "CREATE", ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"));
        var more = Template.Replace("        Rest: {", "        More: { Type: Api, Properties: { Path: /more, Method: post } }\n        Rest: {", StringComparison.Ordinal);

        var status = await _stacks.DeployAsync("grown", more, "UPDATE", ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"));
        var events = await _stacks.EventsAsync("grown");

        Assert.Equal("UPDATE_COMPLETE", status);
        Assert.Contains("ServerlessRestApi UPDATE_COMPLETE", events);
        Assert.Equal(2, events.Count(e => e.StartsWith("ServerlessRestApiDeployment", StringComparison.Ordinal) && e.EndsWith("CREATE_COMPLETE", StringComparison.Ordinal)));
        Assert.DoesNotContain("Get UPDATE_IN_PROGRESS", events);
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }
}
