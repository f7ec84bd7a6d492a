using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record CreateLogGroupRequest(string? LogGroupName = null, Dictionary<string, string>? Tags = null, string? LogGroupClass = null) : LogsRequest
{
    public string Checked()
    {
        new LogsConstraints().Group(LogGroupName).Tags(Tags).OneOf("logGroupClass", LogGroupClass, LogsNames.Classes).Check();
        return LogGroupClass is null or "STANDARD" ? LogGroupName ?? "" : throw LogsErrors.NotSupported($"logGroupClass {LogGroupClass}");
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html</remarks>
internal static class CreateLogGroup
{
    public static Nothing Execute(LogsState state, TimeProvider clock, CreateLogGroupRequest request)
    {
        var tags = (request.Tags ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var group = new LogGroupSettings(request.Checked(), clock.GetUtcNow(), RetentionDays: null, tags);
        return state.Changes.Commit(() =>
            state.Find(group.Name) is null ? ((LogsChange?)new LogsChange.GroupPut(group), Nothing.Value) : throw LogsErrors.GroupExists());
    }
}
