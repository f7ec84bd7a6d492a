using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Resources;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Whether a template makes sense with the resource types that there are: before anything is made, and everything at once.</summary>
internal static class TemplateCheck
{
    /// <exception cref="AwsError">ValidationError with every problem.</exception>
    public static Template Parse(Node.Map root, TemplateProblems problems)
    {
        var template = TemplateParser.Parse(root, problems);
        References.Check(template, problems);
        foreach (var resource in template.Resources)
        {
            if (ResourceTypes.Find(resource.Type) is { } type) PropertyCheck.Check(type, resource, problems);
            else problems.Add($"Template format error: Unrecognized resource types: [{resource.Type}]", resource.TypeAt);
        }

        CheckAttributes(template, problems);
        problems.ThrowIfAny();
        return template;
    }

    public static IReadOnlyList<string> CapabilitiesOf(Template template)
    {
        var needed = template.Resources.Select(r => ResourceTypes.Find(r.Type)?.Capability(r)).OfType<string>().Distinct().ToList();
        if (needed.Contains("CAPABILITY_NAMED_IAM")) needed.Remove("CAPABILITY_IAM");
        return needed;
    }

    private static void CheckAttributes(Template template, TemplateProblems problems)
    {
        var types = template.Resources.ToDictionary(r => r.LogicalId, r => ResourceTypes.Find(r.Type));
        var everything = template.Resources.Select(r => (Expression)r.Properties).Concat(template.Outputs.Select(o => o.Value));
        foreach (var get in everything.SelectMany(e => e.WithDescendants()).OfType<Expression.GetAtt>())
        {
            if (get.Attribute is not Expression.Literal { Value: Value.Text { Content: var attribute } }) continue;
            if (types.GetValueOrDefault(get.Resource) is not { } type || type.Attributes.Contains(attribute)) continue;
            problems.Add($"Template error: resource {get.Resource} does not support attribute type {attribute} in Fn::GetAtt", get.At);
        }
    }
}
