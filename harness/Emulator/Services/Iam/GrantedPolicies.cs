using TaskTracker.Emulation.Pipeline;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Every policy that has a say in what a role, user or group may do.</summary>
internal static class GrantedPolicies
{
    public static CallerPermissions Of(Identity identity, IamState state) => new(
        identity.Id,
        new PolicySet { Identity = [.. IdentityOf(identity, state)], Boundary = identity.Boundary is { } arn ? [BoundaryOf(arn, state)] : [] },
        identity.Tags);

    /// <summary>Inline and attached ones, and those of a user's groups.</summary>
    private static IEnumerable<Policy> IdentityOf(Identity identity, IamState state)
    {
        var own = identity.InlinePolicies.Values.Concat(identity.AttachedPolicies.Select(a => state.GetPolicy(a).Default.Policy));
        var groups = identity is User user ? user.Groups.Select(state.GetGroup).SelectMany(g => IdentityOf(g, state)) : [];
        return own.Concat(groups);
    }

    private static Policy BoundaryOf(string arn, IamState state) => Policy.Parse(arn, PolicyKind.Boundary, state.GetPolicy(arn).Default.Policy.Json);
}
