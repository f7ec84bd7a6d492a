using System.Collections.Immutable;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Somebody whom policies are given to.</summary>
internal abstract record Identity(string Name, string Path, string Id, string Arn, DateTimeOffset CreatedAt)
{
    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, Policy> InlinePolicies { get; init; } = ImmutableSortedDictionary<string, Policy>.Empty;

    /// <summary>ARNs of managed policies.</summary>
    public ImmutableSortedSet<string> AttachedPolicies { get; init; } = ImmutableSortedSet<string>.Empty;

    /// <summary>The ARN of the managed policy that bounds its permissions.</summary>
    public string? Boundary { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>As errors spell it: <c>role</c>, <c>user</c>, <c>group</c>.</summary>
    public abstract string Kind { get; }
}

/// <param name="TrustPolicy">Who may assume the role.</param>
internal sealed record Role(
    string Name, string Path, string Id, string Arn, DateTimeOffset CreatedAt, Policy TrustPolicy, string? Description, int MaxSessionSeconds)
    : Identity(Name, Path, Id, Arn, CreatedAt)
{
    public override string Kind => "role";
}

/// <param name="Groups">Names.</param>
internal sealed record User(
    string Name, string Path, string Id, string Arn, DateTimeOffset CreatedAt, ImmutableArray<AccessKey> AccessKeys, ImmutableSortedSet<string> Groups)
    : Identity(Name, Path, Id, Arn, CreatedAt)
{
    public override string Kind => "user";
}

internal sealed record Group(string Name, string Path, string Id, string Arn, DateTimeOffset CreatedAt) : Identity(Name, Path, Id, Arn, CreatedAt)
{
    public override string Kind => "group";
}

/// <summary>A user's long-term key; shown whole once, when it is made.</summary>
internal sealed record AccessKey(string Id, string Secret, bool IsActive, DateTimeOffset CreatedAt)
{
    public string Status => IsActive ? "Active" : "Inactive";
}
