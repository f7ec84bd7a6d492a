using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record DeleteMetricFilterRequest(string? LogGroupName = null, string? FilterName = null) : LogsRequest
{
    public (string Group, string Name) Checked()
    {
        new LogsConstraints().Group(LogGroupName).Named("filterName", FilterName).Check();
        return (LogGroupName ?? "", FilterName ?? "");
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteMetricFilter.html</remarks>
internal static class DeleteMetricFilter
{
    public static Nothing Execute(LogsState state, DeleteMetricFilterRequest request)
    {
        var (group, name) = request.Checked();
        return state.Changes.Commit(() => state.Get(group).Filters.Any(f => f.Settings.Name == name)
            ? ((LogsChange?)new LogsChange.FilterDeleted(group, name), Nothing.Value)
            : throw LogsErrors.NoSuchFilter());
    }
}
