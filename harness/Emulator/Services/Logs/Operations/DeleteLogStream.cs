using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record DeleteLogStreamRequest(string? LogGroupName = null, string? LogStreamName = null) : LogsRequest
{
    public string Group => Required(LogGroupName, "logGroupName");

    public string Stream => Required(LogStreamName, "logStreamName");

    public override void Check() => new LogsConstraints().Group(LogGroupName).Stream(LogStreamName).Check();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html</remarks>
internal static class DeleteLogStream
{
    public static Nothing Execute(LogsState state, DeleteLogStreamRequest request) => state.Changes.Commit(() =>
        ((LogsChange?)new LogsChange.StreamDeleted(request.Group, state.Get(request.Group).Get(request.Stream).Name), Nothing.Value));
}
