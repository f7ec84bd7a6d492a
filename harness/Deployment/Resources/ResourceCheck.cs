using TaskTracker.Deployment.Stacks;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Resources;

/// <summary>Compares what a template names with what exists: some targets call a stack complete and leave out what they lack.</summary>
internal sealed class ResourceCheck(AwsApi aws, TimeProvider time, string packageSha256)
{
    /// <exception cref="ResourcesMissing">Something is not there, or is not as the template says.</exception>
    public async Task CheckAsync(string stack, IReadOnlyList<ExpectedResource> expected, CancellationToken cancellation)
    {
        var members = (await new CloudFormation(aws).ResourcesAsync(stack, cancellation).ConfigureAwait(false)).ToDictionary(m => m.LogicalId);
        string IdOf(string logicalId) => members.GetValueOrDefault(logicalId)?.PhysicalId ?? "";
        var probes = new ResourceProbes(aws, time, packageSha256, IdOf);
        var faults = await Task.WhenAll(expected.Select(resource => FaultAsync(probes, resource, IdOf(resource.LogicalId), cancellation))).ConfigureAwait(false);
        var found = faults.OfType<ResourceFault>().ToList();
        if (found.Count > 0) throw new ResourcesMissing(stack, expected.Count, found);
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
    }
}

/// <param name="Problem">What is wrong with it, as the rest of a sentence.</param>
public sealed record ResourceFault(string LogicalId, string ResourceType, string Problem);

/// <summary>A stack that calls itself complete, and is not.</summary>
public sealed class ResourcesMissing(string stack, int expected, IReadOnlyList<ResourceFault> faults)
    : Exception($"Stack {stack} calls itself complete, but {faults.Count} of {expected} resources are not there as the template says.")
{
    public string Stack { get; } = stack;

    public IReadOnlyList<ResourceFault> Faults { get; } = faults;
}
