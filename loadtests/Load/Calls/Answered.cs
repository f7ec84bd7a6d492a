namespace TaskTracker.Load.Calls;

/// <summary>How one call went.</summary>
/// <param name="SentAt">Timestamp of the moment at which the request was given to the network.</param>
/// <param name="At">Timestamp of the moment at which the last byte of the answer was there, or the call failed.</param>
/// <param name="Problem">The kind of failure, one of few; <c>null</c> for a right answer.</param>
public readonly record struct Answered(long SentAt, long At, string? Problem = null)
{
    /// <summary>The kind of those that a cancelled run did not wait for; they are counted nowhere.</summary>
    public const string Abandoned = "abandoned";
}

/// <summary>Makes one call, checks its answer, and never throws because of it.</summary>
public delegate Task<Answered> MakeCall(TaskCall call, CancellationToken cancellation);
