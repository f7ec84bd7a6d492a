using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>What a user or role may do.</summary>
/// <param name="Id">Tells it from another that had its name before.</param>
/// <param name="Policies">Its own, its groups' and its boundary.</param>
/// <param name="Tags">For <c>aws:PrincipalTag</c>.</param>
internal sealed record CallerPermissions(string Id, PolicySet Policies, ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>Of whoever is no longer there.</summary>
    public static readonly CallerPermissions None = new("", default, ImmutableSortedDictionary<string, string>.Empty);
}

/// <returns><c>null</c> where there is no such user or role, or another has its name.</returns>
internal delegate CallerPermissions? FindPermissions(Caller caller);
