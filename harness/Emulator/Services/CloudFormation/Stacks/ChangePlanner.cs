using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Resources;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>What the execution of a blueprint would change in a stack.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html and recorded change sets.</remarks>
internal sealed class ChangePlanner
{
    private readonly Stack _stack;
    private readonly ImmutableSortedDictionary<string, string> _tags;
    private readonly Dictionary<string, ResourceFacts> _facts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fresh = new(StringComparer.Ordinal);
    private readonly HashSet<string> _modified = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changedParameters;
    private readonly Resolver _resolver;

    private ChangePlanner(Blueprint blueprint, Stack stack, ImmutableSortedDictionary<string, string> tags, Func<string, string?> findExport)
    {
        (_stack, _tags) = (stack, tags);
        _resolver = blueprint.Resolver(_facts.GetValueOrDefault, findExport);
        var before = stack.Input?.Parameters.ToDictionary(p => p.Name, p => p.Value) ?? [];
        _changedParameters = blueprint.Parameters.Where(p => before.GetValueOrDefault(p.Name) != p.Value).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <exception cref="AwsError">ValidationError: the template's values cannot be worked out.</exception>
    public static ImmutableArray<ResourceChange> Plan(
        Blueprint blueprint, Stack stack, ImmutableSortedDictionary<string, string> tags, Func<string, string?> findExport)
    {
        var otherTypes = blueprint.Graph.Order
            .Where(r => stack.Resources.GetValueOrDefault(r.LogicalId) is { IsWhole: true } old && old.Type != r.Type)
            .Select(r => r.LogicalId).ToList();
        if (otherTypes.Count > 0) throw CloudFormationErrors.TypeChanged(otherTypes);
        var planner = new ChangePlanner(blueprint, stack, tags, findExport);
        var changes = blueprint.Graph.Order.Select(planner.PlanOne).OfType<ResourceChange>().ToList();
        var stays = blueprint.Graph.Order.Select(r => r.LogicalId).ToHashSet(StringComparer.Ordinal);
        var gone = stack.Resources.Values.Where(r => r.Exists && !stays.Contains(r.LogicalId)).Select(Removal);
        return [.. changes.Concat(gone).OrderBy(c => c.LogicalId, StringComparer.Ordinal)];
    }

    private static ResourceChange Removal(StackResource gone) => new(
        "Remove", gone.LogicalId, gone.PhysicalId, gone.Type, Replacement: null, gone.OnDeletion == DeletionPolicy.Delete ? "Delete" : "Retain", [], [],
        Context(gone.Properties), AfterContext: null);

    private ResourceChange? PlanOne(ResourceDeclaration resource)
    {
        var type = ResourceTypes.Get(resource.Type);
        var after = Resolve(resource, type);
        var existing = _stack.Resources.GetValueOrDefault(resource.LogicalId);
        if (existing is not { IsWhole: true })
        {
            Forget(resource, type);
            return new ResourceChange("Add", resource.LogicalId, null, resource.Type, null, null, [], [], null, Context(after));
        }

        var changes = PropertyDiff.Of(type, existing.PropertiesFor(after), after);
        var details = changes.SelectMany(c => Details(c, resource)).Concat(OtherDetails(resource, type, existing)).ToImmutableArray();
        var replaces = changes.RequireReplacement();
        if (replaces) Forget(resource, type);
        else _facts[resource.LogicalId] = existing.Facts;
        if (!replaces && !details.IsEmpty) _modified.Add(resource.LogicalId);
        details = [.. details, .. PerhapsChanged(resource, type, changes, after)];
        if (details.IsEmpty) return null;
        var mayReplace = details.Any(d => d is { RequiresRecreation: "Always", Evaluation: "Dynamic", ChangeSource: "ResourceAttribute" });
        return new ResourceChange(
            "Modify", resource.LogicalId, existing.PhysicalId, resource.Type, replaces ? "True" : mayReplace ? "Conditional" : "False",
            replaces || mayReplace ? existing.OnReplacement == DeletionPolicy.Delete ? "ReplaceAndDelete" : "ReplaceAndRetain" : null,
            [.. details.Select(d => d.Attribute).Distinct()], details, Context(existing.Properties), Context(after));
    }

    private Value.Map Resolve(ResourceDeclaration resource, ResourceType type)
    {
        try
        {
            return (Value.Map)PropertyCheck.Conform(type.Properties, _resolver.Resolve(resource.Properties), "#");
        }
        catch (ResourceFailure failure)
        {
            throw CloudFormationErrors.Validation(failure.ReasonFor(resource.LogicalId));
        }
    }

    /// <summary>From here on, what refers to the resource is known after the execution only.</summary>
    private void Forget(ResourceDeclaration resource, ResourceType type)
    {
        _fresh.Add(resource.LogicalId);
        var unknown = Value.Of(Value.KnownAfterApply);
        _facts[resource.LogicalId] = new ResourceFacts(resource.Type, Value.KnownAfterApply, type.Attributes.ToDictionary(a => a, _ => (Value)unknown));
    }

    private IEnumerable<ChangeDetail> Details(PropertyChange change, ResourceDeclaration resource)
    {
        var recreation = change.Requires == UpdateRequires.Replacement ? "Always" : "Never";
        var expression = resource.Properties.Members.FirstOrDefault(m => m.Key == change.Name)?.Value;
        var causes = expression is null ? [] : Causes(expression).ToList();
        var (before, after) = (TextOf(change.Before), TextOf(change.After));
        ChangeDetail Detail(string evaluation, string source, string? cause) =>
            new("Properties", change.Name, recreation, evaluation, source, cause, before, after);

        foreach (var (source, cause) in causes) yield return Detail("Static", source, cause);
        if (causes.All(c => c.Source == "ParameterReference")) yield return Detail(causes.Count > 0 ? "Dynamic" : "Static", "DirectModification", null);
    }

    /// <summary>Properties made from attributes of resources that are changed where they are: only the execution tells whether those stay the same.</summary>
    /// <remarks>As recorded change sets have it: a function's new code makes everything dynamic that asks for its ARN.</remarks>
    private IEnumerable<ChangeDetail> PerhapsChanged(ResourceDeclaration resource, ResourceType type, IReadOnlyList<PropertyChange> changes, Value.Map after)
    {
        foreach (var member in resource.Properties.Members.Where(m => changes.All(c => c.Name != m.Key)))
        {
            var recreation = type.Properties.Find(member.Key)?.OnChange == UpdateRequires.Replacement ? "Always" : "Never";
            var value = TextOf(after[member.Key]);
            var asked = member.Value.WithDescendants().OfType<Expression.GetAtt>().Where(get => _modified.Contains(get.Resource)).Select(EntityOf).Distinct();
            foreach (var entity in asked) yield return new ChangeDetail("Properties", member.Key, recreation, "Dynamic", "ResourceAttribute", entity, value, value);
        }
    }

    private static string EntityOf(Expression.GetAtt get) => $"{get.Resource}.{(get.Attribute as Expression.Literal)?.Value.AsText}";

    private IEnumerable<(string Source, string Entity)> Causes(Expression expression)
    {
        foreach (var part in expression.WithDescendants())
        {
            switch (part)
            {
                case Expression.Ref reference when _changedParameters.Contains(reference.Name):
                    yield return ("ParameterReference", reference.Name);
                    break;
                case Expression.Ref reference when _fresh.Contains(reference.Name):
                    yield return ("ResourceReference", reference.Name);
                    break;
                case Expression.GetAtt get when _fresh.Contains(get.Resource):
                    yield return ("ResourceAttribute", EntityOf(get));
                    break;
            }
        }
    }

    private IEnumerable<ChangeDetail> OtherDetails(ResourceDeclaration resource, ResourceType type, StackResource existing)
    {
        var metadata = resource.Metadata is { } given ? _resolver.Resolve(given).ToJson() : null;
        if (metadata != existing.Metadata)
        {
            yield return new ChangeDetail("Metadata", null, "Never", "Static", "DirectModification", null, existing.Metadata, metadata);
        }
        if (type.TakesStackTags && !existing.StackTags.SequenceEqual(_tags))
        {
            yield return new ChangeDetail("Tags", null, "Never", "Static", "DirectModification", null, null, null);
        }
    }

    private static string? TextOf(Value? value) => value is null or Value.Absent ? null : value.AsText ?? value.ToJson();

    private static string Context(Value.Map properties) => $"{{\"Properties\":{properties.ToJson()}}}";
}
