using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed class RestStageStackTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Types = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/";

    private const string Template = """
        AWSTemplateFormatVersion: "2010-09-09"
        Parameters:
          Burst: {Type: Number}
          Format: {Type: String}
        Resources:
          LogRole:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: apigateway.amazonaws.com}, Action: "sts:AssumeRole"}]}
          Account:
            Type: AWS::ApiGateway::Account
            Properties: {CloudWatchRoleArn: !GetAtt LogRole.Arn}
          Log:
            Type: AWS::Logs::LogGroup
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties:
              Name: throttled
              Body: {openapi: 3.0.1, info: {title: t}, paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{"statusCode": 200}'}}}}}}
          Deployment:
            Type: AWS::ApiGateway::Deployment
            Properties: {RestApiId: !Ref Api}
          Stage:
            Type: AWS::ApiGateway::Stage
            DependsOn: Account
            Properties:
              RestApiId: !Ref Api
              DeploymentId: !Ref Deployment
              StageName: prod
              AccessLogSetting: {DestinationArn: !GetAtt Log.Arn, Format: !Ref Format}
              MethodSettings:
                - {HttpMethod: GET, ResourcePath: /~1a, ThrottlingBurstLimit: !Ref Burst, ThrottlingRateLimit: 7.5}
        Outputs:
          Api: {Value: !Ref Api}
        """;

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation/AWS::ApiGateway::Account", Evidence.Documented, Types + "aws-resource-apigateway-account.html")]
    [Parity("cloudformation/AWS::ApiGateway::Stage", Evidence.Documented, Types + "aws-resource-apigateway-stage.html")]
    public async Task A_stage_is_throttled_and_logged_as_its_template_says()
    {
        var created = await _stacks.DeployAsync("rest-stage", Template, "CREATE", Given(5, "$context.requestId"));
        var path = $"/restapis/{await ApiAsync()}/stages/prod";
        var made = await GetAsync(path);
        var updated = await _stacks.DeployAsync("rest-stage", Template.Replace("- {HttpMethod: GET, ResourcePath: /~1a,", "- {HttpMethod: '*', ResourcePath: /*,", StringComparison.Ordinal), "UPDATE", Given(9, "$context.status $context.requestId"));
        var changed = await GetAsync(path);

        Assert.Equal(("CREATE_COMPLETE", "UPDATE_COMPLETE"), (created, updated));
        Assert.Equal(("a/GET", 5, 7.5), Throttling(made));
        Assert.Equal("$context.requestId", (string?)made["accessLogSettings"]?["format"]);
        Assert.Equal(("*/*", 9, 7.5), Throttling(changed));
        Assert.Equal("$context.status $context.requestId", (string?)changed["accessLogSettings"]?["format"]);
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }

    private static (string, int, double) Throttling(JsonNode stage)
    {
        var (key, settings) = Assert.Single(stage["methodSettings"]!.AsObject());
        return (key, settings!["throttlingBurstLimit"]!.GetValue<int>(), settings["throttlingRateLimit"]!.GetValue<double>());
    }

    private static (string, string)[] Given(int burst, string format) =>
    [
        ("Parameters.member.1.ParameterKey", "Burst"), ("Parameters.member.1.ParameterValue", $"{burst}"),
        ("Parameters.member.2.ParameterKey", "Format"), ("Parameters.member.2.ParameterValue", format),
    ];

    private async Task<string> ApiAsync() => (await _stacks.StackAsync("rest-stage")).Descendants("OutputValue").First().Value;

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse((await _http.SendAsync("apigateway", "GET", path)).Body)!;
}
