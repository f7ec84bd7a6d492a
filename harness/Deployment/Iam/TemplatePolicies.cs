using TaskTracker.Policies.Language;
using TaskTracker.Policies.Linting;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TaskTracker.Deployment.Iam;

/// <summary>Every policy that a file holds: a template, or a policy by itself. JSON is read as the YAML that it is.</summary>
public static class TemplatePolicies
{
    /// <exception cref="TemplateProblem">It cannot be read, or a policy in it has no statement.</exception>
    public static IReadOnlyList<LintedPolicy> Read(string path)
    {
        var root = Load(path);
        if (TemplateText.Child(root, "Statement") is not null) return [Policy(path, new TemplateText(new YamlMappingNode()), "policy", "policy", PolicyKind.IdentityInline, root)];
        if (TemplateText.Child(root, "Resources") is not YamlMappingNode resources) throw new TemplateProblem(path, root.Start.Line, "it is neither a template, with Resources, nor a policy, with a Statement");
        var text = new TemplateText(resources);
        return
        [
            .. from resource in resources
               let name = text.Of(resource.Key)
               let type = TemplateText.Child(resource.Value, "Type") is YamlScalarNode scalar ? scalar.Value : null
               from document in Documents(type, TemplateText.Child(resource.Value, "Properties"), text)
               select Policy(path, text, name, document.Name, document.Kind, document.Node),
        ];
    }

    /// <summary>A policy as IAM stores it.</summary>
    internal static LintedPolicy OfJson(PolicyText policy) =>
        Policy(policy.Name, new TemplateText(new YamlMappingNode()), policy.Name, policy.Name, policy.Kind, Parse(policy.Name, policy.Text));

    internal static YamlMappingNode Load(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new TemplateProblem(path, 0, problem.Message);
        }
    }

    private static YamlMappingNode Parse(string path, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : throw new TemplateProblem(path, 1, "it is not one YAML mapping");
        }
        catch (YamlException problem)
        {
            throw new TemplateProblem(path, problem.Start.Line, problem.Message);
        }
    }

    private static IEnumerable<(string Name, PolicyKind Kind, YamlNode Node)> Documents(string? type, YamlNode? properties, TemplateText text)
    {
        if (type is "AWS::IAM::Role" && TemplateText.Child(properties, "AssumeRolePolicyDocument") is { } trust) yield return ("trust", PolicyKind.Trust, trust);
        if (type is "AWS::IAM::Policy" or "AWS::IAM::ManagedPolicy" && TemplateText.Child(properties, "PolicyDocument") is { } own) yield return ("policy", PolicyKind.IdentityInline, own);
        if (type is "AWS::S3::BucketPolicy" or "AWS::SQS::QueuePolicy" or "AWS::SNS::TopicPolicy" && TemplateText.Child(properties, "PolicyDocument") is { } resource)
        {
            yield return ("policy", PolicyKind.Resource, resource);
        }

        if (type is not ("AWS::IAM::Role" or "AWS::IAM::User" or "AWS::IAM::Group" or "AWS::Serverless::Function")) yield break;
        if (TemplateText.Child(properties, "Policies") is not YamlSequenceNode policies) yield break;
        foreach (var policy in policies)
        {
            if (TemplateText.Child(policy, "PolicyDocument") is { } inline) yield return (TemplateText.Child(policy, "PolicyName") is { } name ? text.Of(name) : "policy", PolicyKind.IdentityInline, inline);
            else if (TemplateText.Child(policy, "Statement") is not null) yield return ("policy", PolicyKind.IdentityInline, policy);
        }
    }

    private static LintedPolicy Policy(string path, TemplateText text, string owner, string name, PolicyKind kind, YamlNode document)
    {
        IEnumerable<YamlNode> statements = TemplateText.Child(document, "Statement") switch
        {
            YamlSequenceNode many => many,
            YamlMappingNode one => [one],
            _ => throw new TemplateProblem(path, document.Start.Line, $"the policy of {owner} has no Statement"),
        };
        return new LintedPolicy(owner, name, kind, [.. statements.Select(s => Statement(path, text, s))]);
    }

    private static LintedStatement Statement(string path, TemplateText text, YamlNode node)
    {
        var effect = (TemplateText.Child(node, "Effect") as YamlScalarNode)?.Value switch
        {
            "Allow" => Effect.Allow,
            "Deny" => Effect.Deny,
            var other => throw new TemplateProblem(path, node.Start.Line, $"a statement's Effect is Allow or Deny, not '{other}'"),
        };
        var (notAction, notResource) = (TemplateText.Child(node, "NotAction"), TemplateText.Child(node, "NotResource"));
        return new LintedStatement(
            effect, notAction is not null, Words(text, notAction ?? TemplateText.Child(node, "Action")),
            notResource is not null, Words(text, notResource ?? TemplateText.Child(node, "Resource")),
            Principals(text, TemplateText.Child(node, "Principal")), TemplateText.Child(node, "Condition") is not null, (int)node.Start.Line);
    }

    private static IReadOnlyList<PolicyWord> Principals(TemplateText text, YamlNode? node) =>
        node is YamlMappingNode byType ? [.. byType.SelectMany(p => Words(text, p.Value))] : Words(text, node);

    private static IReadOnlyList<PolicyWord> Words(TemplateText text, YamlNode? node) =>
        node is null ? [] : [.. text.All(node).Select(w => new PolicyWord(w.Text, (int)w.Node.Start.Line))];
}
