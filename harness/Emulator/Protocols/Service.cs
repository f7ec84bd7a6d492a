using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Requests;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Protocols;

/// <summary>The policies on a resource that have a say when somebody asks for it.</summary>
internal delegate ImmutableArray<Policy> FindResourcePolicies(string resource, Principal principal);

/// <summary>The value of a resource's tag; <c>null</c> without it.</summary>
internal delegate string? FindResourceTag(string resource, string tag);

/// <summary>The value of one of a service's own condition keys, from what came over the wire.</summary>
internal delegate ContextValue? FindServiceKey(AwsRequest request, in Permission wanted, string key);

/// <summary>Why a request's signature was not accepted; each protocol has its own words for it.</summary>
internal enum AuthFailure
{
    MissingToken,
    IncompleteSignature,
    UnsignedHeaders,
    UnknownKey,
    InvalidToken,
    ExpiredToken,
    SignatureMismatch,
    Expired,
    WrongScope,
    PayloadMismatch,
}

/// <summary>A service's wire: finds the row that a request means, and writes its refusals.</summary>
internal abstract class ServiceProtocol
{
    protected const string WrongSignature = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
        + "and signing method. Consult the service documentation for details.";

    /// <summary>Every operation that exists; what is not here is refused by name.</summary>
    public abstract IReadOnlyCollection<Operation> Operations { get; }

    public virtual long MaxBodyBytes => 16 * 1024 * 1024;

    /// <summary>The form that the service gives its request ids.</summary>
    public virtual string NewRequestId() => RequestIds.Uuid();

    /// <exception cref="AwsError">The operation is unknown, or its request cannot be read.</exception>
    public abstract BoundCall Bind(Exchange exchange);

    public abstract void WriteError(AwsError error, Exchange exchange);

    /// <summary>Headers that depend on the finished body; called once an operation has succeeded.</summary>
    public virtual void Complete(Exchange exchange)
    {
    }

    /// <param name="failure">What was wrong.</param>
    /// <param name="detail">The part of the message that depends on the request.</param>
    /// <param name="exchange">The request as far as it has been read.</param>
    public abstract AwsError Refuse(AuthFailure failure, string detail, Exchange exchange);

    /// <summary>How far a signature's time may be from this machine's.</summary>
    public virtual TimeSpan MaxClockSkew => TimeSpan.FromMinutes(5);

    /// <summary>Whether no header that begins with <c>x-amz-</c> is taken unless it is signed.</summary>
    public virtual bool WantsAmzHeadersSigned => false;

    /// <summary>A signature of version 2 in the query, in services that still take them; <c>null</c> without one.</summary>
    public virtual SigV4.QueryV2Signature? QueryV2SignatureOf(AwsRequest request) => null;

    /// <summary>The refusal of what no policy allows, or one denies.</summary>
    /// <param name="reason">Such as <c>because no identity-based policy allows the dynamodb:PutItem action</c>.</param>
    public virtual AwsError AccessDenied(Caller caller, Permission wanted, string reason) => new(AccessDeniedStatus, AccessDeniedCode,
        $"User: {caller.Arn} is not authorized to perform: {wanted.Action} on resource: {wanted.Resource} {reason}");

    protected virtual int AccessDeniedStatus => 403;

    protected virtual string AccessDeniedCode => "AccessDeniedException";

    public abstract AwsError BodyTooLarge();

    /// <summary>Our own bug, in the service's words.</summary>
    public abstract AwsError InternalFailure();
}

/// <summary>A service as the pipeline sees it.</summary>
/// <param name="Name">As policies and ARNs spell it.</param>
/// <param name="SigningName">As the credential scope of a signature spells it.</param>
internal sealed record Service(string Name, string SigningName, ServiceProtocol Protocol)
{
    /// <summary>The part before the dot of <c>X-Amz-Target</c>; <c>null</c> where the protocol has none.</summary>
    public string? TargetPrefix { get; init; }

    /// <summary>Every state of the service that outlives the process, in the order in which it comes back.</summary>
    public IReadOnlyList<DurableState> Durable { get; init; } = [];

    /// <summary>The <c>Version</c> of its form requests; <c>null</c> where the protocol has none.</summary>
    public string? QueryVersion { get; init; }

    /// <summary>Whether a request without a signature reaches it (a bucket's policy may admit it); <c>null</c> where none does.</summary>
    public Func<AwsRequest, bool>? AdmitsAnonymous { get; init; }

    /// <summary><c>null</c> where resources have no policies.</summary>
    public FindResourcePolicies? ResourcePolicies { get; init; }

    /// <summary>Condition keys that many of its operations have; those of one stand at its row.</summary>
    public FindServiceKey? Keys { get; init; }

    /// <summary><c>null</c> where permissions do not depend on resources' tags.</summary>
    public FindResourceTag? ResourceTag { get; init; }
}

/// <summary>A call from inside the process, already authenticated; it passes the same rows and the same decision as one from outside.</summary>
internal delegate Task<ServiceReply> CallService(string service, AwsRequest request, Caller caller, CancellationToken cancellation);

/// <summary>What a call inside the process answered; the body is the caller's own.</summary>
internal sealed record ServiceReply(int Status, Microsoft.AspNetCore.Http.IHeaderDictionary Headers, byte[] Body);
