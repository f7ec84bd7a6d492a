using System.Collections.Frozen;
using System.Net;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>All that condition keys are computed from.</summary>
/// <param name="Now">Virtual: when the request came.</param>
/// <param name="Call">The operation when it is its own action that is asked about; <c>null</c> for further permissions.</param>
/// <param name="Request">What came over the wire; <c>null</c> for what a service does by itself with the caller's role.</param>
internal readonly record struct Asked(
    AwsScope Scope, DateTimeOffset Now, Caller Caller, CallerPermissions Permissions, Permission Wanted, BoundCall? Call, Service? Service, AwsRequest? Request);

/// <summary>The condition keys that are known here, each computed only when a statement on the action and resource reads it; every other is missing.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html</remarks>
internal sealed class ContextKeys
{
    private const string PrincipalTag = "aws:PrincipalTag/";
    private const string ResourceTag = "aws:ResourceTag/";
    private const string IamResourceTag = "iam:ResourceTag/";

    [ThreadStatic]
    private static ContextKeys? _ofThread;

    private static readonly FrozenDictionary<string, Func<Asked, ContextValue?>> Global = new Dictionary<string, Func<Asked, ContextValue?>>
    {
        ["aws:PrincipalArn"] = a => a.Caller.Kind is CallerKind.Anonymous ? null : ContextValue.Of(a.Caller.RoleArn ?? a.Caller.Arn),
        ["aws:PrincipalAccount"] = a => a.Caller.Kind is CallerKind.Anonymous ? null : ContextValue.Of(a.Scope.Account),
        ["aws:PrincipalType"] = a => ContextValue.Of(TypeOf(a.Caller.Kind)),
        ["aws:PrincipalIsAWSService"] = a => ContextValue.Of(a.Caller.Kind is CallerKind.Anonymous && a.Request is null),
        ["aws:ResourceAccount"] = a => ContextValue.Of(a.Scope.Account),
        ["aws:userid"] = a => a.Caller.Kind is CallerKind.Anonymous ? null : ContextValue.Of(a.Caller.UserId),
        ["aws:username"] = a => a.Caller.UserName is { } name ? ContextValue.Of(name) : null,
        ["aws:CurrentTime"] = a => ContextValue.Of(a.Now),
        ["aws:EpochTime"] = a => ContextValue.Epoch(a.Now),
        ["aws:TokenIssueTime"] = a => a.Caller.IssuedAt is { } time ? ContextValue.Of(time) : null,
        ["aws:MultiFactorAuthPresent"] = a => a.Caller.IssuedAt is null ? null : ContextValue.Of(false),
        ["aws:RequestedRegion"] = a => ContextValue.Of(a.Scope.Region),
        ["aws:SourceIp"] = a => AddressOf(a.Request) is { } address ? ContextValue.Of(address) : null,

        // Between services everything is encrypted; clients speak plain HTTP here.
        ["aws:SecureTransport"] = a => ContextValue.Of(a.Request?.Connection is null),
        ["aws:ViaAWSService"] = a => ContextValue.Of(a.Request?.Via is not null),
        ["aws:CalledVia"] = a => a.Request?.Via is { } service ? ContextValue.Of([service]) : null,
        ["aws:CalledViaFirst"] = a => Text(a.Request?.Via),
        ["aws:CalledViaLast"] = a => Text(a.Request?.Via),
        ["aws:UserAgent"] = a => HeaderOf(a.Request, "User-Agent"),
        ["aws:Referer"] = a => HeaderOf(a.Request, "Referer"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly RequestContext _context;
    private Asked _asked;

    private ContextKeys() => _context = new RequestContext(Find);

    /// <returns>Good until this thread asks again.</returns>
    public static RequestContext Of(in Asked asked)
    {
        var keys = _ofThread ??= new ContextKeys();
        keys._asked = asked;
        keys._context.Clear();
        return keys._context;
    }

    private ContextValue? Find(string key)
    {
        if (_asked.Wanted.Keys?.Invoke(key) is { } given) return given;
        if (_asked.Call?.KeyOf(key) is { } own) return own;
        if (_asked is { Service.Keys: { } ofService, Request: { } request } && ofService(request, _asked.Wanted, key) is { } common) return common;
        if (Global.TryGetValue(key, out var find)) return find(_asked);
        if (Below(PrincipalTag, key) is { } tag) return Text(_asked.Caller.SessionTags.GetValueOrDefault(tag) ?? _asked.Permissions.Tags.GetValueOrDefault(tag));
        return (Below(ResourceTag, key) ?? Below(IamResourceTag, key)) is { } name ? Text(_asked.Service?.ResourceTag?.Invoke(_asked.Wanted.Resource, name)) : null;
    }

    private static string? Below(string prefix, string key) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? key[prefix.Length..] : null;

    private static ContextValue? Text(string? text) => text is null ? null : ContextValue.Of(text);

    private static string TypeOf(CallerKind kind) => kind switch
    {
        CallerKind.Root => "Account",
        CallerKind.User => "User",
        CallerKind.AssumedRole => "AssumedRole",
        _ => "Anonymous",
    };

    private static IPAddress? AddressOf(AwsRequest? request) =>
        request?.Connection?.RemoteIpAddress is { } address ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    private static ContextValue? HeaderOf(AwsRequest? request, string name) =>
        request?.Headers[name].ToString() is { Length: > 0 } text ? ContextValue.Of(text) : null;
}
