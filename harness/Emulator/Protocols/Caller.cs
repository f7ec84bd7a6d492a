using System.Collections.Immutable;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Protocols;

internal enum CallerKind
{
    /// <summary>Sent no signature.</summary>
    Anonymous,

    /// <summary>The account itself: may do everything.</summary>
    Root,

    /// <summary>A user, by a key of its own or a session of it.</summary>
    User,

    /// <summary>A session of a role.</summary>
    AssumedRole,
}

/// <summary>Who sent a request, as <c>GetCallerIdentity</c> answers it.</summary>
/// <param name="Arn">Of the session for an assumed role: <c>arn:aws:sts::…:assumed-role/{role}/{session}</c>.</param>
/// <param name="RoleArn">The role behind a session.</param>
internal sealed record Caller(CallerKind Kind, string Account, string Arn, string UserId, string? RoleArn = null)
{
    public static readonly Caller Anonymous = new(CallerKind.Anonymous, "", "anonymous", "");

    /// <summary>What was passed when a session began, and limits it.</summary>
    public ImmutableArray<Policy> SessionPolicies { get; init; } = [];

    /// <summary>Tags that a session was given when it began.</summary>
    public ImmutableSortedDictionary<string, string> SessionTags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>When a session began; <c>null</c> for a long-term key.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>A service that acts with a role it was given, and not with its caller's permissions.</summary>
    public bool IsServiceRole { get; init; }

    /// <summary>Of a user.</summary>
    public string? UserName => Kind is CallerKind.User ? Arn[(Arn.LastIndexOf('/') + 1)..] : null;

    /// <summary>The caller as policies see it.</summary>
    public Principal Principal { get; } = Kind switch
    {
        CallerKind.Root => Principal.Root(Arn, Account),
        CallerKind.User => Principal.User(Arn, Account),
        CallerKind.AssumedRole => Principal.RoleSession(Arn, Account, RoleArn ?? ""),
        _ => Principal.Anonymous,
    };

    public static Caller Root(AwsScope scope) => new(CallerKind.Root, scope.Account, scope.GlobalArn("iam", "root"), scope.Account);
}
