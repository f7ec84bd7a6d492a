namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>Which resources of a stack come before which.</summary>
internal sealed class DependencyGraph
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _needs;

    private DependencyGraph(IReadOnlyList<ResourceDeclaration> order, IReadOnlyDictionary<string, IReadOnlyList<string>> needs) =>
        (Order, _needs) = (order, needs);

    /// <summary>The resources that exist under the template's conditions, each after those that it needs, otherwise as written.</summary>
    public IReadOnlyList<ResourceDeclaration> Order { get; }

    public IReadOnlyList<string> NeedsOf(string logicalId) => _needs[logicalId];

    /// <exception cref="Protocols.AwsError">ValidationError: a cycle, or a resource that needs one whose condition does not hold.</exception>
    public static DependencyGraph Of(Template template, IReadOnlyDictionary<string, bool> conditions)
    {
        var present = template.Resources.Where(r => r.Condition is null || conditions[r.Condition]).ToDictionary(r => r.LogicalId, StringComparer.Ordinal);
        var needs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var resource in present.Values)
        {
            Expression[] parts = resource.Metadata is { } metadata ? [resource.Properties, metadata] : [resource.Properties];
            var named = parts.SelectMany(p => References.ResourcesOf(p, template, conditions)).Distinct().ToList();
            var absent = named.Where(name => !present.ContainsKey(name)).ToList();
            if (absent.Count > 0) throw CloudFormationErrors.UnresolvedResources(absent, "Resources");
            needs[resource.LogicalId] = [.. named.Union(resource.DependsOn.Where(present.ContainsKey))];
        }

        return new DependencyGraph([.. Sort(present.Keys, needs).Select(name => present[name])], needs);
    }

    /// <summary>Names with those that they need before them; a name that is not among them does not count.</summary>
    public static IReadOnlyList<string> Sort(IEnumerable<string> names, IReadOnlyDictionary<string, IReadOnlyList<string>> needs)
    {
        var sorted = new List<string>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var above = new List<string>();
        foreach (var name in names) Visit(name);
        return sorted;

        void Visit(string name)
        {
            if (done.Contains(name) || !needs.TryGetValue(name, out var needed)) return;
            if (above.IndexOf(name) is >= 0 and var start)
            {
                throw CloudFormationErrors.Validation($"Circular dependency between resources: [{string.Join(", ", above[start..])}]");
            }
            above.Add(name);
            foreach (var other in needed) Visit(other);
            above.RemoveAt(above.Count - 1);
            done.Add(name);
            sorted.Add(name);
        }
    }
}
