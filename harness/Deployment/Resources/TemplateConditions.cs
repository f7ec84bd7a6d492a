using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Resources;

/// <summary>Which resources of a template there will be, given its parameters.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html</remarks>
internal sealed class TemplateConditions(YamlMappingNode template, IReadOnlyDictionary<string, string> parameters)
{
    /// <summary>What SAM makes of its types, under the same logical id.</summary>
    private static readonly Dictionary<string, string> Transformed = new()
    {
        ["AWS::Serverless::Api"] = "AWS::ApiGateway::RestApi",
        ["AWS::Serverless::Function"] = "AWS::Lambda::Function",
        ["AWS::Serverless::HttpApi"] = "AWS::ApiGatewayV2::Api",
    };

    public IReadOnlyList<ExpectedResource> Resources() =>
    [
        .. from entry in Mapping(template, "Resources")
           let resource = entry.Value as YamlMappingNode
           where resource is not null && (Child(resource, "Condition") is not YamlScalarNode { Value: { } condition } || Holds(condition))
           let type = (Child(resource, "Type") as YamlScalarNode)?.Value ?? ""
           select new ExpectedResource(
               Scalar(entry.Key), Transformed.GetValueOrDefault(type, type), Child(resource, "Properties") as YamlMappingNode ?? new YamlMappingNode()),
    ];

    private bool Holds(string condition) => Child(Child(template, "Conditions"), condition) is { } node && IsTrue(node);

    private bool IsTrue(YamlNode node) => Call(node) switch
    {
        ("Equals", YamlSequenceNode { Children: [var left, var right] }) => Value(left) == Value(right),
        ("Not", YamlSequenceNode { Children: [var only] }) => !IsTrue(only),
        ("And", YamlSequenceNode all) => all.All(IsTrue),
        ("Or", YamlSequenceNode any) => any.Any(IsTrue),
        ("Condition", YamlScalarNode { Value: { } name }) => Holds(name),
        _ => false,
    };

    private string Value(YamlNode node)
    {
        if (Call(node) is not ("Ref", YamlScalarNode { Value: { } name })) return Scalar(node);
        return parameters.TryGetValue(name, out var given) ? given : Scalar(Child(Child(Child(template, "Parameters"), name), "Default"));
    }

    /// <summary>A function and what it is given, in its short form as in its long one.</summary>
    private static (string Function, YamlNode Arguments)? Call(YamlNode node) => node switch
    {
        { Tag: { IsEmpty: false, Value: ['!', _, ..] tag } } => (tag[1..], node),
        YamlMappingNode { Children: [var only] } => (Scalar(only.Key).Replace("Fn::", "", StringComparison.Ordinal), only.Value),
        _ => null,
    };

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Mapping(YamlNode parent, string name) => Child(parent, name) is YamlMappingNode mapping ? mapping.Children : [];

    private static YamlNode? Child(YamlNode? parent, string name) =>
        parent is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private static string Scalar(YamlNode? node) => (node as YamlScalarNode)?.Value ?? "";
}
