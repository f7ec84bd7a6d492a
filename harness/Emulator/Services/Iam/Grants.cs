using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Giving policies to a role, user or group, and taking them away: the same for all three.</summary>
internal static class Grants
{
    private const int MostAttached = 10;

    /// <param name="find">Throws when there is none.</param>
    public static NoResult Put(IamState state, Func<Identity> find, Policy policy) => Change(state, find, identity =>
    {
        var policies = identity.InlinePolicies.SetItem(policy.Name, policy);
        var most = identity switch { Role => 10_240, User => 2_048, _ => 5_120 };
        if (policies.Values.Sum(IamRules.SizeOf) > most) throw IamErrors.InlineTooLarge(identity.Kind, identity.Name, most);
        return identity with { InlinePolicies = policies };
    });

    public static NoResult Remove(IamState state, Func<Identity> find, string policyName) => Change(state, find, identity =>
        identity.InlinePolicies.ContainsKey(policyName)
            ? identity with { InlinePolicies = identity.InlinePolicies.Remove(policyName) }
            : throw IamErrors.NoSuchInlinePolicy(identity.Kind, policyName));

    public static Policy Get(Identity identity, string policyName) =>
        identity.InlinePolicies.GetValueOrDefault(policyName) ?? throw IamErrors.NoSuchInlinePolicy(identity.Kind, policyName);

    public static NoResult Attach(IamState state, Func<Identity> find, string arn) => Change(state, find, identity =>
    {
        if (state.FindPolicy(arn) is null) throw IamErrors.NotAttachable(arn);
        var attached = identity.AttachedPolicies.Add(arn);
        if (attached.Count > MostAttached) throw IamErrors.OverQuota($"PoliciesPer{char.ToUpperInvariant(identity.Kind[0])}{identity.Kind[1..]}", MostAttached);
        return identity with { AttachedPolicies = attached };
    });

    public static NoResult Detach(IamState state, Func<Identity> find, string arn) => Change(state, find, identity =>
        identity.AttachedPolicies.Contains(arn) ? identity with { AttachedPolicies = identity.AttachedPolicies.Remove(arn) } : throw IamErrors.NoSuchPolicy(arn));

    /// <exception cref="AwsError">NoSuchEntity, MalformedPolicyDocument: a boundary's document has rules of its own.</exception>
    public static NoResult Bound(IamState state, Func<Identity> find, string arn) => Change(state, find, identity => identity with { Boundary = Boundary(state, arn) });

    public static NoResult Unbound(IamState state, Func<Identity> find) => Change(state, find, identity =>
        identity.Boundary is null ? throw IamErrors.NoBoundary(identity.Kind, identity.Name) : identity with { Boundary = null });

    /// <returns>The ARN, of a policy that is there.</returns>
    public static string? Boundary(IamState state, string? arn) => arn is null || state.FindPolicy(arn) is not null ? arn : throw IamErrors.NotAttachable(arn);

    public static NoResult Tag(IamState state, Func<Identity> find, ImmutableSortedDictionary<string, string> tags) =>
        Change(state, find, identity => identity with { Tags = IamRules.Tagged(identity.Tags, tags, identity.Kind) });

    public static NoResult Untag(IamState state, Func<Identity> find, IReadOnlyList<string> keys) =>
        Change(state, find, identity => identity with { Tags = IamRules.Untagged(identity.Tags, keys) });

    /// <exception cref="AwsError">DeleteConflict.</exception>
    public static void CheckIsBare(Identity identity)
    {
        if (!identity.InlinePolicies.IsEmpty) throw IamErrors.StillHas("delete policies");
        if (!identity.AttachedPolicies.IsEmpty) throw IamErrors.StillHas("detach all policies");
    }

    public static NoResult Change(IamState state, Func<Identity> find, Func<Identity, Identity> change) => state.Changes.Commit(() =>
        ((IamChange?)IamChange.Put(change(find())), NoResult.Value));
}
