using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record CreateLogStreamRequest(string? LogGroupName = null, string? LogStreamName = null) : LogsRequest
{
    public (string Group, string Stream) Checked()
    {
        new LogsConstraints().Group(LogGroupName).Stream(LogStreamName).Check();
        return (LogGroupName ?? "", LogStreamName ?? "");
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html</remarks>
internal static class CreateLogStream
{
    public static Nothing Execute(LogsState state, TimeProvider clock, CreateLogStreamRequest request)
    {
        var (group, stream) = request.Checked();
        return state.Changes.Commit(() => state.Get(group).Find(stream) is null
            ? ((LogsChange?)new LogsChange.StreamCreated(group, stream, clock.GetUtcNow()), Nothing.Value)
            : throw LogsErrors.StreamExists());
    }
}
