using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>What SAM says of a document that it cannot take, with the line that it never had.</summary>
public sealed class SamProblemTests
{
    private const string Failed = "Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. Number of errors found: 1. ";

    [Theory]
    [InlineData("an event without a method", "Events: { A: { Type: HttpApi, Properties: { Path: /a } } }", "Resource with id [F] is invalid. Event with id [A] is invalid. Property 'Method' is required.")]
    [InlineData("an event without a path", "Events: { A: { Type: Api, Properties: { Method: get } } }", "Resource with id [F] is invalid. Event with id [A] is invalid. Property 'Path' is required.")]
    [InlineData("an event without a type", "Events: { A: { Properties: { Path: /a } } }", "Resource with id [F] is invalid. Event with id [A] is invalid. Resource dict has missing or invalid value for key Type. Event Type is: None.")]
    [InlineData("an event of a type that is not there", "Events: { A: { Type: Nope } }", "Resource with id [F] is invalid. Event with id [A] is invalid. Resource dict has missing or invalid value for key Type. Event Type is: Nope.")]
    [InlineData("a REST API that is not there", "Events: { A: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref X } } }", "Resource with id [F] is invalid. Event with id [A] is invalid. RestApiId must be a valid reference to an 'AWS::Serverless::Api' resource in same template.")]
    [InlineData("an HTTP API that is not there", "Events: { A: { Type: HttpApi, Properties: { Path: /a, Method: get, ApiId: !Ref X } } }", "Resource with id [F] is invalid. Event with id [A] is invalid. ApiId must be a valid reference to an 'AWS::Serverless::HttpApi' resource in same template.")]
    [InlineData("a route twice", "Events: { A: { Type: HttpApi, Properties: { Path: /a, Method: get } }, B: { Type: HttpApi, Properties: { Path: /a, Method: get } } }", "Resource with id [F] is invalid. Event with id [B] is invalid. API method 'get' defined multiple times for path '/a'.")]
    [InlineData("a method twice", "Events: { A: { Type: Api, Properties: { Path: /a, Method: get } }, B: { Type: Api, Properties: { Path: /a, Method: get } } }", "Resource with id [F] is invalid. Event with id [B] is invalid. API method \"get\" defined multiple times for path \"/a\".")]
    [InlineData("a policy template without its value", "Policies: [{ DynamoDBCrudPolicy: { Foo: x } }]", "Resource with id [F] is invalid. Following required parameters of template 'DynamoDBCrudPolicy' don't have values: ['TableName']")]
    [InlineData("a policy that is none", "Policies: [{ Nope: { TableName: x } }]", "Resource with id [F] is invalid. Policy at index 0 in the 'Policies' property is not valid")]
    [InlineData("two templates in one", "Policies: [{ DynamoDBCrudPolicy: { TableName: x }, S3ReadPolicy: { BucketName: y } }]", "Resource with id [F] is invalid. Policy at index 0 in the 'Policies' property is not valid")]
    [InlineData("policies that are none", "Policies: 5", "Resource with id [F] is invalid. Type of property 'Policies' is invalid.")]
    [InlineData("a property that there is not", "Foo: 1", "Resource with id [F] is invalid. property Foo not defined for resource of type AWS::Serverless::Function")]
    [Parity("cloudformation/sam", Evidence.Recorded, "aws-sam-translator 1.110.0, run on the same templates: the texts of its refusals")]
    public void A_function_is_refused_in_SAMs_words(string why, string property, string said)
    {
        Assert.NotEmpty(why);
        var function = $"  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: p\n      Handler: h\n      CodeUri: s3://b/k\n      {property}\n";

        Assert.StartsWith(Failed + said, Refusal("Resources:\n" + function), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a key without a type", "SimpleTable", "PrimaryKey: { Name: x }", "Resource with id [R] is invalid. Property 'PrimaryKey.Type' is required.")]
    [InlineData("a key of no type", "SimpleTable", "PrimaryKey: { Name: x, Type: Nope }", "Resource with id [R] is invalid. Invalid 'Type' \"Nope\".")]
    [InlineData("a property that a table has not", "SimpleTable", "Foo: 1", "Resource with id [R] is invalid. property Foo not defined for resource of type AWS::Serverless::SimpleTable")]
    [InlineData("an API without a stage", "Api", "Name: n", "Resource with id [R] is invalid. Missing required property 'StageName'.")]
    public void Another_resource_is_refused_in_SAMs_words(string why, string type, string property, string said)
    {
        Assert.NotEmpty(why);

        Assert.StartsWith(Failed + said, Refusal($"Resources:\n  R:\n    Type: AWS::Serverless::{type}\n    Properties:\n      {property}\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a section that is none", "[]", "'Globals' section is invalid. It must be a non-empty dictionary")]
    [InlineData("properties that are none", "{ Function: [] }", "'Globals' section is invalid. Value of ${section} must be a dictionary")]
    [InlineData("a property of no function", "{ Function: { Nope: 1 } }", "'Globals' section is invalid. 'Nope' is not a supported property of 'Function'. Must be one of the following values - ['Handler', 'Runtime', 'CodeUri', ")]
    [InlineData("a type that has none", "{ Nope: { A: 1 } }", "'Globals' section is invalid. 'Nope' is not supported. Must be one of the following values - ['Api', ")]
    public void Globals_are_refused_in_SAMs_words(string why, string globals, string said)
    {
        Assert.NotEmpty(why);

        Assert.StartsWith(Failed + said, Refusal($"Globals: {globals}\nResources:\n  R: {{ Type: AWS::Serverless::SimpleTable }}\n"), StringComparison.Ordinal);
    }

    private static string Refusal(string template) =>
        Assert.Throws<AwsError>(() => TemplateSummary.Of(TemplateText.Read("Transform: AWS::Serverless-2016-10-31\n" + template))).Message.Split('\n')[0];
}
