using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Resources;

/// <param name="Function">As the template names it.</param>
/// <param name="Method">In capitals.</param>
/// <param name="Path">Such as <c>/tasks/{TaskId}</c>.</param>
public sealed record ApiRoute(string Function, string Method, string Path);

/// <summary>The routes of a template's API that lead to functions.</summary>
public static partial class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> Of(IEnumerable<ExpectedResource> resources) =>
    [
        .. from api in resources
           where api.Type is "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api"
           from path in Entries(Child(api.Node("DefinitionBody"), "paths"))
           from operation in Entries(path.Value)
           let function = FunctionOf(operation.Value)
           where function is not null
           select new ApiRoute(function, Scalar(operation.Key).ToUpperInvariant(), Scalar(path.Key)),
    ];

    private static string? FunctionOf(YamlNode operation) =>
        FunctionArn().Match(Scalar(Child(Child(operation, "x-amazon-apigateway-integration"), "uri"))) is { Success: true } match ? match.Groups[1].Value : null;

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Entries(YamlNode? node) => node is YamlMappingNode mapping ? mapping.Children : [];

    private static YamlNode? Child(YamlNode? parent, string name) =>
        parent is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private static string Scalar(YamlNode? node) => (node as YamlScalarNode)?.Value ?? "";

    [GeneratedRegex(@"functions/\$\{(\w+)\.Arn\}/invocations")]
    private static partial Regex FunctionArn();
}
