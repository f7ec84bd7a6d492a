using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Resources;

/// <summary>A resource that there is to be, as far as a deployment checks it afterwards.</summary>
/// <param name="Type">What CloudFormation makes: SAM's own types are those that they become.</param>
/// <param name="Properties">As the template has them, intrinsic functions and all.</param>
public sealed record ExpectedResource(string LogicalId, string Type, YamlMappingNode Properties)
{
    /// <summary>A property that is written out; <c>null</c> where it is absent or computed.</summary>
    internal string? Text(string property) => Node(property) is YamlScalarNode { Value: var value } node && !IsComputed(node) ? value : null;

    /// <summary>The logical id of the resource that a property refers to.</summary>
    internal string? Reference(string property) => Node(property) switch
    {
        YamlScalarNode { Value: var id, Tag: { IsEmpty: false, Value: "!Ref" } } => id,
        YamlMappingNode mapping when mapping.Children.TryGetValue(new YamlScalarNode("Ref"), out var id) => (id as YamlScalarNode)?.Value,
        _ => null,
    };

    internal YamlNode? Node(string property) => Properties.Children.TryGetValue(new YamlScalarNode(property), out var node) ? node : null;

    private static bool IsComputed(YamlScalarNode node) => node.Tag is { IsEmpty: false, Value: ['!', _, ..] };
}
