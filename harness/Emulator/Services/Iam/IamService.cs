using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Identity and Access Management: users, groups, roles, their policies, and what would come of a call.</summary>
internal sealed class IamService
{
    private const string AssumeRole = "sts:AssumeRole";

    private readonly AwsScope _scope;

    public IamService(AwsScope scope, TimeProvider clock)
    {
        _scope = scope;
        Service = new Service("iam", "iam", new QueryProtocol(IamTable.Namespace, new IamTable(State, scope, clock).Rows))
        {
            QueryVersion = "2010-05-08",
            ResourceTag = (arn, tag) => (State.FindIdentity(arn)?.Tags ?? State.FindPolicy(arn)?.Tags)?.GetValueOrDefault(tag),
            Durable = [DurableState.Of(State.Changes, new IamRows())],
        };
    }

    public Service Service { get; }

    public IamState State { get; } = new();

    /// <summary>The id and session limit of the role with that ARN; <c>null</c> where there is none.</summary>
    public (string RoleName, string RoleId, int MaxSessionSeconds)? FindRole(string arn) =>
        RoleOf(arn) is { } role ? (role.Name, role.Id, role.MaxSessionSeconds) : null;

    /// <summary>A user's key; <c>null</c> for one that is not there or inactive.</summary>
    public KnownCredentials? FindKey(string accessKeyId)
    {
        if (State.FindKey(accessKeyId) is not ({ } user, { IsActive: true } key)) return null;
        return new KnownCredentials(new AwsCredentials(key.Id, key.Secret), new Caller(CallerKind.User, _scope.Account, user.Arn, user.Id), ExpiresAt: null);
    }

    /// <summary>What the caller may do. A role that was deleted takes its sessions' permissions along, also when another comes to have its name.</summary>
    public CallerPermissions? PermissionsOf(Caller caller) => caller.Kind switch
    {
        CallerKind.User when State.PermissionsOf(caller.Arn) is { } user && caller.UserId == user.Id => user,
        CallerKind.AssumedRole when State.PermissionsOf(caller.RoleArn ?? "") is { } role && caller.UserId.StartsWith(role.Id, StringComparison.Ordinal) => role,
        _ => null,
    };

    /// <summary>Who may assume the role with that ARN.</summary>
    public ImmutableArray<Policy> TrustPoliciesOf(string roleArn) => RoleOf(roleArn) is { } role ? [role.TrustPolicy] : [];

    /// <summary>Whether a role is there and trusts a service, such as <c>lambda.amazonaws.com</c>.</summary>
    public bool IsAssumableBy(string roleArn, string service)
    {
        var request = new AuthorizationRequest(Principal.Service(service), AssumeRole, roleArn, new RequestContext());
        return Evaluator.Decide(request, new PolicySet { Resource = TrustPoliciesOf(roleArn) }) is Verdict.Allowed;
    }

    /// <summary>Whether a role or user with that ARN is there.</summary>
    public bool Has(string arn) => State.FindIdentity(arn) is Role or User;

    /// <summary>The text of the managed policy with that ARN; <c>null</c> where there is none.</summary>
    public string? DocumentOf(string policyArn) => State.FindPolicy(policyArn)?.Default.Policy.Json;

    private Role? RoleOf(string arn) => State.Find(arn[(arn.LastIndexOf('/') + 1)..]) is { } role && role.Arn == arn ? role : null;
}
