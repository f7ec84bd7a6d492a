using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Sam;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>A template with its parameters bound, before its transforms have run.</summary>
internal sealed record Draft(
    string Text, Node.Map Root, IReadOnlyList<string> Transforms, ImmutableArray<StackParameter> Parameters, IReadOnlyDictionary<string, Value> Values)
{
    /// <exception cref="AwsError">ValidationError: not well-formed, or parameters without a right value.</exception>
    public static Draft Read(string text, IReadOnlyList<GivenParameter> given, Stack? previous)
    {
        var root = TemplateText.Read(text);
        var problems = new TemplateProblems();
        var declared = TemplateParser.ParametersOf(root, problems);
        problems.ThrowIfAny();
        var before = previous?.Input?.Parameters.ToDictionary(p => p.Name, p => p.Value) ?? [];
        var bound = ParameterBinding.Bind(declared, given, before);
        var secret = declared.Where(d => d.NoEcho).Select(d => d.Name).ToHashSet();
        return new Draft(
            text, root, TemplateParser.TransformsOf(root), [.. bound.Select(b => new StackParameter(b.Key, b.Value, secret.Contains(b.Key)))],
            bound.ToDictionary(b => b.Key, b => ParameterBinding.ToValue(declared.First(d => d.Name == b.Key), b.Value)));
    }
}

/// <summary>A template of which everything is known that can be known before its resources exist.</summary>
internal sealed record Blueprint(
    StackTemplate Source, Template Template, ImmutableArray<StackParameter> Parameters, IReadOnlyDictionary<string, Value> Values,
    IReadOnlyDictionary<string, bool> Conditions, DependencyGraph Graph)
{
    /// <exception cref="AwsError">ValidationError, with everything that is wrong.</exception>
    public static Blueprint Of(Draft draft, string stackId, string stackName, AwsScope scope)
    {
        var problems = new TemplateProblems();
        var processed = SamTransform.Apply(draft.Root, draft.Transforms, problems);
        var template = TemplateCheck.Parse(processed, problems);
        var values = new Dictionary<string, Value>(draft.Values)
        {
            ["AWS::AccountId"] = Value.Of(scope.Account),
            ["AWS::NoValue"] = Value.None,
            ["AWS::NotificationARNs"] = new Value.List([]),
            ["AWS::Partition"] = Value.Of("aws"),
            ["AWS::Region"] = Value.Of(scope.Region),
            ["AWS::StackId"] = Value.Of(stackId),
            ["AWS::StackName"] = Value.Of(stackName),
            ["AWS::URLSuffix"] = Value.Of("amazonaws.com"),
        };
        var conditions = Templates.Conditions.Decide(template, values);
        var graph = DependencyGraph.Of(template, conditions);
        var source = new StackTemplate(draft.Text, draft.Transforms.Count > 0 ? NodeJson.Write(processed) : draft.Text);
        return new Blueprint(source, template, draft.Parameters, values, conditions, graph);
    }

    /// <summary>Acknowledgements that its resources need, as AWS lists them.</summary>
    public IReadOnlyList<string> NeededCapabilities => TemplateCheck.CapabilitiesOf(Template);

    /// <summary>Those whose condition holds.</summary>
    public IEnumerable<OutputDeclaration> Outputs => Template.Outputs.Where(o => o.Condition is null || Conditions[o.Condition]);

    public Resolver Resolver(Func<string, ResourceFacts?> findResource, Func<string, string?> findExport, string block = "Resources") =>
        new(new ResolutionScope(Values, Template.Mappings, Conditions, findResource, findExport), block);

    public StackInput Input(ImmutableArray<string> capabilities, ImmutableSortedDictionary<string, string> tags) =>
        new(Source, Template.Description, Parameters, capabilities, tags);
}
