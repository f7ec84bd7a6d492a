using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record DeleteLogGroupRequest(string? LogGroupName = null) : LogsRequest
{
    public string Name => Required(LogGroupName, "logGroupName");

    public override void Check() => new LogsConstraints().Group(LogGroupName).Check();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html</remarks>
internal static class DeleteLogGroup
{
    public static Nothing Execute(LogsState state, DeleteLogGroupRequest request) =>
        state.Changes.Commit(() => ((LogsChange?)new LogsChange.GroupDeleted(state.Get(request.Name).Name), Nothing.Value));
}
