using Microsoft.AspNetCore.Http.Features;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Protocols;

/// <summary>One request on its way through the pipeline, with what each step has found out.</summary>
internal sealed class Exchange
{
    private HashSet<string>? _refused;

    public required AwsRequest Request { get; init; }

    public required AwsResponse Response { get; init; }

    public required RequestRecord Record { get; init; }

    /// <summary>Of the client's connection; <c>null</c> for a call inside the process.</summary>
    public IHttpRequestLifetimeFeature? Lifetime { get; init; }

    /// <summary>Set when the caller has gone away.</summary>
    public CancellationToken Cancellation => Lifetime?.RequestAborted ?? CallerCancellation;

    public CancellationToken CallerCancellation { get; init; }

    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>What the request's signature said, for bodies that are signed chunk by chunk; <c>null</c> without one.</summary>
    public SigV4.Signature? Signature { get; set; }

    /// <summary>Decoded variables of the path, by their names in the row's template.</summary>
    public IReadOnlyDictionary<string, string> PathParameters { get; set; } = NoParameters;

    public string RequestId => Record.Id;

    /// <summary>Whether anything was refused of what is authorised part by part.</summary>
    public bool HasRefusals => _refused is not null;

    public void Refuse(string resource) => (_refused ??= new HashSet<string>(StringComparer.Ordinal)).Add(resource);

    /// <summary>Whether the caller may not do to this resource what the operation does to each.</summary>
    public bool IsRefused(string resource) => _refused?.Contains(resource) == true;

    private static readonly Dictionary<string, string> NoParameters = [];
}
