using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Services.CloudFormation.Sam;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Tests.CloudFormation;

public sealed partial class SamTransformTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "CloudFormation/cases/sam");

    /// <summary>Templates, each beside what SAM's own translator 1.110.0 made of it.</summary>
    public static TheoryData<string> Translated => [.. Directory.GetFiles(Folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order()];

    [Theory]
    [MemberData(nameof(Translated))]
    [Parity("cloudformation/sam", Evidence.Recorded, "aws-sam-translator 1.110.0, run on the same templates")]
    public void A_serverless_template_becomes_what_SAM_makes_of_it(string name)
    {
        var template = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        var isMadeOfEvents = template.Contains("Type: Api,", StringComparison.Ordinal);
        JsonNode? Read(string json) => JsonNode.Parse(isMadeOfEvents ? HashOfDefinition().Replace(json, "$1") : json);
        var expected = Read(File.ReadAllText(Path.Combine(Folder, name + ".json")));

        var (translated, problems) = Translate(template);

        Assert.Empty(problems.Messages);
        AssertSame(expected, Read(NodeJson.Write(translated)));
    }

    [Fact]
    [Parity("cloudformation/sam", Evidence.Recorded, "SAM's own expectations: function_with_alias, function_with_function_url_config_and_autopublishalias, function_with_event_dest")]
    public void What_hangs_on_a_function_becomes_what_SAM_makes_of_it()
    {
        var (translated, problems) = Translate("""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              MinimalFunction:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: s3://sam-demo-bucket/hello.zip
                  Handler: hello.handler
                  Runtime: provided.al2023
                  Role: arn:aws:iam::000000000000:role/r
                  AutoPublishAlias: live
                  VersionDescription: sam-testing
                  FunctionUrlConfig: { AuthType: NONE }
                  EventInvokeConfig: { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Type: Lambda, Destination: d } } }
                  Events: { Changes: { Type: DynamoDB, Properties: { Stream: s, StartingPosition: LATEST, BatchSize: 7 } } }
            """);
        var resources = JsonNode.Parse(NodeJson.Write(translated))?["Resources"] as JsonObject ?? [];
        resources.Remove("MinimalFunction");

        Assert.Empty(problems.Messages);
        AssertSame(
            JsonNode.Parse("""
                {
                  "MinimalFunctionVersion640128d35d":{"Type":"AWS::Lambda::Version","Properties":{"FunctionName":{"Ref":"MinimalFunction"},"Description":"sam-testing"},"DeletionPolicy":"Retain"},
                  "MinimalFunctionAliaslive":{"Type":"AWS::Lambda::Alias","Properties":{"Name":"live","FunctionName":{"Ref":"MinimalFunction"},"FunctionVersion":{"Fn::GetAtt":["MinimalFunctionVersion640128d35d","Version"]} } },
                  "MinimalFunctionUrl":{"Type":"AWS::Lambda::Url","Properties":{"TargetFunctionArn":{"Ref":"MinimalFunctionAliaslive"},"AuthType":"NONE"} },
                  "MinimalFunctionUrlPublicPermissions":{"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunctionUrl","FunctionName":{"Ref":"MinimalFunctionAliaslive"},"Principal":"*","FunctionUrlAuthType":"NONE"} },
                  "MinimalFunctionURLInvokeAllowPublicAccess":{"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"MinimalFunctionAliaslive"},"Principal":"*","InvokedViaFunctionUrl":true} },
                  "MinimalFunctionChanges":{"Type":"AWS::Lambda::EventSourceMapping","Properties":{"EventSourceArn":"s","FunctionName":{"Ref":"MinimalFunctionAliaslive"},"BatchSize":7,"StartingPosition":"LATEST"} },
                  "MinimalFunctionEventInvokeConfig":{"Type":"AWS::Lambda::EventInvokeConfig","Properties":{"FunctionName":{"Ref":"MinimalFunction"},"Qualifier":"live","MaximumRetryAttempts":1,"DestinationConfig":{"OnFailure":{"Destination":"d"} } },"DependsOn":["MinimalFunctionAliaslive"]}
                }
                """),
            resources);
    }

    [Fact]
    public void The_products_template_has_all_its_resources_in_either_flavour()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "functions/template.yaml"));

        var (translated, problems) = Translate(text.Replace("../dist/functions.zip", "s3://bucket/key", StringComparison.Ordinal));
        var types = ((Node.Map?)translated["Resources"])?.Entries.CountBy(e => ((Node.Map)e.Value)["Type"]?.AsText ?? "").ToDictionary(t => t.Key, t => t.Value)
            ?? [];

        Assert.Empty(problems.Messages);
        Assert.DoesNotContain(types.Keys, t => t.StartsWith("AWS::Serverless", StringComparison.Ordinal));
        Assert.Equal((5, 1, 1), (types["AWS::Lambda::Function"], types["AWS::ApiGatewayV2::Stage"], types["AWS::ApiGateway::Deployment"]));
    }

    /// <summary>SAM hashes a definition of its own in the order that keys had in Python 2.</summary>
    [GeneratedRegex("(Deployment|deployment id: )([0-9a-f]{40}|[0-9a-f]{10})")]
    private static partial Regex HashOfDefinition();

    private static (Node.Map Translated, TemplateProblems Problems) Translate(string text)
    {
        var problems = new TemplateProblems();
        var root = TemplateText.Read(text);
        return (SamTransform.Apply(root, TemplateParser.TransformsOf(root), problems), problems);
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual)
    {
        Assert.Equal(InOrder(expected), InOrder(actual));

        static string? InOrder(JsonNode? node) => Sorted(node)?.ToJsonString(new() { WriteIndented = true });

        static JsonNode? Sorted(JsonNode? node) => node switch
        {
            JsonObject map => new JsonObject(map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, Sorted(e.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
    }
}
