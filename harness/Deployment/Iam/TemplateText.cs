using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Iam;

/// <summary>The text of a template's node as far as it is known before a deployment; what is not stays a variable, <c>${…}</c>.</summary>
internal sealed partial class TemplateText(YamlMappingNode resources)
{
    /// <summary>How a resource is named by <c>!GetAtt X.Arn</c>, and the property that names it.</summary>
    private static readonly Dictionary<string, (string NameProperty, string Arn)> Arns = new()
    {
        ["AWS::DynamoDB::Table"] = ("TableName", "dynamodb:${AWS::Region}:${AWS::AccountId}:table/{0}"),
        ["AWS::Logs::LogGroup"] = ("LogGroupName", "logs:${AWS::Region}:${AWS::AccountId}:log-group:{0}:*"),
        ["AWS::S3::Bucket"] = ("BucketName", "s3:::{0}"),
        ["AWS::Lambda::Function"] = ("FunctionName", "lambda:${AWS::Region}:${AWS::AccountId}:function:{0}"),
        ["AWS::Serverless::Function"] = ("FunctionName", "lambda:${AWS::Region}:${AWS::AccountId}:function:{0}"),
        ["AWS::IAM::Role"] = ("RoleName", "iam::${AWS::AccountId}:role/{0}"),
        ["AWS::SQS::Queue"] = ("QueueName", "sqs:${AWS::Region}:${AWS::AccountId}:{0}"),
        ["AWS::SNS::Topic"] = ("TopicName", "sns:${AWS::Region}:${AWS::AccountId}:{0}"),
    };

    /// <summary>Both sides of an <c>!If</c>, every element of a list.</summary>
    public IEnumerable<(string Text, YamlNode Node)> All(YamlNode node) => (Function(node), node) switch
    {
        ("If", _) when Argument(node) is YamlSequenceNode { Children: [_, var yes, var no] } => All(yes).Concat(All(no)),
        ("", YamlSequenceNode list) => list.SelectMany(All),
        ("Ref", _) when Argument(node) is YamlScalarNode { Value: "AWS::NoValue" } => [],
        _ => [(Of(node), node)],
    };

    public string Of(YamlNode node) => (Function(node), Argument(node)) switch
    {
        ("", YamlScalarNode scalar) => scalar.Value ?? "",
        ("Sub", YamlScalarNode text) => Substitute(text.Value ?? "", null),
        ("Sub", YamlSequenceNode { Children: [YamlScalarNode text, YamlMappingNode values] }) => Substitute(text.Value ?? "", values),
        ("Ref", YamlScalarNode name) => Ref(name.Value ?? ""),
        ("GetAtt", YamlScalarNode path) => Attribute(path.Value ?? ""),
        ("GetAtt", YamlSequenceNode path) => Attribute(string.Join('.', path.Select(Of))),
        ("Join", YamlSequenceNode { Children: [YamlScalarNode separator, YamlSequenceNode parts] }) => string.Join(separator.Value ?? "", parts.Select(Of)),
        _ => $"${{at line {node.Start.Line}}}",
    };

    public static YamlNode? Child(YamlNode? parent, string name) =>
        parent is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    /// <returns><c>null</c> for a resource whose ARN is not known by its type.</returns>
    public string? ArnOf(string logicalId) =>
        Resource(logicalId) is (var type, var properties) && Arns.ContainsKey(type) ? Arn(logicalId, type, properties) : null;

    /// <summary><c>!Sub</c> and <c>Fn::Sub</c> are <c>Sub</c>; a plain value is empty.</summary>
    private static string Function(YamlNode node)
    {
        if (!node.Tag.IsEmpty && node.Tag.Value is ['!', .. var tag] && tag.Length > 0) return tag;
        return node is YamlMappingNode { Children: [{ Key: YamlScalarNode { Value: { } key } }] } && (key == "Ref" || key.StartsWith("Fn::", StringComparison.Ordinal))
            ? key.Replace("Fn::", "", StringComparison.Ordinal)
            : "";
    }

    private static YamlNode Argument(YamlNode node) =>
        (node.Tag.IsEmpty || node.Tag.Value.Length <= 1) && node is YamlMappingNode { Children: [var only] } && Function(node).Length > 0 ? only.Value : node;

    private string Substitute(string text, YamlMappingNode? values) => Placeholder().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        if (name.StartsWith('!')) return $"${{{name[1..]}}}";
        if (Child(values, name) is { } value) return Of(value);
        return name.Contains('.', StringComparison.Ordinal) ? Attribute(name) : Ref(name);
    });

    private string Ref(string name) => name switch
    {
        "AWS::Partition" => "aws",
        _ when Resource(name) is (var type, var own) => type is "AWS::SNS::Topic" ? Arn(name, type, own) : Name(name, type, own),
        _ => $"${{{name}}}",
    };

    private string Attribute(string path) =>
        path.Split('.', 2) is [var name, "Arn"] && Resource(name) is (var type, var own) && Arns.ContainsKey(type) ? Arn(name, type, own) : $"${{{path}}}";

    private (string Type, YamlNode? Properties)? Resource(string name) =>
        Child(resources, name) is { } resource && Child(resource, "Type") is YamlScalarNode { Value: { } type } ? (type, Child(resource, "Properties")) : null;

    private string Arn(string name, string type, YamlNode? properties) => "arn:aws:" + Arns[type].Arn.Replace("{0}", Name(name, type, properties), StringComparison.Ordinal);

    private string Name(string logicalId, string type, YamlNode? properties) =>
        Arns.TryGetValue(type, out var form) && Child(properties, form.NameProperty) is { } name ? Of(name) : $"${{{logicalId}}}";

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
