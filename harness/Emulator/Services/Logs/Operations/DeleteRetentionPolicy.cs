using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record DeleteRetentionPolicyRequest(string? LogGroupName = null) : LogsRequest
{
    public string Name => Required(LogGroupName, "logGroupName");

    public override void Check() => new LogsConstraints().Group(LogGroupName).Check();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html</remarks>
internal static class DeleteRetentionPolicy
{
    public static Nothing Execute(LogsState state, DeleteRetentionPolicyRequest request) => state.Changes.Commit(() =>
        ((LogsChange?)new LogsChange.GroupPut(state.Get(request.Name).Settings with { RetentionDays = null }), Nothing.Value));
}
