using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Resources;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>What every operation on a stack needs: its resources as a blueprint wants them, and what they depend on.</summary>
/// <param name="abandoned">Cancelled when an update is to be rolled back before it is done.</param>
internal sealed class StackRun(StackState state, ResourceSteps steps, CancellationToken abandoned)
{
    public CancellationToken Abandoned => abandoned;

    public StackLog Log => steps.Log;

    public ResourceSteps Steps => steps;

    /// <summary>What the declaration comes to, with everything that it refers to as it is by now.</summary>
    /// <param name="failure">Why a value cannot be worked out, or is of the wrong form.</param>
    /// <returns>The resource as it is wanted; without its properties when they cannot be had.</returns>
    public StackResource Resolve(Blueprint blueprint, ResourceDeclaration declaration, out string? failure)
    {
        failure = null;
        try
        {
            return Resolve(blueprint, declaration);
        }
        catch (AwsError refusal)
        {
            failure = refusal.Message;
        }
        catch (ResourceFailure invalid)
        {
            failure = invalid.ReasonFor(declaration.LogicalId);
        }

        return Blank(blueprint, declaration);
    }

    private StackResource Resolve(Blueprint blueprint, ResourceDeclaration declaration)
    {
        var type = ResourceTypes.Get(declaration.Type);
        var resolver = blueprint.Resolver(Facts, FindExport);
        var properties = (Value.Map)PropertyCheck.Conform(type.Properties, resolver.Resolve(declaration.Properties), "#");
        return Blank(blueprint, declaration) with
        {
            Properties = properties,
            Metadata = declaration.Metadata is { } metadata ? resolver.Resolve(metadata).ToJson() : null,
        };
    }

    private StackResource Blank(Blueprint blueprint, ResourceDeclaration declaration) => new(
        declaration.LogicalId, declaration.Type, PhysicalId: "", StackStatus.CreateInProgress, StatusReason: null, Log.Now, Value.Map.Empty,
        Log.Stack.Input?.Tags ?? ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, Value>.Empty,
        declaration.OnDeletion, declaration.OnReplacement, [.. blueprint.Graph.NeedsOf(declaration.LogicalId)], declaration.Description, Metadata: null);

    /// <summary>The stack with its outputs, and with what it takes from others. To be asked for in the commit that puts it: until then exports come and go.</summary>
    /// <exception cref="AwsError">
    /// ValidationError: an output's value or name cannot be had, an export is there already, one that is in use would be lost, or one that is imported is gone.
    /// </exception>
    public Stack Publish(Blueprint blueprint, Stack stack) => stack with { Outputs = Outputs(blueprint), Imports = Imports(blueprint) };

    private ImmutableArray<StackOutput> Outputs(Blueprint blueprint)
    {
        var resolver = blueprint.Resolver(Facts, FindExport, "Outputs");
        var outputs = ImmutableArray.CreateBuilder<StackOutput>();
        foreach (var output in blueprint.Outputs)
        {
            var value = resolver.Resolve(output.Value).AsText
                ?? throw CloudFormationErrors.Validation(
                    $"Template format error: Output {output.Name} is malformed. The Value field of every Outputs member must evaluate to a String.");
            var export = output.ExportName is { } name ? resolver.Resolve(name).AsText : null;
            if (export is not null && state.FindExport(export) is { Stack: var owner } && owner.Id != Log.Stack.Id)
            {
                throw CloudFormationErrors.Validation($"Export with name {export} is already exported by stack {owner.Name}.");
            }

            outputs.Add(new StackOutput(output.Name, value, output.Description, export));
        }

        Exports.RefuseLoss(state, Log.Stack, outputs);
        return outputs.ToImmutable();
    }

    /// <summary>Names of the exports that the blueprint's resources and outputs take from other stacks.</summary>
    private ImmutableArray<string> Imports(Blueprint blueprint)
    {
        var resolver = blueprint.Resolver(Facts, FindExport);
        var parts = blueprint.Graph.Order.SelectMany(r => (Expression?[])[r.Properties, r.Metadata])
            .Concat(blueprint.Outputs.SelectMany(o => (Expression?[])[o.Value, o.ExportName])).OfType<Expression>();
        ImmutableArray<string> imports =
            [.. parts.SelectMany(e => References.ImportsOf(e, blueprint.Conditions)).Select(i => resolver.Resolve(i.Name).AsText).OfType<string>().Distinct()];
        var gone = imports.FirstOrDefault(name => FindExport(name) is null);
        return gone is null ? imports : throw CloudFormationErrors.NoSuchExport(gone);
    }

    /// <summary>Removes resources, each after those that need it.</summary>
    /// <returns>The logical ids of those that could not be removed.</returns>
    public static Task<IReadOnlyList<string>> RemoveAsync(
        IReadOnlyList<StackResource> resources, Func<StackResource, CancellationToken, Task<bool>> remove, CancellationToken cancellation)
    {
        // Of one logical id there can be several: the one that was replaced, and those that came of updates that did not end.
        var ids = resources.GroupBy(r => r.LogicalId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var needs = ids.ToDictionary(r => r.Key, r => (IReadOnlyList<string>)[.. r.Value.SelectMany(v => v.Needs).Where(n => n != r.Key).Distinct()]);
        return Walk.RunAsync(
            [.. DependencyGraph.Sort(ids.Keys, needs).Reverse()],
            name => needs.Where(other => other.Value.Contains(name)).Select(other => other.Key),
            async (name, token) =>
            {
                var gone = true;
                foreach (var resource in ids[name]) gone &= await remove(resource, token).ConfigureAwait(false);
                return gone;
            },
            stopsAtFailure: false, cancellation);
    }

    /// <summary>Removes what is left over, except for what is to stay.</summary>
    /// <returns>The logical ids of those that could not be removed.</returns>
    public async Task<IReadOnlyList<string>> CleanUpAsync(CancellationToken cancellation)
    {
        var failed = await RemoveAsync([.. Log.Stack.Left], async (resource, token) =>
        {
            if (resource.OnDeletion == DeletionPolicy.Delete) return await steps.CleanAsync(resource, token).ConfigureAwait(false);
            Log.Cleans(resource, StackStatus.DeleteSkipped);
            return true;
        }, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return failed;
    }

    public static string Names(IEnumerable<string> logicalIds) => $"[{string.Join(", ", logicalIds)}]";

    private ResourceFacts? Facts(string logicalId) => Log.Stack.Resources.GetValueOrDefault(logicalId) is { Exists: true } resource ? resource.Facts : null;

    private string? FindExport(string name) => state.FindExport(name)?.Value;
}
