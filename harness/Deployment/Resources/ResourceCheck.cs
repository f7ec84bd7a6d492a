using TaskTracker.Deployment.Stacks;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Resources;

/// <summary>Compares what a template names with what exists: some targets call a stack complete and leave out what they lack.</summary>
internal sealed class ResourceCheck(AwsApi aws, TimeProvider time, string packageSha256)
{
    /// <exception cref="ResourcesMissing">Something is not there, or is not as the template says.</exception>
    public async Task CheckAsync(string stack, IReadOnlyList<ExpectedResource> expected, CancellationToken cancellation)
    {
        var found = await FindAsync(stack, expected, cancellation).ConfigureAwait(false);
        if (found.Count > 0) throw ResourcesMissing.FromComplete(stack, expected.Count, found);
    }

    /// <summary>What is not as the template says.</summary>
    public async Task<IReadOnlyList<ResourceFault>> FindAsync(string stack, IReadOnlyList<ExpectedResource> expected, CancellationToken cancellation)
    {
        // Some servers list without a name what they left out.
        var members = (await new CloudFormation(aws).ResourcesAsync(stack, cancellation).ConfigureAwait(false)).ToLookup(m => m.LogicalId);
        string IdOf(string logicalId) => members[logicalId].FirstOrDefault()?.PhysicalId ?? "";
        var probes = new ResourceProbes(aws, time, packageSha256, IdOf);
        var faults = await Task.WhenAll(expected.Select(resource => FaultAsync(probes, resource, IdOf(resource.LogicalId), cancellation))).ConfigureAwait(false);
        return [.. faults.OfType<ResourceFault>()];
    }

    /// <summary>What is not there after the server itself has failed, as far as it can still be asked.</summary>
    public async Task<IReadOnlyList<ResourceFault>> AfterFailureAsync(PlannedDeployment planned, CancellationToken cancellation)
    {
        try
        {
            return await FindAsync(planned.Plan.Stack, planned.Resources, cancellation).ConfigureAwait(false);
        }
        catch (AwsRefusal)
        {
            // It does not even list what there is. A type of SAM's among the changes was not transformed, and does not exist.
            var types = planned.Stack.Changes.ToDictionary(c => c.LogicalId, c => c.ResourceType);
            return [.. planned.Resources.Select(r => new ResourceFault(r.LogicalId, r.Type, types.GetValueOrDefault(r.LogicalId) is { } type && type.StartsWith("AWS::Serverless::", StringComparison.Ordinal)
                ? $"is missing: the server does not know {type}"
                : "cannot be looked for: the server does not list what the stack has"))];
        }
    }

    private static async Task<ResourceFault?> FaultAsync(ResourceProbes probes, ExpectedResource resource, string physicalId, CancellationToken cancellation)
    {
        ResourceFault Fault(string problem) => new(resource.LogicalId, resource.Type, problem);
        if (physicalId.Length == 0) return Fault("is missing: the stack has no such resource");
        try
        {
            return await probes.LookAsync(resource, physicalId, cancellation).ConfigureAwait(false) is { } problem ? Fault(problem) : null;
        }
        catch (AwsRefusal refusal) when (refusal.IsMissing)
        {
            return Fault($"is missing: {refusal.Service} says {refusal.Code}: {refusal.Message}");
        }
        catch (AwsRefusal refusal) when (refusal.Status >= 500)
        {
            return Fault($"cannot be looked at: {refusal.Service} says {refusal.Code}: {refusal.Message}");
        }
    }
}

/// <param name="Problem">What is wrong with it, as the rest of a sentence.</param>
public sealed record ResourceFault(string LogicalId, string ResourceType, string Problem);

/// <summary>A stack that has not all that its template names.</summary>
public sealed class ResourcesMissing : Exception
{
    private ResourcesMissing(string message, string stack, IReadOnlyList<ResourceFault> faults, Exception? cause = null)
        : base(message, cause) => (Stack, Faults) = (stack, faults);

    public string Stack { get; }

    public IReadOnlyList<ResourceFault> Faults { get; }

    /// <summary>It calls itself complete, and is not.</summary>
    internal static ResourcesMissing FromComplete(string stack, int expected, IReadOnlyList<ResourceFault> faults) =>
        new($"Stack {stack} calls itself complete, but {faults.Count} of {expected} resources are not there as the template says.", stack, faults);

    /// <summary>The server failed while it made them.</summary>
    internal static ResourcesMissing FromHalfDone(string stack, int expected, IReadOnlyList<ResourceFault> faults, AwsRefusal failure) =>
        new($"Stack {stack} is half done, because {failure.Service} failed: {failure.Message} {faults.Count} of {expected} resources are not there as the template says.", stack, faults, failure);
}
