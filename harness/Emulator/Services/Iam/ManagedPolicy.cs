using System.Collections.Immutable;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam;

/// <param name="Number">Counts from one and is never given again.</param>
internal sealed record PolicyVersion(int Number, Policy Policy, DateTimeOffset CreatedAt)
{
    public string Id => $"v{Number}";
}

/// <summary>A policy that users, groups and roles share.</summary>
/// <param name="Versions">Five at most, oldest first.</param>
/// <param name="LatestNumber">Of the version made last, also when it is gone.</param>
internal sealed record ManagedPolicy(
    string Name, string Path, string Id, string Arn, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? Description,
    ImmutableArray<PolicyVersion> Versions, int DefaultNumber, int LatestNumber)
{
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>One of AWS's own, which nobody changes.</summary>
    public bool IsOfAws { get; init; }

    public PolicyVersion Default => Versions.First(v => v.Number == DefaultNumber);
}
