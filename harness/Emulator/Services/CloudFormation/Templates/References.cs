namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>The names that expressions use, and whether the template has them.</summary>
internal static class References
{
    public static readonly IReadOnlyList<string> PseudoParameters =
    [
        "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix",
    ];

    public static IEnumerable<string> ConditionsOf(Expression expression) => expression.WithDescendants().Select(e => e switch
    {
        Expression.If choice => choice.Condition,
        Expression.ConditionNamed named => named.Name,
        _ => null,
    }).OfType<string>().Distinct();

    /// <summary>Names in <c>Ref</c> and <c>Fn::GetAtt</c> that are no parameters; in the branches that are taken, when conditions are known.</summary>
    public static IEnumerable<string> ResourcesOf(Expression expression, Template template, IReadOnlyDictionary<string, bool>? conditions = null)
    {
        switch (expression)
        {
            case Expression.Ref reference when !PseudoParameters.Contains(reference.Name) && template.Parameters.All(p => p.Name != reference.Name):
                return [reference.Name];
            case Expression.GetAtt get:
                return ResourcesOf(get.Attribute, template, conditions).Prepend(get.Resource);
            case Expression.If choice when conditions?.TryGetValue(choice.Condition, out var holds) == true:
                return ResourcesOf(holds ? choice.Then : choice.Else, template, conditions);
            default:
                return expression.Children.SelectMany(child => ResourcesOf(child, template, conditions));
        }
    }

    /// <summary>Imports in the branches that are taken.</summary>
    public static IEnumerable<Expression.ImportValue> ImportsOf(Expression expression, IReadOnlyDictionary<string, bool> conditions)
    {
        IEnumerable<Expression> parts = expression is Expression.If choice && conditions.TryGetValue(choice.Condition, out var holds)
            ? [holds ? choice.Then : choice.Else]
            : expression.Children;
        var below = parts.SelectMany(part => ImportsOf(part, conditions));
        return expression is Expression.ImportValue import ? below.Prepend(import) : below;
    }

    public static IEnumerable<string> ParametersOf(Expression expression) =>
        expression.WithDescendants().OfType<Expression.Ref>().Select(r => r.Name).Distinct();

    /// <summary>Every name that the template uses and does not have, in CloudFormation's words.</summary>
    public static void Check(Template template, TemplateProblems problems)
    {
        var resources = template.Resources.Select(r => r.LogicalId).ToHashSet(StringComparer.Ordinal);
        var inResources = template.Resources
            .SelectMany(r => ResourcesOf(r.Properties, template).Concat(r.Metadata is null ? [] : ResourcesOf(r.Metadata, template)).Concat(r.DependsOn))
            .Where(name => !resources.Contains(name)).Distinct().ToList();
        if (inResources.Count > 0) problems.Add(CloudFormationErrors.UnresolvedResources(inResources, "Resources").Message);

        var inOutputs = template.Outputs
            .SelectMany(o => ResourcesOf(o.Value, template).Concat(o.ExportName is null ? [] : ResourcesOf(o.ExportName, template)))
            .Where(name => !resources.Contains(name)).Distinct().ToList();
        if (inOutputs.Count > 0) problems.Add(CloudFormationErrors.UnresolvedResources(inOutputs, "Outputs").Message);

        var inConditions = template.Conditions.Values.SelectMany(c => ResourcesOf(c, template)).Distinct().ToList();
        if (inConditions.Count > 0)
        {
            problems.Add($"Template format error: Unresolved dependencies [{string.Join(", ", inConditions)}]. "
                + "Cannot reference resources in the Conditions block of the template");
        }

        CheckConditionNames(template, problems);
    }

    private static void CheckConditionNames(Template template, TemplateProblems problems)
    {
        foreach (var resource in template.Resources.Where(r => r.Condition is { } name && !template.Conditions.ContainsKey(name)))
        {
            problems.Add($"Template format error: Unresolved condition dependency {resource.Condition} in the Resources block of the template");
        }

        foreach (var output in template.Outputs.Where(o => o.Condition is { } name && !template.Conditions.ContainsKey(name)))
        {
            problems.Add($"Template format error: Unresolved condition dependency {output.Condition} in the Outputs block of the template");
        }

        var everything = template.Resources.Select(r => (Expression)r.Properties).Concat(template.Resources.Select(r => r.Metadata).OfType<Expression>())
            .Concat(template.Outputs.Select(o => o.Value)).Concat(template.Conditions.Values);
        foreach (var part in everything.SelectMany(e => e.WithDescendants()))
        {
            if (part is Expression.If { Condition: var choice } && !template.Conditions.ContainsKey(choice))
            {
                problems.Add($"Template error: unresolved condition dependency {choice} in Fn::If");
            }
            if (part is Expression.ConditionNamed { Name: var named } && !template.Conditions.ContainsKey(named))
            {
                problems.Add($"Template error: unresolved condition dependency {named} in Condition");
            }
        }
    }
}
