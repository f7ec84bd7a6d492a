using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Services.CloudFormation.Resources;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Stacks;

/// <summary>Makes, changes and removes single resources of a stack and writes down how it went.</summary>
internal sealed partial class ResourceSteps(StackLog log, ServiceWire wire, ILogger logger)
{
    private const string ReplacementNeeded = "Requested update requires the creation of a new physical resource; hence creating one.";

    public StackLog Log => log;

    /// <summary>A new resource; its events say so in the words for a new stack's resource.</summary>
    public async Task<bool> CreateAsync(StackResource resource, CancellationToken cancellation)
    {
        log.Stands(resource, StackStatus.CreateInProgress);
        return await MakeAsync(
            resource, null, StackStatus.CreateInProgress, StackStatus.CreateComplete, StackStatus.CreateFailed, cancellation).ConfigureAwait(false);
    }

    /// <summary>A new physical resource in the place of one that stays until the clean-up.</summary>
    public async Task<bool> ReplaceAsync(StackResource before, StackResource after, CancellationToken cancellation)
    {
        var former = before.PropertiesFor(after.Properties);
        log.Stands(after with { PhysicalId = before.PhysicalId, Attributes = before.Attributes, Former = former }, StackStatus.UpdateInProgress, ReplacementNeeded);
        var replaced = before with { OnDeletion = before.OnReplacement };
        if (NameInUse(before, after) is { } name)
        {
            log.Stands(before, StackStatus.UpdateFailed, ResourceFailure.NameInUse(name).Message);
            return false;
        }

        return await MakeAsync(
            after, replaced, StackStatus.UpdateInProgress, StackStatus.UpdateComplete, StackStatus.UpdateFailed, cancellation).ConfigureAwait(false);
    }

    /// <summary>The name that both have in the same place.</summary>
    private static string? NameInUse(StackResource before, StackResource after)
    {
        var type = ResourceTypes.Get(after.Type);
        if (type.NameProperty is not { } property || after.Properties[property]?.AsText is not { } name || name != before.Properties[property]?.AsText) return null;
        return type.NameScope is { } scope && !Value.Same(before.Properties[scope], after.Properties[scope]) ? null : name;
    }

    public async Task<bool> UpdateAsync(StackResource before, StackResource after, CancellationToken cancellation)
    {
        var old = before.PropertiesFor(after.Properties);
        var current = after with { PhysicalId = before.PhysicalId, Attributes = before.Attributes, Former = old };
        log.Stands(current, StackStatus.UpdateInProgress);
        var failure = await TryAsync(after.LogicalId, async () =>
        {
            var attributes = await ResourceTypes.Get(after.Type)
                .UpdateAsync(TaskFor(current, _ => { }), new PropertyReader(old, before.StackTags), cancellation).ConfigureAwait(false);
            current = current with { Attributes = before.Attributes.SetItems(attributes), Former = null };
        }, "Resource update cancelled").ConfigureAwait(false);
        log.Stands(current, failure is null ? StackStatus.UpdateComplete : StackStatus.UpdateFailed, failure);
        return failure is null;
    }

    /// <summary>Removes a resource of the stack.</summary>
    public Task<bool> DeleteAsync(StackResource resource, CancellationToken cancellation) =>
        RemoveAsync(resource, (r, status, reason) => log.Stands(r, status, reason), cancellation);

    /// <summary>Removes what an update left over.</summary>
    public Task<bool> CleanAsync(StackResource old, CancellationToken cancellation) => RemoveAsync(old, log.Cleans, cancellation);

    private async Task<bool> RemoveAsync(StackResource resource, Action<StackResource, string, string?> stands, CancellationToken cancellation)
    {
        if (resource.PhysicalId.Length == 0)
        {
            stands(resource, StackStatus.DeleteComplete, null);
            return true;
        }

        stands(resource, StackStatus.DeleteInProgress, null);
        var failure = await TryAsync(
            resource.LogicalId, () => ResourceTypes.Get(resource.Type).DeleteAsync(TaskFor(resource, _ => { }), cancellation),
            "Resource deletion cancelled").ConfigureAwait(false);
        stands(resource, failure is null ? StackStatus.DeleteComplete : StackStatus.DeleteFailed, failure);
        return failure is null;
    }

    /// <param name="replaced">What the new one takes the place of.</param>
    private async Task<bool> MakeAsync(
        StackResource resource, StackResource? replaced, string underWay, string done, string failed, CancellationToken cancellation)
    {
        var current = resource;
        StackResource? expected = null;
        var failure = await TryAsync(resource.LogicalId, async () =>
        {
            var task = TaskFor(
                resource, physicalId => log.Stands(current = resource with { PhysicalId = physicalId }, underWay, "Resource creation Initiated", replaced),
                generated => log.Expects(expected = resource with { PhysicalId = generated, OnDeletion = DeletionPolicy.Delete }));
            var attributes = await ResourceTypes.Get(resource.Type).CreateAsync(task, cancellation).ConfigureAwait(false);
            current = current with { Attributes = attributes.ToImmutableSortedDictionary(StringComparer.Ordinal) };
        }, "Resource creation cancelled").ConfigureAwait(false);
        log.Stands(current, failure is null ? done : failed, failure, replaced);

        // Whether a call that was cancelled had its effect is not known.
        if (expected is not null && !cancellation.IsCancellationRequested) log.ExpectsNoLonger(expected);
        return failure is null;
    }

    private ResourceTask TaskFor(StackResource resource, Action<string> onInitiated, Action<string>? onGenerated = null) => new(
        log.Stack.Name, log.Stack.Id, resource.LogicalId, resource.PhysicalId, resource.Properties, resource.StackTags, wire, onInitiated, onGenerated);

    /// <summary>The reason why it failed, or <c>null</c>.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The edge: any other exception is our bug; the stack fails with it, and it is logged.")]
    private async Task<string?> TryAsync(string logicalId, Func<Task> step, string cancelled)
    {
        try
        {
            await step().ConfigureAwait(false);
            return null;
        }
        catch (ServiceRefusal refusal)
        {
            return ResourceFailure.Of(refusal).Message;
        }
        catch (ResourceFailure known)
        {
            return known.ReasonFor(logicalId);
        }
        catch (OperationCanceledException)
        {
            return cancelled;
        }
        catch (Exception bug)
        {
            LogBug(log.Stack.Name, bug);
            return "Internal Failure";
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A resource of the stack {Stack} failed in a way it should not")]
    private partial void LogBug(string stack, Exception bug);
}
