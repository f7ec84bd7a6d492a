namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>How a stream's records are given to a function.</summary>
/// <param name="MaximumRetryAttempts">-1 for as long as there are the records.</param>
/// <param name="MaximumRecordAgeInSeconds">-1 for as long as there are the records.</param>
/// <param name="ReportsItemFailures">The function says which record of a batch it could not process.</param>
/// <param name="OnFailure">ARN of the bucket that is told of records which are given up.</param>
internal sealed record MappingSettings(
    int BatchSize, int MaximumBatchingWindowInSeconds, int MaximumRetryAttempts, int MaximumRecordAgeInSeconds, bool BisectBatchOnFunctionError, bool ReportsItemFailures,
    string? OnFailure);

/// <summary>A stream whose records a function gets.</summary>
/// <param name="Qualifier">The version or the alias of the function; <c>null</c> for the function itself.</param>
/// <param name="StartingPosition">That it was made with: <c>TRIM_HORIZON</c> or <c>LATEST</c>.</param>
/// <param name="Position">Sequence number of the last record that is done with; <c>null</c> before the oldest.</param>
/// <param name="Result">How the last batch ended, as answers show it.</param>
internal sealed record EventSourceMapping(
    string Id, string FunctionName, string? Qualifier, string StreamArn, MappingSettings Settings, bool IsEnabled, DateTimeOffset LastModified, string StartingPosition,
    string? Position, string Result)
{
    public const string NothingYet = "No records processed";
}
