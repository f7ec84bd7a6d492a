using System.Collections.Immutable;
using TaskTracker.Policies.Language;

namespace TaskTracker.Policies.Evaluation;

/// <summary>The policies that have a say in one request. What belongs to the caller is kept; the resource's policies are added per request, without allocating.</summary>
public readonly record struct PolicySet
{
    private readonly ImmutableArray<Policy> _identity;
    private readonly ImmutableArray<Policy> _boundary;
    private readonly ImmutableArray<Policy> _session;
    private readonly ImmutableArray<Policy> _resource;

    /// <summary>The caller's own policies, its groups' among them.</summary>
    public ImmutableArray<Policy> Identity { get => Or(_identity); init => _identity = value; }

    /// <summary>The permissions boundary; none limits nothing.</summary>
    public ImmutableArray<Policy> Boundary { get => Or(_boundary); init => _boundary = value; }

    /// <summary>What was passed when the session began; none limits nothing.</summary>
    public ImmutableArray<Policy> Session { get => Or(_session); init => _session = value; }

    /// <summary>The resource's policy, or the trust policy of a role that is to be assumed.</summary>
    public ImmutableArray<Policy> Resource { get => Or(_resource); init => _resource = value; }

    /// <summary>In the order in which an explanation goes through them.</summary>
    public IEnumerable<Policy> All => [.. Identity, .. Resource, .. Boundary, .. Session];

    /// <summary>Puts each policy where its kind belongs.</summary>
    public static PolicySet Of(params ReadOnlySpan<Policy> policies)
    {
        var all = policies.ToArray();
        return new PolicySet
        {
            Identity = [.. all.Where(p => p.Kind is PolicyKind.IdentityInline or PolicyKind.IdentityManaged)],
            Boundary = [.. all.Where(p => p.Kind is PolicyKind.Boundary)],
            Session = [.. all.Where(p => p.Kind is PolicyKind.Session)],
            Resource = [.. all.Where(p => p.Kind is PolicyKind.Resource or PolicyKind.Trust)],
        };
    }

    private static ImmutableArray<Policy> Or(ImmutableArray<Policy> policies) => policies.IsDefault ? [] : policies;
}
