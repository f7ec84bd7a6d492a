using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Requests;

/// <summary>A stretch of a request's time.</summary>
/// <param name="Name"><c>gateway</c>, <c>queue</c>, <c>coldStart</c>, <c>handler</c>, or the name of an AWS call.</param>
/// <param name="Start">Since the request began.</param>
internal sealed record RequestPart(string Name, TimeSpan Start, TimeSpan Duration);

/// <summary>What is known of one request: who sent it, what it was, how it ended, and where its time went.</summary>
internal sealed class RequestRecord(long startTimestamp)
{
    private readonly Lock _gate = new();
    private List<RequestPart>? _parts;

    /// <summary>As the client sees it in the answer's headers.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its place in the order in which requests ended, from 0.</summary>
    public long Number { get; set; }

    /// <summary>The <c>Root</c> of <c>X-Amzn-Trace-Id</c>, which calls made on behalf of one request share; <c>null</c> without one.</summary>
    public string? TraceId { get; set; }

    /// <summary>The client's own part of that trace, where it has sent one.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Whether the client wants the trace recorded; <c>null</c> where it has not said.</summary>
    public bool? IsSampled { get; init; }

    public string Method { get; init; } = "";

    public string Path { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public string? Service { get; set; }

    public string? Operation { get; set; }

    public string? CallerArn { get; set; }

    public Decision Decision { get; set; }

    public string? ErrorCode { get; set; }

    public int Status { get; set; }

    public TimeSpan Duration { get; set; }

    /// <summary>What the decision was about; <c>null</c> where no policy was asked.</summary>
    public AskedPermissions? Asked { get; private set; }

    /// <summary>From <see cref="TimeProvider.GetTimestamp"/> when the request's head had arrived.</summary>
    public long StartTimestamp { get; } = startTimestamp;

    public IReadOnlyList<RequestPart> Parts
    {
        get
        {
            lock (_gate) return _parts is null ? [] : [.. _parts];
        }
    }

    /// <summary>For the thread that decides.</summary>
    public void Ask(in AuthorizationRequest question, in PolicySet policies) => (Asked ??= new AskedPermissions()).Add(question, policies);

    /// <summary>Adds a stretch between two timestamps of <see cref="TimeProvider.System"/>.</summary>
    public void Add(string name, long from, long to)
    {
        var part = new RequestPart(name, TimeProvider.System.GetElapsedTime(StartTimestamp, from), TimeProvider.System.GetElapsedTime(from, to));
        lock (_gate) (_parts ??= []).Add(part);
    }
}

/// <summary>What was decided about the caller's permission.</summary>
internal enum Decision
{
    /// <summary>Not an AWS operation, or it failed before the question came up.</summary>
    None,

    /// <summary>The account itself.</summary>
    Root,

    /// <summary>Nothing was decided: IAM is off.</summary>
    NotEvaluated,

    /// <summary>The caller's policies allow it, or nobody needs a permission for it.</summary>
    Allowed,

    /// <summary>A policy denies it, none allows it, or there was no signature.</summary>
    Denied,
}
