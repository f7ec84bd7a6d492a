using System.Buffers;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>One event on its way to a function and back.</summary>
/// <param name="invokedArn">As the caller qualified it.</param>
/// <param name="payload">Unchanged by its owner until <see cref="Completion"/> is complete.</param>
/// <param name="traceHeader">Goes to the function, which passes it on.</param>
internal sealed class Invocation(
    string requestId, string invokedArn, ReadOnlyMemory<byte> payload, string traceHeader, string? clientContext, bool wantsLog, RequestRecord? record)
{
    private readonly TaskCompletionSource<Outcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<byte[]>? _log = wantsLog ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    private readonly Lock _gate = new();
    private bool _hasEnded;

    public string RequestId => requestId;

    public string InvokedArn => invokedArn;

    public string TraceHeader => traceHeader;

    public string? ClientContext => clientContext;

    public RequestRecord? Record => record;

    public bool WantsLog => wantsLog;

    public long ArrivedAt { get; } = TimeProvider.System.GetTimestamp();

    /// <summary>When an environment got it.</summary>
    public long HandedAt { get; set; }

    /// <summary>It is the first of its environment, whose start it reports.</summary>
    public bool ReportsInit { get; set; }

    /// <summary>Of the function's own work; <c>null</c> until it has ended.</summary>
    public TimeSpan? Duration { get; set; }

    /// <summary>Milliseconds since 1970 when the function must have answered.</summary>
    public long DeadlineMs { get; set; }

    public Task<Outcome> Completion => _completion.Task;

    /// <summary>The last lines that it logged, once its report is among them; only when asked for.</summary>
    public Task<byte[]>? Log => _log?.Task;

    /// <summary>Copies the payload while it may be read: a caller who has been answered may have put something else there.</summary>
    public bool TryCopyPayload(IBufferWriter<byte> to)
    {
        lock (_gate)
        {
            if (_hasEnded) return false;
            to.Write(payload.Span);
            return true;
        }
    }

    public void End(Outcome outcome)
    {
        lock (_gate) _hasEnded = true;
        _completion.TrySetResult(outcome);
    }

    /// <summary>It never reached the function.</summary>
    public void Fail(Exception problem)
    {
        lock (_gate) _hasEnded = true;
        _completion.TrySetException(problem);
        _log?.TrySetResult([]);
    }

    public void EndLog(byte[] tail) => _log?.TrySetResult(tail);
}
