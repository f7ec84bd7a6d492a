using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Policies.Evaluation;

namespace TaskTracker.Emulation.Services.Sts;

internal abstract record SessionChange
{
    public sealed record Begun(KnownCredentials Session) : SessionChange;
}

/// <summary>What a role is, as far as a session needs to know; <c>null</c> where there is none with that ARN.</summary>
internal delegate (string RoleName, string RoleId, int MaxSessionSeconds)? FindRole(string roleArn);

/// <param name="Policies">Limit it.</param>
/// <param name="Tags">For <c>aws:PrincipalTag</c>.</param>
internal sealed record SessionTerms(TimeSpan Duration, ImmutableArray<Policy> Policies, ImmutableSortedDictionary<string, string> Tags)
{
    public static SessionTerms Lasting(TimeSpan duration) => new(duration, [], ImmutableSortedDictionary<string, string>.Empty);
}

/// <summary>Temporary credentials, by access key. Secrets and tokens are random.</summary>
internal sealed class Sessions
{
    private readonly AwsScope _scope;
    private readonly FindRole _findRole;
    private readonly TimeProvider _clock;
    private readonly KnownCredentials _root;
    private readonly ConcurrentDictionary<string, KnownCredentials> _byKey = new(StringComparer.Ordinal);

    public Sessions(AwsScope scope, FindRole findRole, TimeProvider clock)
    {
        (_scope, _findRole, _clock) = (scope, findRole, clock);
        _root = new KnownCredentials(new AwsCredentials("test", "test"), Caller.Root(scope), ExpiresAt: null);
        Changes = new CommitPoint<SessionChange>(Apply);
    }

    public CommitPoint<SessionChange> Changes { get; }

    /// <summary>Access keys that are forgotten next. They are kept for a while, so that a late caller hears that its token expired and not that it never was.</summary>
    public IEnumerable<string> LongExpired
    {
        get
        {
            var longAgo = _clock.GetUtcNow() - TimeSpan.FromHours(1);
            return _byKey.Where(s => s.Value.ExpiresAt < longAgo).Select(s => s.Key);
        }
    }

    public KnownCredentials? Find(string accessKeyId) => accessKeyId == "test" ? _root : _byKey.GetValueOrDefault(accessKeyId);

    /// <summary>A session for a service that has the role, such as Lambda.</summary>
    /// <exception cref="AwsError">There is no such role, or it does not allow a session that long.</exception>
    public KnownCredentials Begin(string roleArn, string sessionName, TimeSpan duration) => Begin(roleArn, sessionName, SessionTerms.Lasting(duration), by: null);

    /// <param name="by">Who assumes the role; <c>null</c> for a service.</param>
    /// <exception cref="AwsError">There is no such role, or it does not allow a session that long.</exception>
    public KnownCredentials Begin(string roleArn, string sessionName, SessionTerms terms, Caller? by)
    {
        if (_findRole(roleArn) is not { } role) throw StsErrors.NotAuthorizedToAssume(by, roleArn);
        if (by is { Kind: CallerKind.AssumedRole } && terms.Duration > TimeSpan.FromHours(1)) throw StsErrors.ChainTooLong();
        if (terms.Duration.TotalSeconds > role.MaxSessionSeconds) throw StsErrors.DurationTooLong();
        var arn = _scope.GlobalArn("sts", $"assumed-role/{role.RoleName}/{sessionName}");
        return Begin(new Caller(CallerKind.AssumedRole, _scope.Account, arn, $"{role.RoleId}:{sessionName}", roleArn), terms);
    }

    /// <summary>Temporary credentials of somebody who has lasting ones.</summary>
    public KnownCredentials Begin(Caller caller, SessionTerms terms)
    {
        var credentials = new AwsCredentials(
            "ASIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(240)));
        var now = _clock.GetUtcNow();
        var limited = caller with { SessionPolicies = terms.Policies, SessionTags = terms.Tags, IssuedAt = now };
        var session = new KnownCredentials(credentials, limited, now + terms.Duration);
        Changes.Commit(new SessionChange.Begun(session));
        return session;
    }

    private void Apply(SessionChange change)
    {
        switch (change)
        {
            case SessionChange.Begun(var session):
                ForgetExpired();
                _byKey[session.Credentials.AccessKeyId] = session;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    private void ForgetExpired()
    {
        foreach (var key in LongExpired) _byKey.TryRemove(key, out _);
    }
}
