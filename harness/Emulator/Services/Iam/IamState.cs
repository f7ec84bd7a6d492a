using System.Collections.Concurrent;
using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Roles, users and groups by name, which differ in more than case, and managed policies by ARN.</summary>
internal sealed class IamState
{
    private ImmutableSortedDictionary<string, Role> _roles = ImmutableSortedDictionary.Create<string, Role>(StringComparer.OrdinalIgnoreCase);
    private ImmutableSortedDictionary<string, User> _users = ImmutableSortedDictionary.Create<string, User>(StringComparer.OrdinalIgnoreCase);
    private ImmutableSortedDictionary<string, Group> _groups = ImmutableSortedDictionary.Create<string, Group>(StringComparer.OrdinalIgnoreCase);
    private ImmutableSortedDictionary<string, ManagedPolicy> _policies = ImmutableSortedDictionary.Create<string, ManagedPolicy>(StringComparer.Ordinal);
    private ImmutableDictionary<string, (User User, AccessKey Key)> _keys = ImmutableDictionary<string, (User, AccessKey)>.Empty;

    /// <summary>By ARN, filled when first asked for; every change begins a new one.</summary>
    private volatile ConcurrentDictionary<string, CallerPermissions?> _permissions = new(StringComparer.Ordinal);

    public IamState() => Changes = new CommitPoint<IamChange>(Apply);

    public CommitPoint<IamChange> Changes { get; }

    public IEnumerable<Role> Roles => _roles.Values;

    public IEnumerable<User> Users => _users.Values;

    public IEnumerable<Group> Groups => _groups.Values;

    /// <summary>Of customers; AWS's own stand in <see cref="AwsPolicies"/>.</summary>
    public IEnumerable<ManagedPolicy> Policies => _policies.Values;

    public IEnumerable<Identity> Identities => [.. Roles, .. Users, .. Groups];

    public Role? Find(string roleName) => _roles.GetValueOrDefault(roleName);

    public User? FindUser(string name) => _users.GetValueOrDefault(name);

    public Group? FindGroup(string name) => _groups.GetValueOrDefault(name);

    public ManagedPolicy? FindPolicy(string arn) => _policies.GetValueOrDefault(arn) ?? AwsPolicies.Find(arn);

    public (User User, AccessKey Key)? FindKey(string accessKeyId) => _keys.TryGetValue(accessKeyId, out var found) ? found : null;

    /// <exception cref="Protocols.AwsError">NoSuchEntity.</exception>
    public Role Get(string roleName) => Find(roleName) ?? throw IamErrors.NoSuchRole(roleName);

    /// <exception cref="Protocols.AwsError">NoSuchEntity.</exception>
    public User GetUser(string name) => FindUser(name) ?? throw IamErrors.NoSuchUser(name);

    /// <exception cref="Protocols.AwsError">NoSuchEntity.</exception>
    public Group GetGroup(string name) => FindGroup(name) ?? throw IamErrors.NoSuchGroup(name);

    /// <exception cref="Protocols.AwsError">NoSuchEntity.</exception>
    public ManagedPolicy GetPolicy(string arn) => FindPolicy(arn) ?? throw IamErrors.NoSuchPolicy(arn);

    /// <summary>A role, user or group by its ARN.</summary>
    public Identity? FindIdentity(string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        Identity?[] named = [Find(name), FindUser(name), FindGroup(name)];
        return named.FirstOrDefault(i => i?.Arn == arn);
    }

    /// <summary>What the role, user or group with that ARN may do; <c>null</c> where there is none.</summary>
    public CallerPermissions? PermissionsOf(string arn)
    {
        // The cache first: what is computed from an older state stays in an older cache.
        var cache = _permissions;
        return cache.TryGetValue(arn, out var known) ? known : cache.GetOrAdd(arn, FindIdentity(arn) is { } identity ? GrantedPolicies.Of(identity, this) : null);
    }

    private void Apply(IamChange change)
    {
        switch (change)
        {
            case IamChange.RolePut(var role): _roles = _roles.SetItem(role.Name, role); break;
            case IamChange.RoleDeleted(var name): _roles = _roles.Remove(name); break;
            case IamChange.UserPut(var user): Put(user); break;
            case IamChange.UserRenamed(var before, var user):
                _users = _users.Remove(before);
                Put(user);
                break;
            case IamChange.UserDeleted(var name): _users = _users.Remove(name); break;
            case IamChange.GroupPut(var group): _groups = _groups.SetItem(group.Name, group); break;
            case IamChange.GroupDeleted(var name): _groups = _groups.Remove(name); break;
            case IamChange.PolicyPut(var policy): _policies = _policies.SetItem(policy.Arn, policy); break;
            case IamChange.PolicyDeleted(var arn): _policies = _policies.Remove(arn); break;
            default: throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }

        _permissions = new ConcurrentDictionary<string, CallerPermissions?>(StringComparer.Ordinal);
    }

    private void Put(User user)
    {
        var before = FindUser(user.Name)?.AccessKeys ?? [];
        _users = _users.SetItem(user.Name, user);
        _keys = _keys.RemoveRange(before.Select(k => k.Id)).SetItems(user.AccessKeys.Select(k => KeyValuePair.Create(k.Id, (user, k))));
    }
}
