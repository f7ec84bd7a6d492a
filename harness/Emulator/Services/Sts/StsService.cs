using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Sts.Operations;

namespace TaskTracker.Emulation.Services.Sts;

/// <summary>What sessions need to know of roles and policies.</summary>
/// <param name="TrustPolicies">Of the role with an ARN.</param>
/// <param name="DocumentOf">The text of the managed policy with an ARN; <c>null</c> where there is none.</param>
internal sealed record StsSurroundings(AwsScope Scope, TimeProvider Clock, FindRole FindRole, FindResourcePolicies TrustPolicies, Func<string, string?> DocumentOf);

/// <summary>Security Token Service: who a caller is, and sessions of roles and users.</summary>
internal sealed class StsService
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public StsService(StsSurroundings surroundings)
    {
        Sessions = new Sessions(surroundings.Scope, surroundings.FindRole, surroundings.Clock);
        Service = new Service("sts", "sts", new QueryProtocol(Namespace, Table(Sessions, surroundings.DocumentOf)))
        {
            QueryVersion = "2011-06-15",
            ResourcePolicies = surroundings.TrustPolicies,
            Durable = [DurableState.Of(Sessions.Changes, new SessionRows(Sessions))],
        };
    }

    public Service Service { get; }

    public Sessions Sessions { get; }

    private static Operation[] Table(Sessions sessions, Func<string, string?> documentOf) =>
    [
        Operation.Query<GetCallerIdentityRequest, GetCallerIdentityResponse>(
            Namespace, "GetCallerIdentity", "sts:GetCallerIdentity", _ => "*", (_, exchange) => GetCallerIdentity.Execute(exchange.Caller), needsPermission: false),
        Operation.Query<AssumeRoleRequest, AssumeRoleResponse>(
            Namespace, "AssumeRole", "sts:AssumeRole", r => r.RoleArn, (r, exchange) => AssumeRole.Execute(sessions, documentOf, exchange.Caller, r),
            keys: AssumeRole.KeyOf, further: r => r.Tags.IsEmpty ? [] : [new Permission("sts:TagSession", r.RoleArn) { Keys = key => AssumeRole.KeyOf(r, key) }]),

        // Whoever has a key may have a temporary one.
        Operation.Query<GetSessionTokenRequest, GetSessionTokenResponse>(
            Namespace, "GetSessionToken", "sts:GetSessionToken", _ => "*", (r, exchange) => GetSessionToken.Execute(sessions, exchange.Caller, r), needsPermission: false),
    ];
}
